import { describe, expect, it } from 'vitest';
import { Scaler, scalingOf } from './scaling.ts';
import { isOpenAt } from './windows.ts';

const scaled = (spec: object) =>
  [
    { kind: 'Deployment', spec: {} },
    { kind: 'ScaledObject', spec: { minReplicaCount: 0, maxReplicaCount: 4, cooldownPeriod: 300, ...spec } },
  ] as never;
const queue = { type: 'prometheus', metadata: { threshold: '32' } };
const never = () => false;

describe('the number of workers', () => {
  it('follows the queue up at once, within the bounds', () => {
    const scaler = new Scaler(scalingOf(scaled({ triggers: [queue] })));
    expect(scaler.wanted(0, never, 0, 1)).toBe(0);
    expect(scaler.wanted(1, never, 1_000, 1)).toBe(1);
    expect(scaler.wanted(65, never, 2_000, 1)).toBe(3);
    expect(scaler.wanted(1_000, never, 3_000, 1)).toBe(4);
    expect(scaler.instant(33)).toBe(2);
  });

  it('goes down when the window is over, and to zero after the cooldown', () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 100 } };
    const advanced = { horizontalPodAutoscalerConfig: { behavior } };
    const scaler = new Scaler(scalingOf(scaled({ triggers: [queue], advanced })));
    expect(scaler.wanted(100, never, 0, 1)).toBe(4);
    expect(scaler.wanted(10, never, 50_000, 1)).toBe(4);
    expect(scaler.wanted(10, never, 101_000, 1)).toBe(1);
    expect(scaler.wanted(0, never, 102_000, 1)).toBe(1);
    expect(scaler.wanted(0, never, 400_000, 1)).toBe(1);
    expect(scaler.wanted(0, never, 401_000, 1)).toBe(0);
  });

  it('goes down to a smaller maximum at once', () => {
    const behavior = { scaleDown: { selectPolicy: 'Disabled' } };
    const advanced = { horizontalPodAutoscalerConfig: { behavior } };
    const scaler = new Scaler(scalingOf(scaled({ triggers: [queue], advanced })));
    expect(scaler.wanted(1_000, never, 0, 1)).toBe(4);
    scaler.scaling = { ...scaler.scaling, max: 2 };
    expect(scaler.wanted(1_000, never, 1_000, 1)).toBe(2);
    expect(scaler.wanted(1, never, 2_000, 1)).toBe(2);
  });

  it('goes down sooner with speed', () => {
    const scaler = new Scaler(scalingOf(scaled({ triggers: [queue] })));
    expect(scaler.wanted(1, never, 0, 100)).toBe(1);
    expect(scaler.wanted(0, never, 2_999, 100)).toBe(1);
    expect(scaler.wanted(0, never, 3_000, 100)).toBe(0);
  });

  it('is that of the window while it is open', () => {
    const cron = { type: 'cron', metadata: { start: '0 * * * *', end: '6 * * * *', desiredReplicas: '1' } };
    const scaling = scalingOf(scaled({ triggers: [cron], cooldownPeriod: 0 }));
    const [window] = scaling.windows;
    if (window === undefined) throw new Error('no window');
    const at = (time: string) => isOpenAt(window, Date.parse(`2026-11-26T${time}Z`));
    expect(['11:59:59', '12:00:00', '12:05:59', '12:06:00'].map(at)).toEqual([false, true, true, false]);
    const scaler = new Scaler(scaling);
    expect(scaler.wanted(0, () => true, 0, 1)).toBe(1);
    expect(scaler.wanted(0, never, 1, 1)).toBe(0);
  });

  it('is that of the Deployment where nothing scales it', () => {
    const scaler = new Scaler(scalingOf([{ kind: 'Deployment', spec: { replicas: 3 } }] as never));
    expect(scaler.wanted(0, never, 0, 1)).toBe(3);
  });
});
