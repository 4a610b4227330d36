// Generated from schemas/ by tools/generate.ts.
import type { Json, JsonObject } from '../json/json.ts';

/**
 * Runs an image over rows that already exist in an index.
 */
export interface LayerFunction {
  /**
   * Group and version of the object.
   */
  readonly apiVersion: 'hevlayer.com/v1alpha1';
  /**
   * Kind of the object.
   */
  readonly kind: 'Function';
  readonly metadata: ObjectMeta;
  readonly spec: FunctionSpec;
  /**
   * What the operator last saw. It is not read by the compiler.
   */
  readonly status?: JsonObject | null;
}
/**
 * Kubernetes object metadata.
 */
export interface ObjectMeta {
  /**
   * Name of the object, and the UDF id at the gateway. It is also the value of the label that selects the pods, so it has at most 63 characters.
   */
  readonly name: string;
  /**
   * Namespace of Kubernetes that the object is in.
   */
  readonly namespace?: string;
  /**
   * Labels of the object.
   */
  readonly labels?: {
    readonly [k: string]: string;
  } | null;
  /**
   * Annotations of the object.
   */
  readonly annotations?: {
    readonly [k: string]: string;
  } | null;
  readonly generateName?: string;
  readonly finalizers?: readonly string[] | null;
  readonly ownerReferences?: readonly JsonObject[] | null;
  readonly managedFields?: readonly JsonObject[] | null;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string | null;
  readonly deletionTimestamp?: string | null;
  readonly deletionGracePeriodSeconds?: number | null;
  readonly selfLink?: string;
}
/**
 * What to run, over which rows, and on how many workers.
 */
export interface FunctionSpec {
  /**
   * Scales the worker to zero. The state of the queue is kept.
   */
  readonly paused?: boolean;
  /**
   * Namespaces of the vector store to run over. They are not Kubernetes namespaces.
   *
   * @maxItems 4096
   */
  readonly targetNamespaces?: readonly string[];
  readonly indexSelector?: LabelSelector;
  /**
   * Columns that the worker gets with each row. The name id is reserved for the id of the row.
   *
   * @maxItems 4096
   */
  readonly inputs?: readonly string[];
  /**
   * Filter of the store that chooses the rows. It reaches the gateway exactly as it is written.
   */
  readonly filter?: Json;
  readonly output?: FunctionOutput;
  /**
   * Version of the completion marker. A new version runs the rows again. When neither it nor output.version is given it is v1; the schema has no default here, because that would contradict an output.version.
   */
  readonly version?: string;
  /**
   * Dependents that are marked stale when a row is completed.
   *
   * @maxItems 4096
   */
  readonly invalidates?: readonly string[];
  /**
   * What enqueues rows or wakes the worker: a discovery sweep, a write to the index, or the schedule.
   *
   * @maxItems 16
   */
  readonly triggers?: readonly ('discovery' | 'write' | 'schedule')[];
  readonly worker: FunctionWorker;
  readonly schedule?: FunctionSchedule;
  readonly retry?: FunctionRetry;
  readonly scaling: FunctionScaling;
  /**
   * Makes one work item of all rows of a parent document.
   */
  readonly groupByParent?: boolean;
  /**
   * Queries that one work item stands for.
   */
  readonly queriesPerItem?: number;
}
/**
 * Chooses namespaces by the labels of their Index objects. Both spec.metadata.labels and the Kubernetes labels of an Index count.
 */
export interface LabelSelector {
  /**
   * Labels that an Index must have, each with this value.
   */
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
  /**
   * Requirements on the labels of an Index. All of them must hold.
   */
  readonly matchExpressions?: readonly LabelRequirement[];
}
export interface LabelRequirement {
  /**
   * Key of the label.
   */
  readonly key: string;
  /**
   * How the label and values relate.
   */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /**
   * Values to compare with. In and NotIn need at least one, Exists and DoesNotExist none.
   */
  readonly values?: readonly string[];
}
/**
 * The column that the gateway writes back. Newer gateways read version instead and leave the writing to the worker.
 */
