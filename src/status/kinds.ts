import { FUNCTION_LABEL } from '../compiler/index.ts';
import { isObject } from '../json/json.ts';
import type { KubeObject, Resource } from '../operator/kube/cluster.ts';
import { Unusable } from '../operator/kube/store.ts';
import { reduceSource } from '../operator/watch/reduce.ts';
import { AUTOSCALERS, DEPLOYMENTS, FUNCTIONS } from '../operator/watch/resources.ts';
import { type Book, functionOf } from './book.ts';
import type { StatusConfig } from './config.ts';

/** A kind of which something is told. */
export interface Source {
  readonly resource: Resource;
  readonly scope: { readonly namespace?: string; readonly labelSelector?: string };
  /** What is not told without it; null: nothing can be told. */
  readonly without: string | null;
  /** Which Function it speaks of; undefined: of none that is asked for. */
  readonly keyOf: (object: Pick<KubeObject, 'metadata'>) => string | undefined;
  /** The part of an object that is looked at. */
  readonly reduce: (object: KubeObject) => KubeObject;
  /** Undefined: it is gone. */
  readonly put: (book: Book, key: string, object: KubeObject | undefined) => void;
}

/** The lists that are read. `namespace`: null for all. */
export function sourcesFor(
  { names, selector }: Pick<StatusConfig, 'names' | 'selector'>,
  namespace: string | null,
): readonly Source[] {
  const where = namespace === null ? {} : { namespace };
  const isAsked = (name: string) => names.length === 0 || names.includes(name);
  const ofOurs = names.length === 0 ? FUNCTION_LABEL : `${FUNCTION_LABEL} in (${names.join(',')})`;
  const owned = { scope: { ...where, labelSelector: ofOurs }, keyOf: functionOf };
  return [
    {
      resource: FUNCTIONS,
      scope: { ...where, ...(selector !== null && { labelSelector: selector }) },
      without: null,
      keyOf: ({ metadata }) =>
        isAsked(metadata.name) ? `${metadata.namespace}/${metadata.name}` : undefined,
      reduce: reduceFunction,
      put: (book, key, object) => book.putFunction(key, object),
    },
    {
      resource: DEPLOYMENTS,
      ...owned,
      without: 'how many workers there are',
      reduce: only({ spec: ['replicas'], status: ['readyReplicas'] }),
      put: (book, key, object) => book.putDeployment(key, object),
    },
    {
      resource: AUTOSCALERS,
      ...owned,
      without: 'the depth of the queues',
      reduce: only({ status: ['conditions', 'currentMetrics', 'currentReplicas'] }),
      put: (book, key, object) => book.putScaler(key, object),
    },
  ];
}

/** Of one that is nested too deep there is no more than that part which is not. */
function reduceFunction(fn: KubeObject): KubeObject {
  try {
    return reduceSource(fn);
  } catch (error) {
    if (error instanceof Unusable) return error.part;
    throw error;
  }
}

/** The metadata and these fields. */
function only(kept: Readonly<Record<string, readonly string[]>>): Source['reduce'] {
  return ({ apiVersion, kind, metadata: { managedFields: _, ...metadata }, ...rest }) => {
    const parts = Object.entries(kept).map(([field, names]) => {
      const part = rest[field];
      const found = isObject(part) ? names.filter((name) => part[name] !== undefined) : [];
      return [field, Object.fromEntries(found.map((name) => [name, isObject(part) ? part[name] : null]))];
    });
    return { apiVersion, kind, metadata, ...Object.fromEntries(parts) };
  };
}
