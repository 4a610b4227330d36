import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import { Controller } from '../../src/operator/controller.ts';
import type { Cluster } from '../../src/operator/kube/cluster.ts';
import { connect } from '../../src/operator/kube/connection.ts';
import { LiveMode } from '../../src/operator/live-mode.ts';
import { createLog } from '../../src/operator/log.ts';
import { Metrics } from '../../src/operator/metrics.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import {
  collectorKnows,
  fixtureObjects,
  installCrds,
  type RunningOperator,
  startOperator,
  until,
} from './operator-harness.ts';
import { isRolledOut, Recorder } from './replica-recorder.ts';
import { giveToken } from './scaling-watch.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'keda',
  'kwok',
] as const;

type Spec = Readonly<Record<string, unknown>>;

// The metrics of these Functions cannot be read, so KEDA and the HPA keep the number that they find within 2 to 10.
const MODES: Readonly<Record<string, { readonly spec: Spec; readonly count: number | null }>> = {
  autoscale: { spec: { paused: false, scaling: scaling('autoscale', 2, 10) }, count: null },
  fixed: { spec: { paused: false, scaling: scaling('fixed', 8, 10) }, count: 8 },
  disabled: { spec: { paused: false, scaling: scaling('disabled', 2, 10) }, count: 0 },
  paused: { spec: { paused: true, scaling: scaling('autoscale', 2, 10) }, count: 0 },
};
const DISPATCHES = ['pull', 'push'] as const;
const AUTOSCALED_FIRST = 2;

type State = {
  readonly mode: string;
  readonly dispatch: (typeof DISPATCHES)[number];
  readonly image?: string;
};

const states: readonly State[] = Object.keys(MODES).flatMap((mode) =>
  DISPATCHES.map((dispatch) => ({ mode, dispatch })),
);

type Case = {
  readonly name: string;
  readonly from: State | null;
  readonly to: State;
  /** The operator dies after so many writes for this Function. */
  readonly writes?: number;
};

