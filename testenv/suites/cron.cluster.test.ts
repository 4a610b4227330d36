import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/json/json.ts';
import type { KubeObject } from '../api.ts';
import { partNames } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { schedulesAround, trickySchedules, unreadableSchedules } from './cron-schedules.ts';
import { objectOf, type Rendered, render } from './scaling-function.ts';
import {
  applyAll,
  deploy,
  giveToken,
  hpaConditions,
  ReplicaLog,
  scaledObjectConditions,
  until,
} from './scaling-watch.ts';

const everythingButSdk = partNames.filter((name) => name !== 'sdk' && name !== 'prometheus');
const minuteMs = 60_000;

// They mostly wait, so they wait together.
const together = test.concurrent;

clusterSuite('workers woken by a schedule', everythingButSdk, () => {
  let cluster: ControlPlane;

  beforeAll(async () => {
    const labels = { 'karpenter.sh/nodepool': 'cpu' };
    cluster = await startControlPlane({ keda: true, nodes: [{ name: 'cpu', labels }] });
  }, 180_000);

  afterAll(() => cluster?.stop());

  async function namespaceWithToken(): Promise<string> {
    const namespace = await cluster.namespace();
    await giveToken(cluster.client, namespace, 'unused');
    return namespace;
  }

  /** The Function that only a schedule drives, with windows of five minutes unless the lease is longer. */
  function scheduled(namespace: string, cron: string, name = 'warm-blobs', leaseSeconds = 120): Rendered {
    const change: JsonObject = { metadata: { name, namespace }, spec: { schedule: { cron, leaseSeconds } } };
    return render('schedule-only', change, readSettings({}).settings);
  }

  const hourlyAt = (at: number) => `${new Date(at).getUTCMinutes()} * * * *`;

  function withEnd(fn: Rendered, end: string): KubeObject {
    type ScaledObject = KubeObject & { spec: { triggers: [{ metadata: object }] } };
    const object = objectOf<ScaledObject>(fn, 'ScaledObject');
    const [trigger, ...others] = object.spec.triggers;
    expect(others).toEqual([]);
    const triggers = [{ ...trigger, metadata: { ...trigger.metadata, end } }];
    return { ...object, spec: { ...object.spec, triggers } };
  }

  const readyIn = (namespace: string) => scaledObjectConditions(cluster.client, namespace, 'Ready');

  /** Waits until `verdicts` has one like `expected` for each of these Functions. KEDA takes them up one by one. */
  async function untilEach(
    what: string,
    functions: readonly Rendered[],
    verdicts: () => Promise<Readonly<Record<string, string>>>,
    expected: RegExp,
  ): Promise<void> {
    let now: Readonly<Record<string, string>> = {};
    const open = () => functions.filter(({ base }) => !expected.test(now[base] ?? ''));
    const message = () => `not ${what}: ${JSON.stringify(open().map(({ base, spec }) => [now[base], spec]))}`;
    const areAll = async () => {
      now = await verdicts();
      return open().length === 0;
    };
    await until(message, areAll, 110);
  }

  together(
    'are there while the window is open, and gone when it has closed',
    async () => {
      const namespace = await namespaceWithToken();
      const open = scheduled(namespace, hourlyAt(Date.now() - minuteMs));
      const log = new ReplicaLog(cluster, open);
      await deploy(cluster.client, open, open.objects);
      await log.reaches(1, 30);
      await until('the worker is ready', async () => (await readyReplicas(open)) === 1, 10);

      // Of another one the window has closed a minute ago. It is applied as it is, so that it begins with one worker.
      const closed = scheduled(namespace, hourlyAt(Date.now() - 6 * minuteMs), 'too-late');
      const closedLog = new ReplicaLog(cluster, closed);
      await applyAll(cluster.client, closed.objects);

      // The rendered end is minutes away: the start stays, and the end moves to a minute that KEDA still has time to see.
      const end = Math.ceil((Date.now() + 15_000) / minuteMs) * minuteMs;
      await applyAll(cluster.client, [withEnd(open, hourlyAt(end))]);
      await closedLog.reaches(0, 30);
      expect(closedLog.values).toEqual([1, 0]);
      await log.reaches(0, (end - Date.now()) / 1000 + 30);
      expect(log.values).toEqual([0, 1, 0]);
      expect(log.changes.at(-1)?.at).toBeGreaterThanOrEqual(end);
      expect(await readyIn(namespace)).toEqual({ [open.base]: 'True', [closed.base]: 'True' });
      expect(closedLog.values).toEqual([1, 0]);
      await Promise.all([log.stop(), closedLog.stop()]);
    },
    150_000,
  );

  /** An idle Function whose ScaledObject says more, or something else, of its first moments. */
  function idle(namespace: string, name: string, spec: JsonObject): Rendered {
    const fn = scheduled(namespace, hourlyAt(Date.now() + 30 * minuteMs), name);
    const objects = fn.objects.map((object) =>
      object.kind === 'ScaledObject' ? { ...object, spec: { ...(object.spec as object), ...spec } } : object,
    );
    return { ...fn, objects };
  }

  together(
    'begin with one at a first apply, whatever a ScaledObject says; and what makes it short ends busy workers too',
    async () => {
      const namespace = await namespaceWithToken();
      const patient = { pollingInterval: 1, cooldownPeriod: 20, initialCooldownPeriod: 20 };
      const hasty = { pollingInterval: 1, cooldownPeriod: 20, initialCooldownPeriod: 0 };
      const follow = async (fn: Rendered, workers?: number) => {
        const log = new ReplicaLog(cluster, fn);
        const [deployment, ...others] = fn.objects as [KubeObject, ...KubeObject[]];
        const spec = { ...(deployment.spec as object), ...(workers !== undefined && { replicas: workers }) };
        await applyAll(cluster.client, [{ ...deployment, spec }]);
        const begun = Date.now();
        await applyAll(cluster.client, others);
        await log.reaches(0, 60);
        await log.stop();
        return { values: log.values, seconds: ((log.changes.at(-1)?.at ?? 0) - begun) / 1000 };
      };
      const late = idle(namespace, 'late', hasty);
      await applyAll(cluster.client, late.objects.slice(1));
      const found = await Promise.all([
        follow(idle(namespace, 'patient', patient)),
        follow(idle(namespace, 'hasty', hasty)),
        follow(idle(namespace, 'never-less', { ...patient, idleReplicaCount: 0, minReplicaCount: 1 })),
        follow(idle(namespace, 'busy-hasty', hasty), 3),
        follow(idle(namespace, 'busy-patient', patient), 3),
        follow(late),
      ]);
      expect(found.map(({ values }) => [values[0], values.at(-1)])).toEqual(
        [1, 1, 1, 3, 3, 1].map((workers) => [workers, 0]),
      );
      const [slow, quick, never, hastyBusy, patientBusy] = found.map(({ seconds }) => seconds) as number[];
      for (const seconds of [slow, never, patientBusy]) expect(seconds).toBeGreaterThan(15);
      for (const seconds of [quick, hastyBusy]) expect(seconds).toBeLessThan(15);
    },
    150_000,
  );

  async function readyReplicas(fn: Rendered): Promise<number> {
    type Deployment = { status?: { readyReplicas?: number } };
    const path = await cluster.client.objectPath(objectOf(fn, 'Deployment'));
    return (await cluster.client.get<Deployment>(path)).status?.readyReplicas ?? 0;
  }

  together(
    'agree with KEDA on when a window is open',
    async () => {
      const namespace = await namespaceWithToken();
      const schedules = schedulesAround(new Date(Date.now() - 2 * minuteMs));
      const functions = schedules.map(({ cron }, index) => scheduled(namespace, cron, `schedule-${index}`));
      for (const fn of functions) await deploy(cluster.client, fn, fn.objects);
      const active = () => scaledObjectConditions(cluster.client, namespace, 'Active');
      await untilEach('looked at by KEDA', functions, active, /^(True|False)/);
      const verdicts = await active();
      const found = schedules.map(({ cron }, index) => [
        cron,
        verdicts[functions[index]?.base ?? ''] === 'True',
      ]);
      const wanted = schedules.map(({ cron, isOpen }) => [cron, isOpen]);
      expect(found).toEqual(wanted);
      // The HPA asks for a metric whose name KEDA makes of the expressions, so that they become part of a URL.
      const awake = functions.filter((_, index) => schedules[index]?.isOpen);
      const scaling = () => hpaConditions(cluster.client, namespace, 'ScalingActive');
      await untilEach('given a metric by KEDA', awake, scaling, /^True/);
    },
    150_000,
  );

  together(
    'have starts and ends that KEDA can read, however the schedule is written',
    async () => {
      const namespace = await namespaceWithToken();
      const functions = trickySchedules.map(([cron, leaseSeconds], index) =>
        scheduled(namespace, cron, `tricky-${index}`, leaseSeconds),
      );
      for (const fn of functions) await applyAll(cluster.client, fn.objects);
      await untilEach('read by KEDA', functions, () => readyIn(namespace), /^True/);
    },
    150_000,
  );

  together(
    'are not rendered from a schedule that KEDA could not read',
    async () => {
      const namespace = await namespaceWithToken();
      const functions = unreadableSchedules.map((cron, index) => {
        expect(() => scheduled(namespace, cron)).toThrow('InvalidCron');
        return { cron, fn: scheduled(namespace, '0 * * * *', `refused-${index}`) };
      });
      for (const { cron, fn } of functions)
        await applyAll(cluster.client, [objectOf(fn, 'Deployment'), withEnd(fn, cron)]);
      const all = functions.map(({ fn }) => fn);
      await untilEach(
        'refused by KEDA',
        all,
        () => readyIn(namespace),
        /^False .*: error parsing .* schedule: /,
      );
    },
    150_000,
  );
});