export interface FunctionOutput {
  /**
   * Column that is written.
   */
  readonly attribute?: string;
  /**
   * What is written, such as tags or embedding.
   */
  readonly kind?: string;
  /**
   * Older name of version. Where both are given they must be equal.
   */
  readonly version?: string;
  /**
   * Width of the vectors of an embedding, for consumers to check.
   */
  readonly dim?: number;
}
/**
 * The container that processes the rows.
 */
export interface FunctionWorker {
  /**
   * Container image of the worker.
   */
  readonly image: string;
  /**
   * How rows reach the worker: pull claims them from the gateway, push receives them over HTTP.
   */
  readonly dispatch?: 'pull' | 'push';
  /**
   * Chooses the pool of that name when scaling.pool is absent.
   */
  readonly computeClass?: 'cpu' | 'gpu';
  /**
   * Rows of one claim or call.
   */
  readonly batchSize?: number;
  /**
   * Seconds after which a call of the worker is given up.
   */
  readonly timeoutSeconds?: number;
  /**
   * Port on which a push worker listens. It is 8080 when absent.
   */
  readonly port?: number | null;
  /**
   * Address under which the gateway reaches the worker.
   */
  readonly url?: string | null;
  /**
   * Strategic merge patch for the spec of the pod, applied last. The container of the worker is called udf. Its metadata.labels and metadata.annotations go to the pod.
   */
  readonly podSpec?: JsonObject;
}
/**
 * How often rows are looked for and how many are handed out.
 */
export interface FunctionSchedule {
  /**
   * Seconds between two discovery sweeps.
   */
  readonly discoveryIntervalSeconds?: number;
  /**
   * Seconds for which a claim holds its rows. It also sets how long a schedule keeps the worker awake.
   */
  readonly leaseSeconds?: number;
  /**
   * Scans that the gateway runs at a time.
   */
  readonly maxConcurrentScans?: number;
  /**
   * Batches that the gateway hands out at a time.
   */
  readonly maxInFlightBatches?: number;
  /**
   * When the trigger schedule wakes the worker: five fields in UTC, or @hourly, @daily, @weekly, @monthly or @yearly. It is hourly (0 * * * *) when absent, and has no effect on the other triggers. hev itself takes one whole minute only.
   */
  readonly cron?: string | null;
}
/**
 * How often, and after how long, a failed row is tried again.
 */
export interface FunctionRetry {
  /**
   * Attempts for each row.
   */
  readonly maxAttempts?: number;
  /**
   * Seconds before the second attempt.
   */
  readonly initialBackoffSeconds?: number;
  /**
   * Longest time in seconds between two attempts.
   */
  readonly maxBackoffSeconds?: number;
}
/**
 * Where the workers run and how many of them.
 */
export interface FunctionScaling {
  /**
   * Pool of InfraRules/default. When absent, worker.computeClass chooses it.
   */
  readonly pool?: string;
  /**
   * autoscale follows the depth of the queue between min and max, fixed runs min workers, disabled runs none.
   */
  readonly mode?: 'autoscale' | 'fixed' | 'disabled';
  readonly replicas: FunctionReplicas;
  /**
   * Seconds for which workers are kept after the queue has drained. It can only lengthen what lease and timeout ask for.
   */
  readonly warmWindowSeconds?: number | null;
}
/**
 * Bounds for the number of workers.
 */
export interface FunctionReplicas {
  /**
   * Fewest workers, and the number of workers of mode fixed.
   */
  readonly min?: number;
  /**
   * Most workers. Required in every mode.
   */
  readonly max: number;
}

/**
 * Runs an image over rows that already exist in an index.
 */
export interface FilledLayerFunction {
  /**
   * Group and version of the object.
   */
  readonly apiVersion: 'hevlayer.com/v1alpha1';
  /**
   * Kind of the object.
   */
  readonly kind: 'Function';
  readonly metadata: FilledObjectMeta;
  readonly spec: FilledFunctionSpec;
  /**
   * What the operator last saw. It is not read by the compiler.
   */
  readonly status?: JsonObject;
}
/**
 * Kubernetes object metadata.
 */
