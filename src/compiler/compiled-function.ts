import { emit, type Manifest } from './emit.ts';
import type { JsonObject } from './json.ts';
import { type Mark, recording, type Settled, settle, unmarked } from './origin.ts';
import { patchDeployment } from './pod-patch.ts';
import type { Workload } from './workload.ts';

/** A Function without an error. Its objects are made when they are asked for: those of thousands fill much memory. */
export class CompiledFunction {
  /** Index of its document. */
  readonly document: number;
  /** The Function itself, as it was written. */
  readonly source: JsonObject;
  /** Store namespaces it runs over, as far as the Indexes given tell; sorted. */
  readonly activeNamespaces: readonly string[];
  readonly #workload: Workload;

  constructor(workload: Workload, document: number, source: JsonObject, activeNamespaces: readonly string[]) {
    this.document = document;
    this.source = source;
    this.activeNamespaces = activeNamespaces;
    this.#workload = workload;
  }

  get namespace(): string {
    return this.#workload.namespace;
  }

  get name(): string {
    return this.#workload.name;
  }

  /** Deployment, Service, TriggerAuthentication, ScaledObject: those it has, in this order; keys sorted. */
  get objects(): readonly Manifest[] {
    return emitPatched(this.#workload, unmarked);
  }

  /** The same objects, each with the origin of every leaf. */
  explain(): readonly Settled[] {
    return emitPatched(this.#workload, recording(this.#workload.pool.pointer)).map(settle);
  }
}

function emitPatched(workload: Workload, mark: Mark): Manifest[] {
  const [deployment, ...others] = emit(workload, mark) as [Manifest, ...Manifest[]];
  return [patchDeployment(deployment, workload, mark), ...others];
}
