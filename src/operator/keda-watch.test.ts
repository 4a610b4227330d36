import { expect, test } from 'vitest';
import { KEDA_LEASE, KEDA_METRICS, KedaWatch } from './keda-watch.ts';
import type { Clock } from './kube/clock.ts';
import { ApiError, ConnectionError, type KubeObject, type Resource } from './kube/cluster.ts';

const { signal } = new AbortController();

/** A cluster with these objects, whose clock is set by hand. */
function world() {
  const objects = new Map<string, KubeObject | Error>();
  const time = { now: 0 };
  const clock = { now: () => time.now } as Clock;
  const get = async ({ kind }: Resource, name: string, namespace?: string) => {
    const found = objects.get([kind, namespace, name].join(' ')) ?? null;
    if (found instanceof Error) throw found;
    return found;
  };
  const lease = (renewTime: string, holderIdentity = 'keda-0') =>
    objects.set(`Lease keda ${KEDA_LEASE}`, { spec: { renewTime, holderIdentity } } as never);
  const metrics = (status: string) =>
    objects.set(`APIService  ${KEDA_METRICS}`, {
      status: { conditions: [{ type: 'Available', status, reason: 'MissingEndpoints' }] },
    } as never);
  return { objects, time, lease, metrics, watch: new KedaWatch({ get }, 'keda', clock) };
}

test('KEDA runs as long as it renews its Lease, whatever the time is there', async () => {
  const { time, lease, watch } = world();
  for (let turn = 0; turn < 10; turn++) {
    lease(`1999-01-01T00:00:${10 + turn}Z`);
    time.now += 15_000;
    expect(await watch.ask(signal)).toBe(false);
  }
  time.now += 15_000;
  expect(await watch.ask(signal)).toBe(false);
  time.now += 30_000;
  expect(await watch.ask(signal)).toBe(true);
  expect(watch.trouble?.reason).toBe('KedaNotRunning');
  expect(watch.trouble?.message).toContain('since 1999-01-01T00:00:19Z');
  expect(await watch.ask(signal)).toBe(false);
  lease('1999-01-01T00:05:00Z');
  expect(await watch.ask(signal)).toBe(true);
  expect(watch.trouble).toBeNull();
});

test('a Lease that was given back is of an operator that has ended', async () => {
  const { lease, watch } = world();
  lease('2026-01-01T00:00:00Z', '');
  expect(await watch.ask(signal)).toBe(true);
  expect(watch.trouble?.reason).toBe('KedaNotRunning');
});

test('metrics that cannot be reached are told too', async () => {
  const { metrics, watch } = world();
  metrics('True');
  expect(await watch.ask(signal)).toBe(false);
  metrics('False');
  expect(await watch.ask(signal)).toBe(true);
  expect(watch.trouble?.message).toContain(`${KEDA_METRICS} is not available (MissingEndpoints)`);
});

test('what cannot be seen says nothing', async () => {
  const { objects, watch } = world();
  expect(await watch.ask(signal)).toBe(false);
  const forbidden = new ApiError('get', { code: 403, reason: 'Forbidden', message: 'no', causes: [] });
  objects.set(`Lease keda ${KEDA_LEASE}`, forbidden);
  expect(await watch.ask(signal)).toBe(false);
  objects.set(`Lease keda ${KEDA_LEASE}`, new ConnectionError('away'));
  await expect(watch.ask(signal)).rejects.toThrow('away');
  expect(watch.trouble).toBeNull();
});
