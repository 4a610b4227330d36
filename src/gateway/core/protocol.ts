/** The bodies of the UDF API, in its own snake_case. */
import type { Json, JsonObject } from '../../json/json.ts';

/** A row's address: the vector-store namespace and the row's id as a text. */
export interface ItemRef {
  readonly namespace: string;
  readonly id: string;
}

export interface ClaimedItem extends ItemRef {
  readonly input: JsonObject;
}

export interface CompleteItem extends ItemRef {
  readonly vector?: Json;
  readonly vectors?: Json;
  readonly attributes?: JsonObject;
}

export interface FailItem extends ItemRef {
  readonly kind: 'transient' | 'permanent';
  readonly message?: string;
}

/** The spec of a UDF with every default filled in; what the gateway does not know of it stands beside. */
export interface UdfSpec {
  readonly target_namespaces: readonly string[];
  readonly inputs: readonly string[];
  readonly version: string;
  readonly filter?: Json;
  readonly worker: {
    readonly image?: string;
    /** Set for push workers: the gateway calls `<url>/run`. */
    readonly url?: string;
    readonly port?: number;
    readonly batch_size: number;
    readonly timeout_seconds: number;
  };
  readonly schedule: {
    readonly discovery_interval_seconds: number;
    readonly lease_seconds: number;
    readonly max_in_flight_batches: number;
    readonly max_concurrent_scans: number;
  };
  readonly retry: {
    readonly max_attempts: number;
    readonly initial_backoff_seconds: number;
    readonly max_backoff_seconds: number;
  };
  readonly triggers: readonly string[];
  readonly invalidates: readonly string[];
  /** Of a shadow: whose, and which attributes are compared. */
  readonly candidate?: { readonly of: string; readonly outputs: readonly string[] };
}

/** The request of `POST /run`: the items of a claim, as this project chose it. */
export interface RunRequest {
  readonly udf_id: string;
  readonly worker_id: string;
  readonly items: readonly ClaimedItem[];
}

/** The answer of `POST /run`: what a pull worker would have sent to complete and to fail. */
export interface RunResponse {
  readonly items?: readonly CompleteItem[];
  readonly failed?: readonly FailItem[];
}
