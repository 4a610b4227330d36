// The bodies of the UDF API, in its own snake_case.

/** A row's address: the vector-store namespace and the row's id. */
export type ItemRef = { readonly namespace: string; readonly id: string };

export type ClaimedItem = ItemRef & { readonly input: Readonly<Record<string, unknown>> };

export type CompleteItem = ItemRef & {
  readonly vector?: readonly number[];
  readonly vectors?: readonly (readonly number[])[];
  readonly attributes?: Readonly<Record<string, unknown>>;
};

export type FailItem = ItemRef & { readonly kind: 'transient' | 'permanent'; readonly message?: string };

/** What a registration may say; the gateway fills in the rest. */
export type UdfSpecInput = {
  readonly target_namespaces?: readonly string[];
  readonly inputs?: readonly string[];
  readonly version?: string;
  readonly worker?: Partial<UdfSpec['worker']>;
  readonly schedule?: Partial<UdfSpec['schedule']>;
  readonly retry?: Partial<UdfSpec['retry']>;
  readonly [key: string]: unknown;
};

export type UdfSpec = {
  readonly target_namespaces: readonly string[];
  readonly inputs: readonly string[];
  readonly version: string;
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
  readonly [key: string]: unknown;
};

/** The request of `POST /run`: the items of a claim, as the project chose it. */
export type RunRequest = {
  readonly udf_id: string;
  readonly worker_id: string;
  readonly items: readonly ClaimedItem[];
};

/** The answer of `POST /run`: what a pull worker would have sent to complete and to fail. */
export type RunResponse = { readonly items?: readonly CompleteItem[]; readonly failed?: readonly FailItem[] };

/** Fills in the defaults of a registration. */
export function completeSpec(spec: UdfSpecInput): UdfSpec {
  return {
    triggers: ['discovery'],
    invalidates: [],
    ...spec,
    target_namespaces: spec.target_namespaces ?? [],
    inputs: spec.inputs ?? [],
    version: spec.version ?? 'v1',
    worker: { batch_size: 32, timeout_seconds: 30, ...spec.worker },
    schedule: {
      discovery_interval_seconds: 60,
      lease_seconds: 120,
      max_in_flight_batches: 8,
      max_concurrent_scans: 4,
      ...spec.schedule,
    },
    retry: { max_attempts: 8, initial_backoff_seconds: 5, max_backoff_seconds: 300, ...spec.retry },
  };
}