clusterSuite('the operator from one mode to another', parts, () => {
  let cluster: ControlPlane;
  let operator: RunningOperator;

  beforeAll(async () => {
    const labels = { 'karpenter.sh/nodepool': 'cpu' };
    cluster = await startControlPlane({
      keda: true,
      nodes: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, labels })),
    });
    await installCrds(cluster);
    for (const object of fixtureObjects('example'))
      if (object.kind === 'InfraRules') await cluster.client.apply(object);
    await collectorKnows(cluster);
    operator = startOperator(cluster);
  }, 240_000);

  afterAll(async () => {
    await operator?.stop();
    await cluster?.stop();
  });

  const pairs = states.flatMap((from) =>
    [...states, { ...from, image: 'example.com/tag:2' }]
      .filter((to) => to !== from)
      .map((to, index) => ({ name: `${from.mode}-${from.dispatch}-${index}`, from, to })),
  );

  test.each(Object.keys(MODES))(
    'goes from %s to every other without a dip and without an orphan',
    async (mode) => {
      const cases = pairs.filter(({ from }) => from.mode === mode);
      await inNamespace(async (namespace, recorder) => {
        await begin(cases, namespace, recorder);
        const since = now(recorder, cases);
        for (const { name, to } of cases) await change(namespace, name, to);
        await areSettled(cases, namespace, recorder, since);
      });
    },
    150_000,
  );

  test('goes on where an operator died, after whichever write', async () => {
    const [autoscale, fixed] = ['autoscale', 'fixed'];
    const ways: Record<string, readonly [State | null, State]> = {
      up: [
        { mode: autoscale, dispatch: 'pull' },
        { mode: fixed, dispatch: 'push' },
      ],
      down: [
        { mode: fixed, dispatch: 'push' },
        { mode: autoscale, dispatch: 'pull' },
      ],
      image: [
        { mode: fixed, dispatch: 'pull' },
        { mode: fixed, dispatch: 'pull', image: 'example.com/tag:2' },
      ],
      off: [
        { mode: autoscale, dispatch: 'push' },
        { mode: 'paused', dispatch: 'pull' },
      ],
      new: [null, { mode: fixed, dispatch: 'push' }],
      scaled: [null, { mode: autoscale, dispatch: 'push' }],
    };
    const cases = Object.entries(ways).flatMap(([way, [from, to]]) =>
      (way === 'down' || way === 'image' ? [0, 1, 2, 3] : [0, 1, 2, 3, 4, 5]).map(
        (writes): Case => ({ name: `${way}-${writes}`, from, to, writes }),
      ),
    );
    await inNamespace(async (namespace, recorder) => {
      await begin(
        cases.filter(({ from }) => from !== null),
        namespace,
        recorder,
      );
      const since = now(recorder, cases);
      await operator.stop();
      for (const { name, to } of cases) await change(namespace, name, to);
      const dead = await dyingOperator(cluster, cases);
      operator = startOperator(cluster);
      // With fewer writes than that it never died. Two there are always: an object and the status.
      for (const { name, writes = 0 } of cases)
        if (writes < 2) expect([name, dead.has(name)]).toEqual([name, true]);
      await areSettled(cases, namespace, recorder, since);
    });
  }, 240_000);

  async function inNamespace(body: (namespace: string, recorder: Recorder) => Promise<void>): Promise<void> {
    const namespace = await cluster.namespace();
    await giveToken(cluster.client, namespace, 'token');
    const recorder = new Recorder(cluster, namespace);
    try {
      await body(namespace, recorder);
    } finally {
      await recorder.stop();
      await cluster.client.delete(`/apis/hevlayer.com/v1alpha1/namespaces/${namespace}/functions`);
    }
  }

  /** Makes the Functions, and waits until all of their workers run. */
  async function begin(cases: readonly Case[], namespace: string, recorder: Recorder): Promise<void> {
    for (const { name, from } of cases) await change(namespace, name, from as State);
    for (const { name, from } of cases) {
      const count = MODES[from?.mode as string]?.count ?? AUTOSCALED_FIRST;
      await isReady(namespace, name);
      await until(
        () =>
          `${name} has its ${count} workers: ${JSON.stringify(recorder.last('Deployment', base(name))?.object.status)}`,
        () => {
          const seen = recorder.last('Deployment', base(name));
          return seen !== undefined && isRolledOut(seen.object);
        },
        60_000,
      );
      expect([name, recorder.replicas(base(name))]).toEqual([name, [count]]);
    }
    await haveAutoscalers(
      cases.filter(({ from }) => from?.mode === 'autoscale'),
      namespace,
    );
  }

  function now(recorder: Recorder, cases: readonly Case[]): bigint {
    return cases
      .map(({ name }) => recorder.last('Deployment', base(name))?.at ?? 0n)
      .reduce((a, b) => (a > b ? a : b));
  }

  async function change(namespace: string, name: string, to: State): Promise<void> {
    await cluster.client.apply({
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name, namespace },
      spec: {
        targetNamespaces: ['products'],
        worker: { image: to.image ?? 'example.com/tag:1', dispatch: to.dispatch },
        ...MODES[to.mode]?.spec,
      },
    });
  }

  async function areSettled(
    cases: readonly Case[],
    namespace: string,
    recorder: Recorder,
    since: bigint,
  ): Promise<void> {
    for (const { name } of cases) await isReady(namespace, name);
    await haveAutoscalers(
      cases.filter(({ to }) => to.mode === 'autoscale'),
      namespace,
    );
    // An HPA that has been deleted may act once more, within one of its periods.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const kinds = await kindsByFunction(namespace);
    for (const { name, from, to } of cases) {
      const before = from === null ? null : (MODES[from.mode]?.count ?? AUTOSCALED_FIRST);
      const after = MODES[to.mode]?.count ?? before ?? AUTOSCALED_FIRST;
      // Autoscaled from nothing, KEDA may bring it to its least number.
      const mayRise = to.mode === 'autoscale' && before === 0;
      const allowed = [...new Set([...(before === null ? [] : [before]), after])];
      const seen = recorder.replicas(base(name), since);
      const moved = seen[0] === before ? seen : [...(before === null ? [] : [before]), ...seen];
      expect([name, moved]).toEqual([name, mayRise && moved.length > 1 ? [0, AUTOSCALED_FIRST] : allowed]);
      expect([name, kinds.get(name)]).toEqual([name, kindsOf(to)]);
      if (from?.dispatch === 'push' && to.dispatch === 'pull') servedUntilDone(name, recorder);
    }
    expect(kinds.size).toBe(cases.length);
  }

  /** The Service went when the last worker that needs it was gone. */
  function servedUntilDone(name: string, recorder: Recorder): void {
    const gone = recorder.last('Service', base(name));
    expect([name, gone?.type]).toEqual([name, 'DELETED']);
    const before = recorder.of('Deployment', base(name)).filter(({ at }) => at < (gone?.at ?? 0n));
    const last = before.at(-1)?.object as KubeObject;
    const { containers } = (last.spec as { template: { spec: { containers: { ports?: object }[] } } })
      .template.spec;
    expect([name, containers[0]?.ports]).toEqual([name, undefined]);
    expect([name, isRolledOut(last), last.status]).toEqual([name, true, last.status]);
  }

  async function isReady(namespace: string, name: string): Promise<void> {
    let found: KubeObject | undefined;
    await until(
      () => `${name} is Ready: ${JSON.stringify(found?.status, null, 1)}`,
      async () => {
        found = await cluster.client.get<KubeObject>(
          `/apis/hevlayer.com/v1alpha1/namespaces/${namespace}/functions/${name}`,
        );
        const { conditions, observedGeneration } = found.status as {
          conditions: { type: string; status: string }[];
          observedGeneration: number;
        };
        return (
          observedGeneration === found.metadata.generation &&
          conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
        );
      },
      // Many pods of fake nodes take their time to be ready, and a rollout waits for them.
      90_000,
    );
  }

  async function haveAutoscalers(cases: readonly Case[], namespace: string): Promise<void> {
    const wanted = cases.map(({ name }) => `keda-hpa-${base(name)}`).sort();
    let found: string[] = [];
    await until(
      () => `the HPAs are ${wanted}, not ${found}`,
      async () => {
        const items = await itemsOf('apis/autoscaling/v2', namespace, 'horizontalpodautoscalers');
        found = items.map(({ metadata }) => metadata.name).sort();
        return JSON.stringify(found) === JSON.stringify(wanted);
      },
      40_000,
    );
  }

  /** Kinds of the objects in the namespace, by the Function that controls them; `none` for what nobody controls. */
  async function kindsByFunction(namespace: string): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    const lists = [
      ['Deployment', 'apis/apps/v1', 'deployments'],
      ['Service', 'api/v1', 'services'],
      ['TriggerAuthentication', 'apis/keda.sh/v1alpha1', 'triggerauthentications'],
      ['ScaledObject', 'apis/keda.sh/v1alpha1', 'scaledobjects'],
    ] as const;
    for (const [kind, root, plural] of lists)
      for (const { metadata } of await itemsOf(root, namespace, plural)) {
        const owners = (metadata.ownerReferences ?? []) as { kind: string; name: string }[];
        expect(owners.length).toBe(1);
        const owner = owners[0]?.name ?? 'none';
        found.set(owner, [...(found.get(owner) ?? []), kind]);
      }
    return found;
  }

  async function itemsOf(root: string, namespace: string, plural: string): Promise<KubeObject[]> {
    const path = `/${root}/namespaces/${namespace}/${plural}`;
    return (await cluster.client.get<{ items: KubeObject[] }>(path)).items;
  }
});

