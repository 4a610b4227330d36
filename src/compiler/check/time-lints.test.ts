import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { complaints } from '../../sentence.test-support.ts';
import { compile } from '../compile.ts';
import { functionWith, INFRA_RULES, SETTINGS_FOR_TESTS } from '../functions.test-support.ts';

const of = (code: string, spec: JsonObject) =>
  compile([functionWith(spec), INFRA_RULES], SETTINGS_FOR_TESTS).diagnostics.filter(
    (one) => one.code === code,
  );

const worker = (timeoutSeconds: number) => ({ image: 'registry.example.com/tag:1', timeoutSeconds });
const scaling = (more: JsonObject) => ({ pool: 'cpu', replicas: { max: 1 }, ...more });

describe('WindowUnderOneCall', () => {
  const triggers = ['schedule'];
  const nightly = { triggers, schedule: { cron: '0 2 * * *' } };

  it.each<[string, JsonObject, string | undefined]>([
    ['a call of hours', { ...nightly, worker: worker(7200) }, 'warmWindowSeconds to 7200'],
    ['a call of minutes', { ...nightly, worker: worker(600) }, 'leaseSeconds to 601'],
    ['the default cron too', { triggers, worker: worker(600) }, 'leaseSeconds to 601'],
    [
      'a lease beyond the longest window',
      { triggers, schedule: { leaseSeconds: 7200 } },
      'warmWindowSeconds to 7200',
    ],
    [
      'a warm window that is too short',
      { ...nightly, worker: worker(7200), scaling: scaling({ warmWindowSeconds: 60 }) },
      'warmWindowSeconds to 7200',
    ],
  ])('tells of %s, with a hint that mends it', (_, spec, expected) => {
    const [finding, ...more] = of('WindowUnderOneCall', spec);
    expect(more).toEqual([]);
    expect(finding?.hint).toContain(expected);
    expect(complaints(finding?.message ?? '')).toEqual([]);
    const number = Number(/to (\d+)/.exec(finding?.hint ?? '')?.[1]);
    const mended = finding?.hint.includes('warm')
      ? { ...spec, scaling: scaling({ warmWindowSeconds: number }) }
      : { ...spec, schedule: { ...(spec.schedule as JsonObject), leaseSeconds: number } };
    expect(of('WindowUnderOneCall', mended)).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['a call within the window', { ...nightly, worker: worker(300) }],
    [
      'a window that the lease makes long',
      { ...nightly, worker: worker(1200), schedule: { leaseSeconds: 1500 } },
    ],
    ['a warm window', { ...nightly, worker: worker(7200), scaling: scaling({ warmWindowSeconds: 7200 }) }],
    [
      'a queue beside it, whose cooldown outlasts a call',
      { ...nightly, triggers: ['schedule', 'discovery'], worker: worker(7200) },
    ],
    [
      'a worker that is always there',
      { ...nightly, worker: worker(7200), scaling: scaling({ replicas: { min: 1, max: 1 } }) },
    ],
    [
      'starts that follow each other closely',
      { triggers, schedule: { cron: '0,5,10,15 2 * * *' }, worker: worker(1200) },
    ],
  ])('has nothing to say of %s', (_, spec) => expect(of('WindowUnderOneCall', spec)).toEqual([]));
});

describe('OddSeconds', () => {
  it.each([5000, 10_000, 30_000, 60_000, 90_000, 120_000, 100_001])('asks about %d', (seconds) => {
    expect(of('OddSeconds', { worker: worker(seconds) }).map(({ pointer }) => pointer)).toEqual([
      '/spec/worker/timeoutSeconds',
    ]);
  });

  it.each([30, 300, 1000, 4000, 5001, 7200, 18_000, 36_000, 86_400])(
    'has nothing to say of %d',
    (seconds) => {
      expect(of('OddSeconds', { worker: worker(seconds) })).toEqual([]);
    },
  );

  it('says how long that is, in any of the fields', () => {
    const spec = { worker: worker(30_000), retry: { maxBackoffSeconds: 300_000 } };
    expect(of('OddSeconds', spec).map(({ message }) => message)).toEqual([
      'spec.retry.maxBackoffSeconds is 300000, which is 3 days and 11 hours.',
      'spec.worker.timeoutSeconds is 30000, which is 8 hours and 20 minutes.',
    ]);
  });
});
