import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../guard.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const;
const isSoak = process.env.LAYERC_SOAK !== undefined;
const COUNT = isSoak ? 300 : 40;
const LIMIT = COUNT / 10;
const PATIENCE_MS = isSoak ? 600_000 : 120_000;
/** Seconds. With many pods the controllers of one machine take longer than a few. */
const DEADLINE = isSoak ? 30 : 5;
const one = { scaling: { mode: 'fixed', replicas: { min: 1, max: 1 } } };
const names = Array.from({ length: COUNT }, (_, index) => `fn-${String(index).padStart(3, '0')}`);

type Status = {
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly replicas?: number;
};
type Template = { readonly spec: { readonly nodeSelector: Record<string, string> } };

clusterSuite('the pace of a change that all Functions roll for', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  let operator: RunningOperator;
  let folder: string;
  let proxy: FaultProxy;

  beforeAll(async () => {
    folder = makeTemporaryFolder('layerc-pace');
    const labels = { pool: 'cpu', zone: 'a' };
    cluster = await startControlPlane({ nodes: [{ name: 'a', labels }] });
    await installCrds(cluster);
    proxy = await FaultProxy.start(cluster.kubeconfig, folder);
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
    operator = startOperator(cluster, { workerDeadline: DEADLINE, kubeconfig: proxy.kubeconfig });
    for (const name of names) await functions.apply(name, one);
    await until(
      () => 'all workers are up',
      async () => (await deployments()).filter(isUp).length === COUNT,
      PATIENCE_MS,
    );
  }, 3 * PATIENCE_MS);

  afterAll(async () => {
    await operator?.stop();
    await proxy?.stop();
    await cluster?.stop();
    removeTemporaryFolder(folder);
  });

  async function deployments(): Promise<KubeObject[]> {
    const path = `/apis/apps/v1/namespaces/${functions.namespace}/deployments`;
    return (await cluster.client.get<{ items: KubeObject[] }>(path)).items;
  }

  const statusOf = ({ status }: KubeObject) => (status ?? {}) as Status & { observedGeneration?: number };
  const selectorOf = ({ spec }: KubeObject) => (spec as { template: Template }).template.spec.nodeSelector;
  const isUp = (deployment: KubeObject) => {
    const { updatedReplicas, readyReplicas, replicas, observedGeneration } = statusOf(deployment);
    const isSeen = observedGeneration === deployment.metadata.generation;
    return isSeen && updatedReplicas === 1 && readyReplicas === 1 && replicas === 1;
  };
  const rules = () => cluster.client.get<KubeObject>('/apis/hevlayer.com/v1alpha1/infrarules/default');
  const readyOf = ({ status }: KubeObject) =>
    (
      status as { conditions: { type: string; status: string; reason: string; message: string }[] }
    ).conditions.find(({ type }) => type === 'Ready');

  /** Waits for it, and gives the most Deployments that were on their way at a time. */
  async function mostAtATime(
    done: (all: readonly KubeObject[]) => Promise<boolean> | boolean,
  ): Promise<number> {
    let most = 0;
    let all: KubeObject[] = [];
    await until(
      () => `${all.filter(isUp).length} of ${COUNT} are up`,
      async () => {
        all = await deployments();
        most = Math.max(most, all.filter((each) => !isUp(each)).length);
        return done(all);
      },
      PATIENCE_MS,
    );
    return most;
  }

  test(
    'is one Function in ten at a time, until all are there',
    async () => {
      await cluster.client.apply(policy({ zone: 'a' }));
      const most = await mostAtATime(
        (all) => all.every((each) => selectorOf(each).zone === 'a') && all.every(isUp),
      );
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(LIMIT);
      let said: string | undefined;
      await until(
        () => `the policy says that all are there, not ${said}`,
        async () => {
          said = ((await rules()).status as { rollout?: string }).rollout;
          return said === `${COUNT}/${COUNT}`;
        },
        PATIENCE_MS,
      );
    },
    3 * PATIENCE_MS,
  );

  test(
    'ends where workers do not come up, and nobody else notices',
    async () => {
      const before = await deployments();
      await cluster.client.apply(policy({ zone: 'nowhere' }));
      await until(
        'the policy says so',
        async () => readyOf(await rules())?.reason === 'PolicyRolloutStopped',
        PATIENCE_MS,
      );
      const message = readyOf(await rules())?.message ?? '';
      expect(message).toMatch(/Function \S+\/fn-\d{3} \(Unschedulable: /);
      const after = await deployments();
      const disturbed = after.filter((each) => selectorOf(each).zone === 'nowhere');
      expect(disturbed.length).toBeGreaterThan(0);
      expect(disturbed.length).toBeLessThanOrEqual(LIMIT);
      const last = names.at(-1) as string;
      const waiting = await functions.condition(last, 'Ready', 'True', 'RolloutPending');
      expect(waiting.message).toContain('InfraRules/default');
      const { status } = await rules();
      expect((status as { rollout: string }).rollout).toBe(`0/${COUNT}`);

      // Its author's own change goes at once, and takes the new policy along.
      await functions.apply(last, { ...one, worker: { image: 'example.com/tag:2' } });
      await until('it goes', async () => {
        const own = await functions.existing('Deployment', last);
        return selectorOf(own).zone === 'nowhere';
      });

      // Also where the first try of it fails.
      const second = names.at(-2) as string;
      const refused = { status: 500, reason: 'InternalError' };
      proxy.inject(
        refused,
        ({ method, path }) => method === 'PATCH' && path.includes(`/deployments/${second}`),
      );
      await functions.apply(second, { ...one, worker: { image: 'example.com/tag:2' } });
      await until('the other one goes', async () => {
        const own = await functions.existing('Deployment', second);
        return selectorOf(own).zone === 'nowhere';
      });

      // To take it back is to be back.
      await cluster.client.apply(policy({ zone: 'a' }));
      await mostAtATime((all) => all.every((each) => selectorOf(each).zone === 'a') && all.every(isUp));
      await until('the policy says so', async () => readyOf(await rules())?.reason === 'Accepted');
      const untouched = (await deployments()).filter(({ metadata }) => {
        const old = before.find((each) => each.metadata.name === metadata.name);
        return old?.metadata.generation === metadata.generation;
      });
      expect(untouched.length).toBeGreaterThanOrEqual(COUNT - LIMIT - 2);
      await functions.condition(names[0] as string, 'Ready', 'True', 'Applied');
    },
    3 * PATIENCE_MS,
  );

  test(
    'is kept by an operator that starts in the middle',
    async () => {
      await cluster.client.apply(policy({ zone: 'nowhere' }));
      await until('some roll', async () =>
        (await deployments()).some((each) => selectorOf(each).zone === 'nowhere'),
      );
      await operator.stop();
      operator = startOperator(cluster, { workerDeadline: DEADLINE });
      await until(
        'it stops again',
        async () => readyOf(await rules())?.reason === 'PolicyRolloutStopped',
        PATIENCE_MS,
      );
      const disturbed = (await deployments()).filter((each) => selectorOf(each).zone === 'nowhere');
      expect(disturbed.length).toBeLessThanOrEqual(LIMIT);
      await cluster.client.apply(policy({ zone: 'a' }));
      await mostAtATime((all) => all.every((each) => selectorOf(each).zone === 'a') && all.every(isUp));
    },
    3 * PATIENCE_MS,
  );

  test(
    'holds up no change of Functions that rest',
    async () => {
      for (const name of names) await functions.apply(name, { ...one, paused: true });
      await until(
        'all rest',
        async () => (await deployments()).every(({ status }) => !(status as Status)?.replicas),
        PATIENCE_MS,
      );
      await cluster.client.apply(policy({ zone: 'nowhere' }));
      await until(
        'all have it',
        async () => (await deployments()).every((each) => selectorOf(each).zone === 'nowhere'),
        30_000,
      );
    },
    3 * PATIENCE_MS,
  );
});
