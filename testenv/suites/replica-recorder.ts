import type { KubeObject } from '../api.ts';
import type { ControlPlane } from '../control-plane.ts';

/** One event of a Deployment or a Service, with its place in the history of the whole cluster. */
export type Sighting = {
  readonly at: bigint;
  readonly type: string;
  readonly object: KubeObject;
};

/** Writes down every event of the Deployments and Services of a namespace. */
export class Recorder {
  readonly #sightings = new Map<string, Sighting[]>();
  readonly #end = new AbortController();
  readonly #watches: Promise<unknown>[];

  constructor({ client }: ControlPlane, namespace: string) {
    const paths = [
      `/apis/apps/v1/namespaces/${namespace}/deployments`,
      `/api/v1/namespaces/${namespace}/services`,
    ];
    this.#watches = paths.map((path) =>
      client.watch<KubeObject>(path, { resourceVersion: '0' }, this.#end.signal, ({ type, object }) =>
        this.#note({ type, object, at: BigInt(object.metadata.resourceVersion as string) }),
      ),
    );
    for (const watch of this.#watches) watch.catch(() => undefined);
  }

  /** All of an object, in order. `since`: only what came later. */
  of(kind: 'Deployment' | 'Service', name: string, since = 0n): readonly Sighting[] {
    return (this.#sightings.get(`${kind} ${name}`) ?? []).filter(({ at }) => at > since);
  }

  last(kind: 'Deployment' | 'Service', name: string): Sighting | undefined {
    return this.of(kind, name).at(-1);
  }

  /** The wanted numbers of replicas of a Deployment, each once in a row. */
  replicas(name: string, since = 0n): number[] {
    const all = this.of('Deployment', name, since).map(({ type, object }) =>
      type === 'DELETED' ? -1 : wanted(object),
    );
    return all.filter((value, index) => value !== all[index - 1]);
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await Promise.allSettled(this.#watches);
  }

  #note(sighting: Sighting): void {
    const { kind, metadata } = sighting.object;
    const key = `${kind} ${metadata.name}`;
    this.#sightings.set(key, [...(this.#sightings.get(key) ?? []), sighting]);
  }
}

export function wanted({ spec }: KubeObject): number {
  return (spec as { replicas: number }).replicas;
}

/** Whether every pod is of the newest template, and there are as many as wanted. */
export function isRolledOut(deployment: KubeObject): boolean {
  const {
    observedGeneration = 0,
    replicas = 0,
    updatedReplicas = 0,
  } = (deployment.status ?? {}) as Record<string, number>;
  const count = wanted(deployment);
  return (
    observedGeneration === deployment.metadata.generation && replicas === count && updatedReplicas === count
  );
}
