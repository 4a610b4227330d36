import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, readSettings } from '../../src/compiler/index.ts';
import type { Json } from '../../src/json/json.ts';
import type { KubeObject } from '../api.ts';
import { partNames } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../guard.ts';
import { clusterSuite } from '../suite.ts';
import { fixtureObjects, installCrds, until } from './operator-harness.ts';
import { differences } from './subset.ts';

/** The soak kills a hundred times. */
const KILLS = Number(process.env.LAYERC_KILLS ?? (process.env.LAYERC_SOAK === undefined ? 8 : 100));
const SEED = Number(process.env.LAYERC_SEED ?? 1);
const FUNCTIONS = 6;
const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'layerc.js');

const parts = partNames.filter((name) => name !== 'sdk' && name !== 'prometheus');

clusterSuite('the operator among faults', parts, () => {
  let folder: string;
  let cluster: ControlPlane;
  let proxy: FaultProxy;
  let namespace: string;
  let policy: KubeObject;
  const operators = new Set<ChildProcess>();

  beforeAll(async () => {
    folder = makeTemporaryFolder('layerc-chaos');
    const labels = { 'karpenter.sh/nodepool': 'cpu' };
    cluster = await startControlPlane({ keda: true, nodes: [{ name: 'cpu', labels }] });
    await installCrds(cluster);
    proxy = await FaultProxy.start(cluster.kubeconfig, folder);
    policy = fixtureObjects('example').find(({ kind }) => kind === 'InfraRules') as KubeObject;
    await cluster.client.apply(policy);
  }, 180_000);

  afterAll(async () => {
    for (const operator of operators) operator.kill('SIGKILL');
    await proxy?.stop();
    await cluster?.stop();
    removeTemporaryFolder(folder);
  });

  test(
    `loses nothing and makes nothing dip in ${KILLS} kills (LAYERC_SEED=${SEED})`,
    async () => {
      namespace = await cluster.namespace();
      const random = seeded(SEED);
      const specs = Array.from({ length: FUNCTIONS }, (_, index) => firstSpec(index));
      const write = (index: number) => cluster.client.apply(functionOf(index, specs[index] as Spec));
      for (const index of specs.keys()) await write(index);
      const watcher = new Replicas(cluster, namespace);

      for (let kill = 0; kill < KILLS; kill++) {
        const operator = startOperator();
        const end = performance.now() + 600 + random() * 2_400;
        while (performance.now() < end) {
          const index = Math.floor(random() * FUNCTIONS);
          specs[index] = changed(specs[index] as Spec, index, random);
          await write(index);
          if (random() < 0.3) disturb(random);
          await sleep(random() * 250);
        }
        operator.kill('SIGKILL');
        operators.delete(operator);
        if (kill === Math.floor(KILLS / 2)) await cluster.restart('kube-apiserver');
      }
      proxy.heal();

      startOperator();
      await until(
        () => `all are settled: ${JSON.stringify(unsettled)}`,
        async () => {
          unsettled = await findUnsettled();
          return unsettled.length === 0;
        },
        120_000,
      );
      expect(await faults(specs)).toEqual([]);
      await watcher.stop();
      expect(watcher.dips()).toEqual([]);
    },
    60_000 + KILLS * 15_000,
  );

  let unsettled: readonly string[] = [];

  test('goes on within the lease when the one that leads is killed, and ends cleanly when it is asked to', async () => {
    namespace = await cluster.namespace();
    for (const operator of operators) {
      operator.kill('SIGKILL');
      operators.delete(operator);
    }
    const [first, second] = [startOperator('chaos-lease'), startOperator('chaos-lease')];
    await cluster.client.apply(functionOf(0, firstSpec(0)));
    await until('it is settled', async () => (await findUnsettled()).length === 0, 40_000);
    const lease = `/apis/coordination.k8s.io/v1/namespaces/default/leases/chaos-lease`;
    type Lease = { spec: { holderIdentity: string; leaseTransitions: number } };
    const holder = async () => (await cluster.client.get<Lease>(lease)).spec.holderIdentity;
    const before = await holder();
    const leader = [first, second].find(({ pid }) => leads(pid)) as ChildProcess;
    leader.kill('SIGKILL');
    operators.delete(leader);
    await cluster.client.apply(functionOf(0, { ...firstSpec(0), image: 'x:2' }));
    await until('the other one leads', async () => (await holder()) !== before, 40_000);
    await until('it is settled', async () => (await findUnsettled()).length === 0, 20_000);

    const other = leader === first ? second : first;
    const ended = new Promise((resolve) => other.once('exit', (code) => resolve(code)));
    other.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await holder()).toBe('');
  }, 120_000);

  test('ends at once when somebody else takes the lease', async () => {
    const operator = startOperator('chaos-stolen');
    await until('it leads', () => leads(operator.pid), 20_000);
    const ended = new Promise((resolve) => operator.once('exit', (code) => resolve(code)));
    const lease = '/apis/coordination.k8s.io/v1/namespaces/default/leases/chaos-stolen';
    await cluster.client.mergePatch(lease, { spec: { holderIdentity: 'a thief' } });
    const begun = performance.now();
    expect(await ended).toBe(1);
    // Before the lease would have run out.
    expect(performance.now() - begun).toBeLessThan(15_000);
    const { spec } = await cluster.client.get<KubeObject & { spec: object }>(lease);
    expect(spec).toMatchObject({ holderIdentity: 'a thief' });
  });

  const leading = new Set<number>();
  const leads = (pid: number | undefined) => pid !== undefined && leading.has(pid);

  function startOperator(lease?: string): ChildProcess {
    const election = lease === undefined ? ['--leader-elect', 'false'] : ['--lease-name', lease];
    const args = [PROGRAM, 'operator', '--kubeconfig', proxy.kubeconfig, '--health-port', '0', ...election];
    const operator = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    operator.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('"msg":"leading"') && operator.pid !== undefined) leading.add(operator.pid);
    });
    operators.add(operator);
    return operator;
  }

  /** Something of what networks and busy servers do. */
  function disturb(random: () => number): void {
    const faults = [
      () => proxy.cut(),
      () => proxy.endWatches(410),
      () => proxy.endWatches(),
      () => proxy.inject({ status: 500 }, ({ method }) => method === 'PATCH', 2),
      () => proxy.inject({ status: 429, retryAfter: 1 }, () => true, 2),
      () => proxy.inject('lose', ({ method }) => method === 'PATCH', 1),
      () => proxy.inject('cut', ({ isWatch }) => isWatch, 2),
    ];
    faults[Math.floor(random() * faults.length)]?.();
  }

  type Spec = {
    readonly mode: 'autoscale' | 'fixed' | 'disabled';
    readonly paused: boolean;
    readonly count: number;
    readonly dispatch: 'pull' | 'push';
    readonly image: string;
  };

  function firstSpec(index: number): Spec {
    return {
      mode: index % 2 === 0 ? 'fixed' : 'autoscale',
      paused: false,
      count: 4,
      dispatch: 'pull',
      image: 'x:1',
    };
  }

  /** The first half of the Functions is never without workers: there any count but 4 and 8 is a dip. */
  function changed(spec: Spec, index: number, random: () => number): Spec {
    const pick = <T>(...values: T[]) => values[Math.floor(random() * values.length)] as T;
    const rests = index >= FUNCTIONS / 2;
    const changes: readonly (() => Partial<Spec>)[] = [
      () => ({ mode: pick('autoscale', 'fixed', rests ? 'disabled' : 'fixed') }),
      () => ({ paused: rests && random() < 0.5 }),
      () => ({ count: pick(4, 8) }),
      () => ({ dispatch: pick('pull', 'push') }),
      () => ({ image: `x:${Math.floor(random() * 1000)}` }),
    ];
    return { ...spec, ...pick(...changes)() };
  }

  function functionOf(index: number, { mode, paused, count, dispatch, image }: Spec): KubeObject {
    const replicas = mode === 'autoscale' ? { min: 4, max: 8 } : { min: count, max: count };
    return {
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name: `chaos-${index}`, namespace },
      spec: {
        paused,
        targetNamespaces: ['products'],
        worker: { image, dispatch },
        scaling: { pool: 'cpu', mode, replicas },
      },
    };
  }

  async function list(path: string): Promise<KubeObject[]> {
    return (await cluster.client.get<{ items: KubeObject[] }>(path)).items;
  }

  async function findUnsettled(): Promise<string[]> {
    const functions = await list(`/apis/hevlayer.com/v1alpha1/namespaces/${namespace}/functions`);
    type Status = {
      observedGeneration?: number;
      conditions?: { type: string; status: string; reason: string }[];
    };
    return functions.flatMap(({ metadata, status }) => {
      const { observedGeneration, conditions = [] } = (status ?? {}) as Status;
      const ready = conditions.find(({ type }) => type === 'Ready');
      const isSettled = ready?.status === 'True' && observedGeneration === metadata.generation;
      return isSettled ? [] : [`${metadata.name}: ${ready?.reason ?? 'not looked at'}`];
    });
  }

  /** What of the cluster is not what the compiler says. */
  async function faults(specs: readonly Spec[]): Promise<string[]> {
    const documents = [policy, ...specs.map((spec, index) => functionOf(index, spec))];
    const { functions } = compile(documents as unknown as Json[], readSettings({}).settings);
    const desired = functions.flatMap(({ objects }) => objects);
    const lists = await Promise.all([
      list(`/apis/apps/v1/namespaces/${namespace}/deployments`),
      list(`/api/v1/namespaces/${namespace}/services`),
      list(`/apis/keda.sh/v1alpha1/namespaces/${namespace}/triggerauthentications`),
      list(`/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects`),
    ]);
    const kinds = ['Deployment', 'Service', 'TriggerAuthentication', 'ScaledObject'];
    const live = new Map<string, KubeObject>(
      lists.flatMap((items, index) =>
        items.map((item) => [`${kinds[index]} ${item.metadata.name}`, item] as const),
      ),
    );
    const wanted: readonly string[] = desired.map((object) => `${object.kind} ${object.metadata.name}`);
    return [
      ...[...live.keys()].filter((id) => !wanted.includes(id)).map((id) => `${id} is an orphan`),
      ...desired.flatMap((object, index) =>
        differences({ ...object, apiVersion: '', kind: '' }, {
          ...live.get(wanted[index] as string),
          apiVersion: '',
          kind: '',
        } as never).map((one) => `${wanted[index]}${one}`),
      ),
    ];
  }
});

