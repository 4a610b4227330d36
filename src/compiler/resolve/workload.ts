import type { Json, JsonObject } from '../../json/json.ts';
import type { Pool } from '../read/pool.ts';
import type { Settings } from '../words/settings.ts';
import type { CronWindow } from './cron.ts';
import type { Durations } from './timing.ts';

/**
 * One Function with everything decided. The emitters only lay this out: nothing here is optional that an emitter would
 * have to default, and what is absent (`push`, `autoscale`) has no object or field.
 */
export interface Workload {
  /** Index of the entry of its Function. */
  readonly source: number;
  readonly name: string;
  readonly namespace: string;
  /** False when the namespace comes from the settings. */
  readonly namespaceGiven: boolean;
  /** Name of every object. */
  readonly baseName: string;
  /**
   * Store namespaces it runs over, as far as the Indexes given tell; sorted. No object holds them, and together they may
   * be as many as Functions times Indexes: they are put together when they are asked for.
   */
  readonly activeNamespaces: () => readonly string[];
  readonly image: string;
  readonly batchSize: number;
  readonly leaseSeconds: number;
  /** How long a call may take. */
  readonly timeoutSeconds: number;
  readonly pool: Pool;
  readonly settings: Settings;
  /** Push dispatch: the port the worker listens on. */
  readonly push: { readonly port: number } | null;
  /** Replicas of the Deployment, or null when KEDA and the HPA own them. */
  readonly replicas: { readonly count: number; readonly why: 'paused' | 'disabled' | 'fixed' } | null;
  readonly autoscale: Autoscale | null;
  /** worker.podSpec without its metadata; null where it says nothing of the pod. */
  readonly podSpec: JsonObject | null;
  /** worker.podSpec.metadata, as it was written. */
  readonly podMetadata: Json;
  /** The labels and annotations of the Function that the settings let through. */
  readonly passedOn: { readonly labels: Texts; readonly annotations: Texts };
}

export type Texts = { readonly [key: string]: string };

export interface Autoscale {
  readonly min: number;
  readonly max: number;
  /** Present when rows drive the scaling: triggers `discovery` and `write`. */
  readonly queue: Durations | null;
  /** One KEDA cron window for each of these; empty without the `schedule` trigger. */
  readonly windows: readonly CronWindow[];
  /** Step to zero after the last window, when only the schedule drives the scaling. */
  readonly scheduleCooldown: number;
}
