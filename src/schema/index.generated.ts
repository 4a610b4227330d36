// Generated from schemas/ by tools/generate.ts.
import type { JsonObject } from '../json/json.ts';

/**
 * One namespace of the vector store. Only the parts that layerc reads are described; the others are accepted as they are.
 */
export interface Index {
  /**
   * Group and version of the object.
   */
  readonly apiVersion: 'hevlayer.com/v1';
  /**
   * Kind of the object.
   */
  readonly kind: 'Index';
  readonly metadata: ObjectMeta;
  readonly spec: IndexSpec;
  /**
   * Status of the Index. It is not read by the compiler.
   */
  readonly status?: JsonObject | null;
}
/**
 * Kubernetes object metadata.
 */
export interface ObjectMeta {
  /**
   * Name of the object.
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
 * Operational policy and labels of the namespace.
 */
export interface IndexSpec {
  readonly backend: IndexBackend;
  readonly metadata?: IndexMetadata;
  readonly [k: string]: unknown;
}
/**
 * Where the rows are stored.
 */
export interface IndexBackend {
  /**
   * Namespace of the vector store. It is the name of the Index when absent.
   */
  readonly namespace?: string | null;
  readonly [k: string]: unknown;
}
/**
 * Labels of the namespace, apart from those of the Kubernetes object.
 */
export interface IndexMetadata {
  /**
   * Labels that indexSelector of a Function looks at, together with the Kubernetes labels.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly [k: string]: unknown;
}

/**
 * One namespace of the vector store. Only the parts that layerc reads are described; the others are accepted as they are.
 */
export interface FilledIndex {
  /**
   * Group and version of the object.
   */
  readonly apiVersion: 'hevlayer.com/v1';
  /**
   * Kind of the object.
   */
  readonly kind: 'Index';
  readonly metadata: FilledObjectMeta;
  readonly spec: FilledIndexSpec;
  /**
   * Status of the Index. It is not read by the compiler.
   */
  readonly status?: JsonObject;
}
/**
 * Kubernetes object metadata.
 */
export interface FilledObjectMeta {
  /**
   * Name of the object.
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
 * Operational policy and labels of the namespace.
 */
export interface FilledIndexSpec {
  readonly backend: FilledIndexBackend;
  readonly metadata: FilledIndexMetadata;
  readonly [k: string]: unknown;
}
/**
 * Where the rows are stored.
 */
export interface FilledIndexBackend {
  /**
   * Namespace of the vector store. It is the name of the Index when absent.
   */
  readonly namespace?: string;
  readonly [k: string]: unknown;
}
/**
 * Labels of the namespace, apart from those of the Kubernetes object.
 */
export interface FilledIndexMetadata {
  /**
   * Labels that indexSelector of a Function looks at, together with the Kubernetes labels.
   */
  readonly labels: {
    readonly [k: string]: string;
  };
  readonly [k: string]: unknown;
}