/** Every number of replicas that a Deployment of the namespace had, after its first. */
class Replicas {
  readonly #seen = new Map<string, number[]>();
  readonly #stopping = new AbortController();
  readonly #following: Promise<void>;

  constructor(cluster: ControlPlane, namespace: string) {
    this.#following = this.#follow(cluster, `/apis/apps/v1/namespaces/${namespace}/deployments`);
  }

  async #follow({ client }: ControlPlane, path: string): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      type Deployment = { metadata: { name: string }; spec: { replicas: number } };
      const note = ({ metadata, spec }: Deployment) => {
        const values = this.#seen.get(metadata.name) ?? [];
        if (values.at(-1) !== spec.replicas) this.#seen.set(metadata.name, [...values, spec.replicas]);
      };
      await client
        .watch<Deployment>(path, {}, signal, ({ object, type }) => {
          if (type === 'ADDED' || type === 'MODIFIED') note(object);
        })
        // The API server is being restarted: the next watch begins with all that there is.
        .catch(() => sleep(200));
    }
  }

  /** Counts that no spec ever asked for. */
  dips(): string[] {
    return [...this.#seen].flatMap(([name, values]) => {
      const allowed = /chaos-[345]-/.test(name) ? [0, 4, 8] : [4, 8];
      const wrong = values.filter((value) => !allowed.includes(value));
      return wrong.length === 0 ? [] : [`${name}: ${values.join(', ')}`];
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }
}

/** A generator of numbers from 0 up to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
