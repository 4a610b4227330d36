import { poolClaim } from '../compiler/index.ts';
import { isObject, type Json } from '../json/json.ts';
import { modeOf } from '../operator/function/status.ts';
import type { KubeObject } from '../operator/kube/cluster.ts';
import { conditionOf } from '../operator/watch/child-status.ts';

/** What a Function says of itself. */
export interface FunctionFacts {
  readonly namespace: string;
  readonly name: string;
  readonly created: string | null;
  readonly mode: 'autoscale' | 'fixed' | 'disabled' | 'paused';
  /** Null where the spec has not the shape of one. */
  readonly pool: string | null;
  /** The most workers it may have. */
  readonly max: number;
  /** Whether KEDA says that it scales it. */
  readonly isScaled: boolean;
  readonly trouble: Trouble | null;
}

/** Why a Function has fewer workers than it would like: a reason in one word, and a sentence. */
export interface Trouble {
  readonly reason: string;
  readonly message: string;
}

export function functionFacts(fn: KubeObject): FunctionFacts {
  const { apiVersion, kind, metadata, spec } = fn;
  const { namespace = '', name, creationTimestamp = null } = metadata;
  const bare = { apiVersion, kind, metadata: { name, namespace }, spec } as unknown as Json;
  const { pool = null, workers: max = 0 } = poolClaim(bare) ?? {};
  return {
    namespace,
    name,
    created: creationTimestamp,
    mode: modeOf(fn).toLowerCase() as FunctionFacts['mode'],
    pool,
    max,
    isScaled: conditionOf(fn, 'Autoscaling')?.status === 'True',
    trouble: troubleOf(fn),
  };
}

/** Reasons of `Autoscaling` that are as the Function wants it. */
const NO_TROUBLE: ReadonlySet<string> = new Set(['Fixed', 'Disabled', 'Paused']);

function troubleOf(fn: KubeObject): Trouble | null {
  const { generation = 0, deletionTimestamp } = fn.metadata;
  if (deletionTimestamp !== undefined) return trouble('Deleting', 'The Function is being deleted.');
  const seen = isObject(fn.status) ? fn.status.observedGeneration : undefined;
  const ready = conditionOf(fn, 'Ready');
  if (ready === undefined || Number(seen ?? 0) < generation)
    return trouble('NotLookedAt', 'No operator has looked at this spec yet.');
  if (ready.status !== 'True' || ready.reason === 'RolloutPending')
    return trouble(ready.reason ?? 'NotReady', ready.message ?? '');
  const scaling = conditionOf(fn, 'Autoscaling');
  if (scaling?.status === 'False' && !NO_TROUBLE.has(scaling.reason ?? ''))
    return trouble(scaling.reason ?? 'NotScaled', scaling.message ?? '');
  return null;
}

function trouble(reason: string, message: string): Trouble {
  return { reason, message };
}