function scaling(mode: string, min: number, max: number) {
  return { pool: 'cpu', mode, replicas: { min, max } };
}

function base(name: string): string {
  return `${name}-worker`;
}

function kindsOf({ mode, dispatch }: State): string[] {
  return [
    'Deployment',
    ...(dispatch === 'push' ? ['Service'] : []),
    ...(mode === 'autoscale' ? ['TriggerAuthentication', 'ScaledObject'] : []),
  ];
}

/** An operator that stops writing for each Function after its number of writes. Gives those that it stopped for. */
async function dyingOperator({ kubeconfig }: ControlPlane, cases: readonly Case[]): Promise<Set<string>> {
  const limits = new Map(cases.map(({ name, writes = 0 }) => [name, writes]));
  const made = new Map(cases.map(({ name }) => [name, 0]));
  const dead = new Set<string>();
  const port = connect({ kubeconfig });
  const write =
    <A extends unknown[], R>(name: (...args: A) => string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const [fn = ''] = cases
        .filter((one) => [one.name, base(one.name)].includes(name(...args)))
        .map((one) => one.name);
      const count = made.get(fn) ?? 0;
      if (count >= (limits.get(fn) ?? 0)) {
        dead.add(fn);
        throw new Error('dead');
      }
      made.set(fn, count + 1);
      return call(...args);
    };
  const dying: Cluster = {
    create: () => Promise.reject(new Error('dead')),
    update: () => Promise.reject(new Error('dead')),
    patch: () => Promise.reject(new Error('dead')),
    list: (...args) => port.list(...args),
    watch: (...args) => port.watch(...args),
    get: (...args) => port.get(...args),
    apply: write(
      (_, { metadata }) => metadata.name,
      (...args: Parameters<Cluster['apply']>) => port.apply(...args),
    ),
    mergeStatus: write(
      (_, { metadata }) => metadata.name,
      (...args: Parameters<Cluster['mergeStatus']>) => port.mergeStatus(...args),
    ),
    delete: write(
      (_, { name }) => name,
      (...args: Parameters<Cluster['delete']>) => port.delete(...args),
    ),
  };
  const end = new AbortController();
  const log = createLog({ write: () => undefined }, 'error');
  const mode = new LiveMode(dying, { log, identity: 'dying', mayWrite: () => true });
  const { settings } = readSettings({});
  const scope = { watchNamespace: null, indexNamespace: null };
  const controller = new Controller(dying, mode, {
    ...scope,
    settings,
    stockPools: false,
    registry: null,
    workerDeadline: 300,
    kedaNamespace: 'keda',
    allowedManagers: [],
    maxRolling: '100%',
    log,
    metrics: new Metrics(),
  });
  const watches = controller.cache.run(end.signal);
  await until('everything is listed', () => controller.cache.unlisted().length === 0);
  controller.start(8);
  const progress = () => [...made.values()].reduce((sum, count) => sum + count, dead.size);
  for (let calm = 0, last = -1; calm < 8; calm = progress() === last ? calm + 1 : 0) {
    last = progress();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  end.abort();
  await controller.shutdown();
  await watches;
  await port.close();
  return dead;
}
