import { type JsonObject, sorted } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { emit, type Manifest } from './emit/emit.ts';
import type { Entry } from './read/inventory.ts';
import type { Pool } from './read/pool.ts';
import { filledFunction } from './read/read.ts';
import {
  type Absence,
  absenceOf,
  functionInput,
  type Input,
  type Reason,
  reasonOf,
  type Sources,
} from './reason.ts';
import type { Workload } from './resolve/workload.ts';
import { type Explained, type Origin, recording, takeApart, unmarked } from './words/origin.ts';
import type { WorkloadPod } from './worker/check-pods.ts';
import { mergedPod, poolPod } from './worker/merged-pod.ts';

type Replicas = NonNullable<Workload['replicas']>;

/** A Function without an error. Its objects are made when they are asked for: those of thousands fill much memory. */
export class CompiledFunction {
  readonly #workload: Workload;
  readonly #pod: JsonObject | null;
  readonly #entry: Entry;
  readonly #infraRules: Entry | undefined;

  /** `entry` is the Function's own, `infraRules` that of its pool; a stock pool has none. */
  constructor({ workload, pod }: WorkloadPod, entry: Entry, infraRules: Entry | undefined) {
    this.#workload = workload;
    this.#pod = pod;
    this.#entry = entry;
    this.#infraRules = infraRules;
  }

  /** Index of its document. */
  get document(): number {
    return this.#entry.document;
  }

  /** The Function itself, as it was written. */
  get source(): JsonObject {
    return this.#entry.value as JsonObject;
  }

  /** The same with every default, as the compiler reads it. */
  get filled(): JsonObject {
    return filledFunction(this.source) as unknown as JsonObject;
  }

  get namespace(): string {
    return this.#workload.namespace;
  }

  get name(): string {
    return this.#workload.name;
  }

  /** Store namespaces it runs over, as far as the Indexes given tell; sorted. */
  get activeNamespaces(): readonly string[] {
    return this.#workload.activeNamespaces();
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

  /** Those that it has, in the order of OBJECT_KINDS: the Deployment, then the others; keys sorted. */
  get objects(): readonly Manifest[] {
    const pod = this.#pod ?? poolPod(this.#workload, unmarked).pod;
    return emit(this.#workload, this.#isPatched ? sorted(pod) : pod, unmarked);
  }

  /** The same objects, each with the origin of every leaf. */
  explain(): readonly Explained[] {
    const mark = recording(this.#workload.pool.pointer);
    const { pod } = mergedPod(this.#workload, mark);
    return emit(this.#workload, this.#isPatched ? sorted(pod) : pod, mark).map(takeApart);
  }

  /** A merge leaves the keys in any order. */
  get #isPatched(): boolean {
    return this.#pod !== null || this.#workload.pool.template?.spec != null;
  }

  /** What stands behind an origin that {@link explain} gave. */
  reason(origin: Origin): Reason {
    return reasonOf(origin, this.#sources);
  }

  /** Why its objects do not have what a path names, such as `deployment.spec.replicas`. */
  absence(path: string): Absence | undefined {
    return absenceOf(path, this.#sources);
  }

  /** A field of the Function itself. */
  field(pointer: Pointer): Input {
    return functionInput(pointer, this.#sources);
  }

  get #sources(): Sources {
    const { pool, settings } = this.#workload;
    return { fn: this.#entry, pool, infraRules: this.#infraRules, settings };
  }
}
