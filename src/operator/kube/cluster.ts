/** What the operator needs of a Kubernetes API server. `connection.ts` has it for real; nothing else speaks HTTP. */

/** A Kubernetes object as it came from the server. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** An object in words, as each line of the log names it: `Deployment shop/tag-worker`, `InfraRules default`. */
export function nameOf({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>): string {
  const { namespace, name } = metadata;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export interface ObjectMeta {
  readonly name: string;
  /** Absent for objects of the cluster. */
  readonly namespace?: string;
  readonly uid?: string;
  /** Opaque. */
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
  readonly managedFields?: readonly ManagedFields[];
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface ManagedFields {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsV1: FieldSet;
}

/** `f:name`, `k:{"name":"x"}`, `v:"x"` and `.`, as structured-merge-diff writes a set of fields. */
export interface FieldSet {
  readonly [path: string]: FieldSet;
}

/** One kind of object: where its list is. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ListPage {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: string;
  /** Token of the next page. */
  readonly next?: string;
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: KubeObject }
  | { readonly type: 'ERROR'; readonly status: Status };

/** The body of an answer that is not a success. */
export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly {
    readonly reason?: string;
    readonly message?: string;
    readonly field?: string;
  }[];
  /** Seconds after which to ask again, as the server wishes. */
  readonly retryAfter?: number;
}

/** No answer, or one that is none: the connection failed. */
export class ConnectionError extends Error {}

/** An answer that is longer than whoever asked is ready to read. */
export class AnswerTooLarge extends Error {}

/** An answer that is not a success. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(what: string, status: Status) {
    super(`${what}: ${status.code} ${status.reason}: ${status.message}`);
    this.status = status;
  }

  /** Whether the server does not take the object as it is: it will mostly say the same again. */
  get isRefusal(): boolean {
    return this.status.code === 400 || this.status.code === 422;
  }
}

/** Whether asking again is of no use until somebody acts: the server refuses, or our own code fails. */
export function isHopeless(error: unknown): boolean {
  if (error instanceof ApiError) return [401, 403].includes(error.status.code);
  return !(error instanceof ConnectionError);
}

/** Whose a write is: the field manager. */
export interface ApplyOptions {
  readonly manager: string;
  readonly force: boolean;
}

/**
 * The verbs. Each throws an {@link ApiError} for an answer that is not a success, a {@link ConnectionError} when there is
 * none, and the reason of `signal` when that is aborted.
 */
export interface Cluster {
  /** One page; `next` of the page before goes on. Without `resourceVersion`: the newest state. */
  list(
    resource: Resource,
    options: {
      readonly namespace?: string;
      readonly labelSelector?: string;
      readonly fieldSelector?: string;
      readonly limit: number;
      /** A longer page is not read: {@link AnswerTooLarge}. */
      readonly mostBytes?: number;
      readonly next?: string;
    },
    signal: AbortSignal,
  ): Promise<ListPage>;
  /** Follows a list from a resourceVersion, until the server ends it. */
  watch(
    resource: Resource,
    options: {
      readonly namespace?: string;
      readonly labelSelector?: string;
      readonly resourceVersion: string;
      readonly timeoutSeconds: number;
    },
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent>;
  /** Null when it is not there. */
  get(
    resource: Resource,
    name: string,
    namespace: string | undefined,
    signal: AbortSignal,
  ): Promise<KubeObject | null>;
  /** Server-side apply, which refuses unknown fields. `created`: it was not there before. */
  apply(
    resource: Resource,
    object: KubeObject,
    options: ApplyOptions,
    signal: AbortSignal,
  ): Promise<{ readonly object: KubeObject; readonly created: boolean }>;
  /** In the background, and only while it is the object that is meant. Gone already is fine. */
  delete(
    resource: Resource,
    object: { readonly name: string; readonly namespace?: string },
    preconditions: { readonly uid: string; readonly resourceVersion?: string },
    signal: AbortSignal,
  ): Promise<void>;
  create(resource: Resource, object: KubeObject, manager: string, signal: AbortSignal): Promise<KubeObject>;
  /** Replaces; the object carries the resourceVersion that was read. */
  update(resource: Resource, object: KubeObject, manager: string, signal: AbortSignal): Promise<KubeObject>;
  /**
   * Merges a status into that of exactly the object that is named by uid and resourceVersion. What the schema of its kind
   * does not have, the server drops without a word.
   */
  mergeStatus(
    resource: Resource,
    object: KubeObject,
    manager: string,
    signal: AbortSignal,
  ): Promise<KubeObject>;
  /** JSON merge patch. */
  patch(
    resource: Resource,
    target: { readonly name: string; readonly namespace?: string },
    patch: object,
    manager: string,
    signal: AbortSignal,
  ): Promise<KubeObject>;
}
