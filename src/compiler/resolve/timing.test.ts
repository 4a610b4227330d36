import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueDurations, terminationGrace } from './timing.ts';

describe('queueDurations', () => {
  it('of the example: 300 s, which is what Kubernetes would wait too', () => {
    expect(queueDurations(120, 30, 0)).toEqual({ cooldown: 300, stabilization: 300 });
  });

  it('follows a long lease, and gives up stabilization beyond the hour', () => {
    expect(queueDurations(1800, 30, 0)).toEqual({ cooldown: 1875, stabilization: 1860 });
    expect(queueDurations(7200, 30, 0)).toEqual({ cooldown: 7275, stabilization: null });
  });

  it('lets warmWindowSeconds only lengthen the cooldown', () => {
    expect(queueDurations(120, 30, 60).cooldown).toBe(300);
    expect(queueDurations(120, 30, 900)).toEqual({ cooldown: 900, stabilization: 300 });
  });

  it('keeps every inequality for every input', () => {
    const seconds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(seconds, seconds, seconds, (lease, timeout, warm) => {
        const { cooldown, stabilization } = queueDurations(lease, timeout, warm);
        expect(cooldown).toBeGreaterThanOrEqual(Math.min(Math.max(lease, timeout, warm), 2 ** 31 - 1));
        expect(cooldown).toBeGreaterThanOrEqual(stabilization ?? 0);
        expect(cooldown).toBeLessThan(2 ** 31);
        expect(stabilization ?? 3600).toBeLessThanOrEqual(3600);
        expect(stabilization ?? lease + 1).toBeGreaterThan(lease);
      }),
    );
  });
});

describe('terminationGrace', () => {
  it('outlasts a call, and the drain of a push worker', () => {
    expect(terminationGrace(30, 0)).toBe(45);
    expect(terminationGrace(30, 5)).toBe(50);
  });
});