export interface FilledObjectMeta {
  /**
   * Name of the object, and the UDF id at the gateway. It is also the value of the label that selects the pods, so it has at most 63 characters.
   */
  readonly name: string;
  /**
   * Namespace of Kubernetes that the object is in.
   */
  readonly namespace?: string;
  /**
   * Labels of the object.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Annotations of the object.
   */
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly generateName?: string;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly JsonObject[];
  readonly managedFields?: readonly JsonObject[];
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly selfLink?: string;
}
/**
 * What to run, over which rows, and on how many workers.
 */
export interface FilledFunctionSpec {
  /**
   * Scales the worker to zero. The state of the queue is kept.
   */
  readonly paused: boolean;
  /**
   * Namespaces of the vector store to run over. They are not Kubernetes namespaces.
   *
   * @maxItems 4096
   */
  readonly targetNamespaces: readonly string[];
  readonly indexSelector?: FilledLabelSelector;
  /**
   * Columns that the worker gets with each row. The name id is reserved for the id of the row.
   *
   * @maxItems 4096
   */
  readonly inputs: readonly string[];
  /**
   * Filter of the store that chooses the rows. It reaches the gateway exactly as it is written.
   */
  readonly filter?: Json;
  readonly output?: FilledFunctionOutput;
  /**
   * Version of the completion marker. A new version runs the rows again. When neither it nor output.version is given it is v1; the schema has no default here, because that would contradict an output.version.
   */
  readonly version?: string;
  /**
   * Dependents that are marked stale when a row is completed.
   *
   * @maxItems 4096
   */
  readonly invalidates: readonly string[];
  /**
   * What enqueues rows or wakes the worker: a discovery sweep, a write to the index, or the schedule.
   *
   * @maxItems 16
   */
  readonly triggers: readonly ('discovery' | 'write' | 'schedule')[];
  readonly worker: FilledFunctionWorker;
  readonly schedule: FilledFunctionSchedule;
  readonly retry: FilledFunctionRetry;
  readonly scaling: FilledFunctionScaling;
  /**
   * Makes one work item of all rows of a parent document.
   */
  readonly groupByParent: boolean;
  /**
   * Queries that one work item stands for.
   */
  readonly queriesPerItem?: number;
}
/**
 * Chooses namespaces by the labels of their Index objects. Both spec.metadata.labels and the Kubernetes labels of an Index count.
 */
export interface FilledLabelSelector {
  /**
   * Labels that an Index must have, each with this value.
   */
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
  /**
   * Requirements on the labels of an Index. All of them must hold.
   */
  readonly matchExpressions?: readonly FilledLabelRequirement[];
}
export interface FilledLabelRequirement {
  /**
   * Key of the label.
   */
  readonly key: string;
  /**
   * How the label and values relate.
   */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /**
   * Values to compare with. In and NotIn need at least one, Exists and DoesNotExist none.
   */
  readonly values?: readonly string[];
}
/**
 * The column that the gateway writes back. Newer gateways read version instead and leave the writing to the worker.
 */
export interface FilledFunctionOutput {
  /**
   * Column that is written.
   */
  readonly attribute?: string;
  /**
   * What is written, such as tags or embedding.
   */
  readonly kind?: string;
  /**
   * Older name of version. Where both are given they must be equal.
   */
  readonly version?: string;
  /**
   * Width of the vectors of an embedding, for consumers to check.
   */
  readonly dim?: number;
}
/**
 * The container that processes the rows.
 */
