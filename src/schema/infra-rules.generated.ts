// Generated from schemas/ by tools/generate.ts.
import type { JsonObject } from '../json/json.ts';

/**
 * The document cache of the gateway. layerc accepts it and makes nothing of it.
 */
export type DocumentCache = {
  /**
   * Size in GiB.
   */
  readonly capGiB: number;
  /**
   * Copies of each document.
   */
  readonly replicationFactor: number;
  readonly scaling: DocumentCacheScaling;
} | null;

/**
 * Compute pools and document cache of an installation. Only the object named default has an effect.
 */
export interface InfraRules {
  /**
   * Group and version of the object.
   */
  readonly apiVersion: 'hevlayer.com/v1alpha1';
  /**
   * Kind of the object.
   */
  readonly kind: 'InfraRules';
  readonly metadata: ObjectMeta;
  readonly spec?: InfraRulesSpec;
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
   * Name of the object: default.
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
 * The rules of this installation.
 */
export interface InfraRulesSpec {
  /**
   * Level of the Pod Security Standards that the pods of a Function are held to, where its pool says nothing else. An extension of layerc: hev's own CRD drops it.
   */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted';
  /**
   * ServiceAccounts that a podSpec may use, where its pool says nothing else: names, in which * stands for any characters. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedServiceAccounts?: readonly string[];
  /**
   * Secrets that a podSpec may use, where its pool says nothing else: names, in which * stands for any characters. That of the gateway's key is always allowed. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedSecrets?: readonly string[];
  /**
   * Pools that workers run in. Each has a name of its own.
   *
   * @maxItems 1024
   */
  readonly computePools?: readonly ComputePool[];
  readonly documentCache?: DocumentCache;
  /**
   * Containers that embed text for the gateway. layerc accepts them and makes nothing of them.
   *
   * @maxItems 1024
   */
  readonly embedders?: readonly JsonObject[];
  /**
   * Containers that read documents for the gateway. layerc accepts them and makes nothing of them.
   *
   * @maxItems 1024
   */
  readonly ocr?: readonly JsonObject[];
}
export interface ComputePool {
  /**
   * Name that scaling.pool of a Function refers to.
   */
  readonly name: string;
  /**
   * Class of the pool, such as cpu or gpu.
   */
  readonly kind: string;
  /**
   * Kind of GPU, for people to read.
   */
  readonly gpuType?: string | null;
  /**
   * Node labels that the worker pods ask for.
   */
  readonly nodeSelector?: {
    readonly [k: string]: string;
  };
  /**
   * Tolerations of the worker pods.
   *
   * @maxItems 256
   */
  readonly tolerations?: readonly JsonObject[];
  /**
   * Resources of the worker container: requests and limits.
   */
  readonly resources?: JsonObject;
  /**
   * Most workers that one Function or Pipeline may ask for in this pool. More is refused, not clamped.
   */
  readonly maxReplicasPerWorkload: number;
  /**
   * Most workers that all Functions of this pool may ask for together. Over it, the youngest in the cluster are refused. An extension of layerc: hev's own CRD drops it.
   */
  readonly maxReplicasTotal?: number;
  /**
   * Level of the Pod Security Standards for this pool, in place of spec.podSecurity. An extension of layerc: hev's own CRD drops it.
   */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted';
  /**
   * ServiceAccounts that a podSpec may use in this pool, in place of spec.allowedServiceAccounts. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedServiceAccounts?: readonly string[];
  /**
   * Secrets that a podSpec may use in this pool, in place of spec.allowedSecrets. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedSecrets?: readonly string[];
  readonly template?: PoolTemplate;
  /**
   * JSON Pointers into the pod template that worker.podSpec may not change, such as /spec/priorityClassName; each covers all below it. An item of a list goes by its number in the pod of the pool, or by its name. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 64
   */
  readonly protected?: readonly string[];
  readonly disruption?: PoolDisruption;
  readonly rollout?: PoolRollout;
}
/**
 * Patch of the platform team for the pods of the pool. It is merged after what layerc makes and before worker.podSpec, by the same strategic merge. An extension of layerc: hev's own CRD drops it.
 */
export interface PoolTemplate {
  readonly metadata?: PoolTemplateMetadata;
  /**
   * Strategic merge patch for the spec of the pod. A topology spread constraint or a term of podAntiAffinity without labelSelector gets the selector of the Function's own pods.
   */
  readonly spec?: JsonObject;
}
/**
 * Labels and annotations that the pods get.
 */
export interface PoolTemplateMetadata {
  /**
   * Labels of the pods, such as the name of a Kueue queue.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Annotations of the pods, such as karpenter.sh/do-not-disrupt.
   */
  readonly annotations?: {
    readonly [k: string]: string;
  };
}
/**
 * Gives each Function that pushes, or whose replicas.min is above 0, a PodDisruptionBudget while it has workers. An extension of layerc: hev's own CRD drops it.
 */
export interface PoolDisruption {
  /**
   * Most workers of a Function that may be evicted at a time, as a number or a percentage. It is 1 when absent.
   */
  readonly maxUnavailable?: number | string;
}
/**
 * How the Deployments of the pool replace their pods, in place of what layerc decides. An extension of layerc: hev's own CRD drops it.
 */
export interface PoolRollout {
  /**
   * Seconds for which a new pod has to be ready before it counts.
   */
  readonly minReadySeconds?: number;
  /**
   * Most pods beyond those wanted, as a number or a percentage.
   */
  readonly maxSurge?: number | string;
  /**
   * Most pods that may be missing, as a number or a percentage.
   */
  readonly maxUnavailable?: number | string;
  /**
   * Seconds after which a rollout that does not get on counts as failed.
   */
  readonly progressDeadlineSeconds?: number;
}
/**
 * Number of cache nodes.
 */
export interface DocumentCacheScaling {
  /**
   * Whether the number of nodes follows the load.
   */
  readonly mode?: 'autoscale' | 'fixed';
  readonly nodes: DocumentCacheNodes;
}
/**
 * Bounds for the number of nodes.
 */
export interface DocumentCacheNodes {
  /**
   * Fewest nodes.
   */
  readonly min: number;
  /**
   * Most nodes.
   */
  readonly max: number;
}

/**
 * Compute pools and document cache of an installation. Only the object named default has an effect.
 */
export interface FilledInfraRules {
  /**
   * Group and version of the object.
   */
  readonly apiVersion: 'hevlayer.com/v1alpha1';
  /**
   * Kind of the object.
   */
  readonly kind: 'InfraRules';
  readonly metadata: FilledObjectMeta;
  readonly spec: FilledInfraRulesSpec;
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
   * Name of the object: default.
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
 * The rules of this installation.
 */
export interface FilledInfraRulesSpec {
  /**
   * Level of the Pod Security Standards that the pods of a Function are held to, where its pool says nothing else. An extension of layerc: hev's own CRD drops it.
   */
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
  /**
   * ServiceAccounts that a podSpec may use, where its pool says nothing else: names, in which * stands for any characters. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedServiceAccounts: readonly string[];
  /**
   * Secrets that a podSpec may use, where its pool says nothing else: names, in which * stands for any characters. That of the gateway's key is always allowed. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedSecrets: readonly string[];
  /**
   * Pools that workers run in. Each has a name of its own.
   *
   * @maxItems 1024
   */
  readonly computePools: readonly FilledComputePool[];
  readonly documentCache?: FilledDocumentCache;
  /**
   * Containers that embed text for the gateway. layerc accepts them and makes nothing of them.
   *
   * @maxItems 1024
   */
  readonly embedders: readonly JsonObject[];
  /**
   * Containers that read documents for the gateway. layerc accepts them and makes nothing of them.
   *
   * @maxItems 1024
   */
  readonly ocr: readonly JsonObject[];
}
export interface FilledComputePool {
  /**
   * Name that scaling.pool of a Function refers to.
   */
  readonly name: string;
  /**
   * Class of the pool, such as cpu or gpu.
   */
  readonly kind: string;
  /**
   * Kind of GPU, for people to read.
   */
  readonly gpuType?: string;
  /**
   * Node labels that the worker pods ask for.
   */
  readonly nodeSelector?: {
    readonly [k: string]: string;
  };
  /**
   * Tolerations of the worker pods.
   *
   * @maxItems 256
   */
  readonly tolerations?: readonly JsonObject[];
  /**
   * Resources of the worker container: requests and limits.
   */
  readonly resources?: JsonObject;
  /**
   * Most workers that one Function or Pipeline may ask for in this pool. More is refused, not clamped.
   */
  readonly maxReplicasPerWorkload: number;
  /**
   * Most workers that all Functions of this pool may ask for together. Over it, the youngest in the cluster are refused. An extension of layerc: hev's own CRD drops it.
   */
  readonly maxReplicasTotal?: number;
  /**
   * Level of the Pod Security Standards for this pool, in place of spec.podSecurity. An extension of layerc: hev's own CRD drops it.
   */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted';
  /**
   * ServiceAccounts that a podSpec may use in this pool, in place of spec.allowedServiceAccounts. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedServiceAccounts?: readonly string[];
  /**
   * Secrets that a podSpec may use in this pool, in place of spec.allowedSecrets. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 256
   */
  readonly allowedSecrets?: readonly string[];
  readonly template?: FilledPoolTemplate;
  /**
   * JSON Pointers into the pod template that worker.podSpec may not change, such as /spec/priorityClassName; each covers all below it. An item of a list goes by its number in the pod of the pool, or by its name. An extension of layerc: hev's own CRD drops it.
   *
   * @maxItems 64
   */
  readonly protected?: readonly string[];
  readonly disruption?: FilledPoolDisruption;
  readonly rollout?: FilledPoolRollout;
}
/**
 * Patch of the platform team for the pods of the pool. It is merged after what layerc makes and before worker.podSpec, by the same strategic merge. An extension of layerc: hev's own CRD drops it.
 */
export interface FilledPoolTemplate {
  readonly metadata?: FilledPoolTemplateMetadata;
  /**
   * Strategic merge patch for the spec of the pod. A topology spread constraint or a term of podAntiAffinity without labelSelector gets the selector of the Function's own pods.
   */
  readonly spec?: JsonObject;
}
/**
 * Labels and annotations that the pods get.
 */
export interface FilledPoolTemplateMetadata {
  /**
   * Labels of the pods, such as the name of a Kueue queue.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Annotations of the pods, such as karpenter.sh/do-not-disrupt.
   */
  readonly annotations?: {
    readonly [k: string]: string;
  };
}
/**
 * Gives each Function that pushes, or whose replicas.min is above 0, a PodDisruptionBudget while it has workers. An extension of layerc: hev's own CRD drops it.
 */
export interface FilledPoolDisruption {
  /**
   * Most workers of a Function that may be evicted at a time, as a number or a percentage. It is 1 when absent.
   */
  readonly maxUnavailable?: number | string;
}
/**
 * How the Deployments of the pool replace their pods, in place of what layerc decides. An extension of layerc: hev's own CRD drops it.
 */
export interface FilledPoolRollout {
  /**
   * Seconds for which a new pod has to be ready before it counts.
   */
  readonly minReadySeconds?: number;
  /**
   * Most pods beyond those wanted, as a number or a percentage.
   */
  readonly maxSurge?: number | string;
  /**
   * Most pods that may be missing, as a number or a percentage.
   */
  readonly maxUnavailable?: number | string;
  /**
   * Seconds after which a rollout that does not get on counts as failed.
   */
  readonly progressDeadlineSeconds?: number;
}
/**
 * The document cache of the gateway. layerc accepts it and makes nothing of it.
 */
export interface FilledDocumentCache {
  /**
   * Size in GiB.
   */
  readonly capGiB: number;
  /**
   * Copies of each document.
   */
  readonly replicationFactor: number;
  readonly scaling: FilledDocumentCacheScaling;
}
/**
 * Number of cache nodes.
 */
export interface FilledDocumentCacheScaling {
  /**
   * Whether the number of nodes follows the load.
   */
  readonly mode: 'autoscale' | 'fixed';
  readonly nodes: FilledDocumentCacheNodes;
}
/**
 * Bounds for the number of nodes.
 */
export interface FilledDocumentCacheNodes {
  /**
   * Fewest nodes.
   */
  readonly min: number;
  /**
   * Most nodes.
   */
  readonly max: number;
}

/**
 * What the operator last saw. It is not read by the compiler.
 */
export interface InfraRulesStatus {
  /**
   * Generation of the spec that the rest of the status is about.
   */
  readonly observedGeneration?: number | null;
  /**
   * Conditions, one of each type.
   */
  readonly conditions?: readonly Condition[];
  /**
   * How far the last change is that Functions roll for: 12/500 of them are up with it.
   */
  readonly rollout?: string;
  /**
   * Number of compute pools.
   */
  readonly poolCount?: number;
  /**
   * The document cache as it runs.
   */
  readonly documentCache?: {
    /**
     * Nodes that are ready, of those wanted.
     */
    readonly nodes?: string;
  } | null;
  /**
   * Embedding containers as they run.
   */
  readonly embedders?: readonly JsonObject[];
  /**
   * OCR containers as they run.
   */
  readonly ocr?: readonly JsonObject[];
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
