import { FUNCTION_LABEL } from '../compiler/index.ts';
import type { KubeObject } from '../operator/kube/cluster.ts';
import { workersOf } from '../operator/watch/child-status.ts';
import { type FunctionFacts, functionFacts, type Trouble } from './function-facts.ts';
import { type ScalerFacts, scalerFacts } from './scaler-facts.ts';

/** All that is told of one Function. */
export interface Row extends Omit<FunctionFacts, 'isScaled' | 'trouble'> {
  readonly ready: number;
  readonly wanted: number;
  /** Rows that wait at the gateway; null: nobody tells. */
  readonly queue: number | null;
  readonly heldBackBy: Trouble | null;
}

/** What is known of the Functions: a few words of each object, however large these are. */
export class Book {
  readonly #functions = new Map<string, FunctionFacts>();
  readonly #workers = new Map<string, { readonly ready: number; readonly wanted: number }>();
  readonly #scalers = new Map<string, ScalerFacts>();

  putFunction(key: string, fn: KubeObject | undefined): void {
    put(this.#functions, key, fn && functionFacts(fn));
  }

  putDeployment(key: string, deployment: KubeObject | undefined): void {
    put(this.#workers, key, deployment && workersOf(deployment));
  }

  putScaler(key: string, scaler: KubeObject | undefined): void {
    put(this.#scalers, key, scaler && scalerFacts(scaler));
  }

  /** In the order of their namespaces and names. */
  *rows(): Generator<Row> {
    for (const key of [...this.#functions.keys()].sort()) yield this.row(key) as Row;
  }

  /** Undefined: there is no such Function. */
  row(key: string): Row | undefined {
    const facts = this.#functions.get(key);
    if (facts === undefined) return undefined;
    const { isScaled, trouble, ...fn } = facts;
    const workers = this.#workers.get(key) ?? { ready: 0, wanted: 0 };
    const scaler = this.#scalers.get(key);
    // Without workers nothing is measured: KEDA takes the last one away when the queue is empty.
    const queue = workers.wanted === 0 && isScaled ? 0 : (scaler?.queue ?? null);
    return {
      ...fn,
      ...workers,
      queue: fn.mode === 'autoscale' ? queue : null,
      heldBackBy: trouble ?? heldBack(workers, fn.max, scaler),
    };
  }
}

/** The Function that an object of layerc belongs to, by its label; undefined for others. */
export function functionOf({ metadata }: Pick<KubeObject, 'metadata'>): string | undefined {
  const name = metadata.labels?.[FUNCTION_LABEL];
  return name === undefined ? undefined : `${metadata.namespace}/${name}`;
}

function heldBack(
  { ready, wanted }: Pick<Row, 'ready' | 'wanted'>,
  max: number,
  scaler: ScalerFacts | undefined,
): Trouble | null {
  if (ready < wanted)
    return { reason: 'WorkersStarting', message: `${ready} of ${wanted} workers are ready.` };
  if (scaler?.isAtMost && wanted >= max)
    return { reason: 'AtMaximum', message: 'The queue asks for more workers than the Function may have.' };
  return null;
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