export interface FilledFunctionWorker {
  /**
   * Container image of the worker.
   */
  readonly image: string;
  /**
   * How rows reach the worker: pull claims them from the gateway, push receives them over HTTP.
   */
  readonly dispatch: 'pull' | 'push';
  /**
   * Chooses the pool of that name when scaling.pool is absent.
   */
  readonly computeClass: 'cpu' | 'gpu';
  /**
   * Rows of one claim or call.
   */
  readonly batchSize: number;
  /**
   * Seconds after which a call of the worker is given up.
   */
  readonly timeoutSeconds: number;
  /**
   * Port on which a push worker listens. It is 8080 when absent.
   */
  readonly port?: number;
  /**
   * Address under which the gateway reaches the worker.
   */
  readonly url?: string;
  /**
   * Strategic merge patch for the spec of the pod, applied last. The container of the worker is called udf. Its metadata.labels and metadata.annotations go to the pod.
   */
  readonly podSpec?: JsonObject;
}
/**
 * How often rows are looked for and how many are handed out.
 */
export interface FilledFunctionSchedule {
  /**
   * Seconds between two discovery sweeps.
   */
  readonly discoveryIntervalSeconds: number;
  /**
   * Seconds for which a claim holds its rows. It also sets how long a schedule keeps the worker awake.
   */
  readonly leaseSeconds: number;
  /**
   * Scans that the gateway runs at a time.
   */
  readonly maxConcurrentScans: number;
  /**
   * Batches that the gateway hands out at a time.
   */
  readonly maxInFlightBatches: number;
  /**
   * When the trigger schedule wakes the worker: five fields in UTC, or @hourly, @daily, @weekly, @monthly or @yearly. It is hourly (0 * * * *) when absent, and has no effect on the other triggers. hev itself takes one whole minute only.
   */
  readonly cron?: string;
}
/**
 * How often, and after how long, a failed row is tried again.
 */
export interface FilledFunctionRetry {
  /**
   * Attempts for each row.
   */
  readonly maxAttempts: number;
  /**
   * Seconds before the second attempt.
   */
  readonly initialBackoffSeconds: number;
  /**
   * Longest time in seconds between two attempts.
   */
  readonly maxBackoffSeconds: number;
}
/**
 * Where the workers run and how many of them.
 */
export interface FilledFunctionScaling {
  /**
   * Pool of InfraRules/default. When absent, worker.computeClass chooses it.
   */
  readonly pool?: string;
  /**
   * autoscale follows the depth of the queue between min and max, fixed runs min workers, disabled runs none.
   */
  readonly mode: 'autoscale' | 'fixed' | 'disabled';
  readonly replicas: FilledFunctionReplicas;
  /**
   * Seconds for which workers are kept after the queue has drained. It can only lengthen what lease and timeout ask for.
   */
  readonly warmWindowSeconds?: number;
}
/**
 * Bounds for the number of workers.
 */
export interface FilledFunctionReplicas {
  /**
   * Fewest workers, and the number of workers of mode fixed.
   */
  readonly min: number;
  /**
   * Most workers. Required in every mode.
   */
  readonly max: number;
}

/**
 * What the operator last saw. It is not read by the compiler.
 */
export interface FunctionStatus {
  /**
   * Generation of the spec that the rest of the status is about.
   */
  readonly observedGeneration?: number | null;
  /**
   * Conditions, one of each type.
   */
  readonly conditions?: readonly Condition[];
  /**
   * Objects that the operator keeps for this one, in the same namespace.
   */
  readonly managedObjects?: readonly ManagedObject[];
  /**
   * Workers that are ready, of those that should run: 3/4.
   */
  readonly workers?: string;
  /**
   * Namespaces of the vector store that it runs over now.
   */
  readonly activeNamespaces?: readonly string[];
  /**
   * Rows that wait, when last looked at.
   */
  readonly queueDepth?: number | null;
}
export interface Condition {
  /**
   * Name of the condition.
   */
  readonly type: string;
  /**
   * Whether the condition holds.
   */
  readonly status: 'True' | 'False' | 'Unknown';
  /**
   * Why, in one word.
   */
  readonly reason?: string;
  /**
   * Why, as a sentence for people.
   */
  readonly message?: string;
  /**
   * When status last changed.
   */
  readonly lastTransitionTime?: string;
  /**
   * Generation of the spec that the condition is about.
   */
  readonly observedGeneration?: number;
}
export interface ManagedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}
