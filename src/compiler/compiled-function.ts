import type { JsonObject } from '../json/json.ts';
import { emit, type Manifest } from './emit/emit.ts';
import { patchDeployment } from './emit/pod-patch.ts';
import type { Entry } from './read/inventory.ts';
import type { Pool } from './read/pool.ts';
import { type Reason, reasonOf } from './reason.ts';
import type { Workload } from './resolve/workload.ts';
import { type Mark, type Origin, recording, type Settled, settle, unmarked } from './words/origin.ts';

type Replicas = NonNullable<Workload['replicas']>;

/** A Function without an error. Its objects are made when they are asked for: those of thousands fill much memory. */
export class CompiledFunction {
  /** Store namespaces it runs over, as far as the Indexes given tell; sorted. */
  readonly activeNamespaces: readonly string[];
  readonly #workload: Workload;
  readonly #entry: Entry;
  readonly #rules: Entry | undefined;

  /** `entry` is the Function's own, `rules` that of its pool; a stock pool has none. */
  constructor(
    workload: Workload,
    entry: Entry,
    rules: Entry | undefined,
    activeNamespaces: readonly string[],
  ) {
    this.activeNamespaces = activeNamespaces;
    this.#workload = workload;
    this.#entry = entry;
    this.#rules = rules;
  }

  /** Index of its document. */
  get document(): number {
    return this.#entry.document;
  }

  /** The Function itself, as it was written. */
  get source(): JsonObject {
    return this.#entry.value as JsonObject;
  }

  get namespace(): string {
    return this.#workload.namespace;
  }

  get name(): string {
    return this.#workload.name;
  }

  get dispatch(): 'pull' | 'push' {
    return this.#workload.push === null ? 'pull' : 'push';
  }

  get pool(): Pool {
    return this.#workload.pool;
  }

  /** How many workers there may be, and why so many where the queue or a schedule does not decide. */
  get replicas(): {
    readonly min: number;
    readonly max: number;
    readonly why: Replicas['why'] | 'autoscale';
  } {
    const { autoscale, replicas } = this.#workload;
    if (autoscale !== null) return { min: autoscale.min, max: autoscale.max, why: 'autoscale' };
    const { count, why } = replicas as Replicas;
    return { min: count, max: count, why };
  }

  /** Deployment, Service, TriggerAuthentication, ScaledObject: those it has, in this order; keys sorted. */
  get objects(): readonly Manifest[] {
    return emitPatched(this.#workload, unmarked);
  }

  /** The same objects, each with the origin of every leaf. */
  explain(): readonly Settled[] {
    return emitPatched(this.#workload, recording(this.#workload.pool.pointer)).map(settle);
  }

  /** What stands behind an origin that {@link explain} gave. */
  reason(origin: Origin): Reason {
    const { pool, settings } = this.#workload;
    return reasonOf(origin, { fn: this.#entry, pool, rules: this.#rules, settings });
  }
}

function emitPatched(workload: Workload, mark: Mark): Manifest[] {
  const [deployment, ...others] = emit(workload, mark) as [Manifest, ...Manifest[]];
  return [patchDeployment(deployment, workload, mark), ...others];
}
