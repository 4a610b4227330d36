import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import type { ApiClient, KubeObject } from '../api.ts';
import type { ControlPlane } from '../control-plane.ts';
import type { Books } from '../gateway/books.ts';
import type { NodeAgent } from '../node-agent.ts';
import type { Rendered } from './scaling-function.ts';

/** Applies objects in their order, and expects that the server has nothing to say about them. */
export async function applyAll(client: ApiClient, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) {
    const { warnings } = await client.apply(object, { manager: 'layerc' });
    expect([object.kind, warnings]).toEqual([object.kind, []]);
  }
}

/**
 * Makes the Secret with the gateway's token. KEDA wants it for every ScaledObject, those without a TriggerAuthentication
 * included: it reads the environment of the container that it scales, and without that has no HPA.
 */
export async function giveToken(client: ApiClient, namespace: string, token: string): Promise<void> {
  const metadata = { name: 'layer', namespace };
  const stringData = { 'turbopuffer-api-key': token };
  await client.apply({ apiVersion: 'v1', kind: 'Secret', metadata, stringData });
}

/**
 * Applies what was rendered, so that it begins with no worker: a Deployment that comes without `replicas` begins with
 * one. It is created with 0, another manager takes that field over, and then it is applied as it is rendered.
 */
export async function deploy(
  client: ApiClient,
  { namespace }: Rendered,
  objects: readonly KubeObject[],
): Promise<void> {
  for (const deployment of objects.filter(({ kind }) => kind === 'Deployment')) {
    const { apiVersion, kind, metadata, spec } = deployment;
    const identity = { name: metadata.name, namespace };
    await client.apply({ ...deployment, spec: { ...(spec as object), replicas: 0 } }, { manager: 'layerc' });
    await client.apply(
      { apiVersion, kind, metadata: identity, spec: { replicas: 0 } },
      { manager: 'replicas' },
    );
  }
  await applyAll(client, objects);
}

/** One condition of each ScaledObject in a namespace, by name: `True`, or like `False TriggerError: why`. */
export async function scaledObjectConditions(client: ApiClient, namespace: string, type: string) {
  return conditions(client, `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects`, type);
}

/** One condition of each HPA in a namespace, by the name of the ScaledObject that KEDA made it for. */
export async function hpaConditions(client: ApiClient, namespace: string, type: string) {
  return conditions(client, `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`, type);
}

type Condition = {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
};
type Conditioned = {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly Condition[] };
};

async function conditions(
  client: ApiClient,
  path: string,
  type: string,
): Promise<Readonly<Record<string, string>>> {
  const { items } = await client.get<{ items: readonly Conditioned[] }>(path);
  const entries = items.flatMap(({ metadata, status }) => {
    const found = status?.conditions?.find((one) => one.type === type);
    if (found === undefined) return [];
    const verdict = found.status === 'True' ? 'True' : `${found.status} ${found.reason}: ${found.message}`;
    return [[metadata.name.replace(/^keda-hpa-/, ''), verdict]];
  });
  return Object.fromEntries(entries);
}

/** What the replicas of a Deployment were, each time that they changed. */
export class ReplicaLog {
  readonly changes: { readonly at: number; readonly replicas: number }[] = [];
  readonly #stopping = new AbortController();
  readonly #following: Promise<void>;

  constructor({ client }: ControlPlane, { namespace, base }: Rendered) {
    const { signal } = this.#stopping;
    const query = { fieldSelector: `metadata.name=${base}` };
    type Deployment = { spec: { replicas: number } };
    this.#following = client
      .watch<Deployment>(`/apis/apps/v1/namespaces/${namespace}/deployments`, query, signal, ({ object }) => {
        const { replicas } = object.spec;
        if (replicas !== this.now) this.changes.push({ at: Date.now(), replicas });
      })
      .catch((error) => {
        if (!signal.aborted) throw error;
      });
  }

  get now(): number | undefined {
    return this.changes.at(-1)?.replicas;
  }

  get values(): number[] {
    return this.changes.map(({ replicas }) => replicas);
  }

  /** Waits for a number of replicas. */
  async reaches(replicas: number, withinSeconds: number): Promise<void> {
    const path = () => `the replicas were ${this.values}, and never ${replicas} within ${withinSeconds} s`;
    await until(path, async () => this.now === replicas, withinSeconds);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }
}

/** Waits for a condition; the error says what was waited for. */
export async function until(
  what: string | (() => string),
  condition: () => Promise<boolean> | boolean,
  withinSeconds: number,
): Promise<void> {
  const options = { timeout: withinSeconds * 1000, interval: 200 };
  await vi.waitUntil(condition, options).catch((error: Error) => {
    throw new Error(typeof what === 'string' ? `not within ${withinSeconds} s: ${what}` : what(), {
      cause: error,
    });
  });
}

/**
 * Whether KEDA has taken an interrupted reading of a trigger for an idle one. With 2.21 it may, while a trigger fails: the
 * HPA's request, which fails too, closes the scaler that the scale loop reads from at this moment, and a loop that meets
 * this counts neither an error nor activity. The logs say so at debug level.
 */
export function tookInterruptionForIdle({ processes }: ControlPlane, namespace: string): boolean {
  const operator = processes.find(({ name }) => name === 'keda-operator');
  if (operator === undefined) throw new Error('this control plane was started without KEDA');
  const lines = readFileSync(operator.logFile, 'utf8').split('\n');
  return lines.some((line) => line.includes(`"${namespace}"`) && line.includes('scalers cache is closed'));
}

/** Pods that were sent a signal while a lease was theirs, by the books of the gateway and the history of the node. */
export function killedWithLease(books: Books, agent: NodeAgent, namespace: string): string[] {
  const signals = agent.history.filter(
    (event) => event.namespace === namespace && event.what.startsWith('SIG'),
  );
  return signals.flatMap(({ pod, at, what }) => {
    const rows = leasesAt(books, pod, at);
    return rows.length > 0 ? [`${what} to ${pod}, which held ${rows.length} rows`] : [];
  });
}

function leasesAt(books: Books, worker: string, at: number): string[] {
  const held = new Set<string>();
  for (const entry of books.journal) {
    if (entry.at > at) break;
    if (entry.what === 'claimed' && entry.worker === worker) held.add(entry.id);
    else if (entry.what !== 'refused' && entry.worker === worker) held.delete(entry.id);
  }
  return [...held];
}

/** How often each row was completed, as a list of the rows for which that is not once. */
export function notCompletedOnce(books: Books): string[] {
  const completions = new Map<string, number>();
  for (const { what, id } of books.journal)
    if (what === 'completed') completions.set(id, (completions.get(id) ?? 0) + 1);
  return books
    .items()
    .filter(({ id, stage }) => stage !== 'completed' || completions.get(id) !== 1)
    .map(({ id, stage }) => `${id}: ${stage}, completed ${completions.get(id) ?? 0} times`);
}
