// Generated from schemas/ by tools/generate.ts.
import type { Json } from '../json/json.ts';

/**
 * What holds of every Function, or of some: a case of layerc test that runs nothing.
 */
export interface ManifestTest {
  /**
   * Version of this form.
   */
  readonly apiVersion: 'layerc/v1alpha1';
  /**
   * ManifestTest.
   */
  readonly kind: 'ManifestTest';
  readonly metadata: ManifestTestMetadata;
  readonly spec: ManifestTestSpec;
}
/**
 * What the case is called.
 */
export interface ManifestTestMetadata {
  /**
   * What the case is called in reports; no other case has the same name.
   */
  readonly name: string;
}
/**
 * Which Functions, and what holds of them.
 */
export interface ManifestTestSpec {
  readonly functions?: ManifestTestFunctions;
  readonly expect: ManifestTestExpect;
}
/**
 * Which Functions are looked at; all if absent. All that is given must fit.
 */
export interface ManifestTestFunctions {
  /**
   * Their names.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly names?: readonly string[];
  /**
   * Their namespaces.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly namespaces?: readonly string[];
  /**
   * Labels that they have.
   */
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
}
/**
 * What holds of each of them.
 */
export interface ManifestTestExpect {
  /**
   * Whether every image has a tag other than latest, or a digest.
   */
  readonly imagePinned?: boolean;
  /**
   * Whether every image has a digest.
   */
  readonly imageDigest?: boolean;
  /**
   * What every image may begin with, such as registry.example.com/.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly imageFrom?: readonly string[];
  /**
   * The pools on which it may run.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly pools?: readonly string[];
  /**
   * So many workers at most.
   */
  readonly maxReplicas?: number;
  /**
   * The containers of the pod: these and no others.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly containers?: readonly string[];
  /**
   * Attributes that the filter looks at.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly filterOn?: readonly string[];
  /**
   * Amounts that every container states, such as requests.cpu and limits.memory.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly resources?: readonly string[];
  /**
   * Variables that the container udf has.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly env?: readonly string[];
  /**
   * Labels that the Function has, whatever their values.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly labels?: readonly string[];
  /**
   * Fields of the objects, by the paths of layerc explain.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly fields?: readonly ManifestTestField[];
}
export interface ManifestTestField {
  /**
   * Such as deployment.spec.template.spec.priorityClassName.
   */
  readonly path: string;
  /**
   * The value that it has.
   */
  readonly equals?: Json;
  /**
   * Whether it is there.
   */
  readonly present?: boolean;
  /**
   * A number that it does not exceed.
   */
  readonly atMost?: number;
  /**
   * A number that it reaches.
   */
  readonly atLeast?: number;
}

/**
 * What holds of every Function, or of some: a case of layerc test that runs nothing.
 */
export interface FilledManifestTest {
  /**
   * Version of this form.
   */
  readonly apiVersion: 'layerc/v1alpha1';
  /**
   * ManifestTest.
   */
  readonly kind: 'ManifestTest';
  readonly metadata: FilledManifestTestMetadata;
  readonly spec: FilledManifestTestSpec;
}
/**
 * What the case is called.
 */
export interface FilledManifestTestMetadata {
  /**
   * What the case is called in reports; no other case has the same name.
   */
  readonly name: string;
}
/**
 * Which Functions, and what holds of them.
 */
export interface FilledManifestTestSpec {
  readonly functions?: FilledManifestTestFunctions;
  readonly expect: FilledManifestTestExpect;
}
/**
 * Which Functions are looked at; all if absent. All that is given must fit.
 */
export interface FilledManifestTestFunctions {
  /**
   * Their names.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly names?: readonly string[];
  /**
   * Their namespaces.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly namespaces?: readonly string[];
  /**
   * Labels that they have.
   */
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
}
/**
 * What holds of each of them.
 */
export interface FilledManifestTestExpect {
  /**
   * Whether every image has a tag other than latest, or a digest.
   */
  readonly imagePinned?: boolean;
  /**
   * Whether every image has a digest.
   */
  readonly imageDigest?: boolean;
  /**
   * What every image may begin with, such as registry.example.com/.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly imageFrom?: readonly string[];
  /**
   * The pools on which it may run.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly pools?: readonly string[];
  /**
   * So many workers at most.
   */
  readonly maxReplicas?: number;
  /**
   * The containers of the pod: these and no others.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly containers?: readonly string[];
  /**
   * Attributes that the filter looks at.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly filterOn?: readonly string[];
  /**
   * Amounts that every container states, such as requests.cpu and limits.memory.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly resources?: readonly string[];
  /**
   * Variables that the container udf has.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly env?: readonly string[];
  /**
   * Labels that the Function has, whatever their values.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly labels?: readonly string[];
  /**
   * Fields of the objects, by the paths of layerc explain.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly fields?: readonly FilledManifestTestField[];
}
export interface FilledManifestTestField {
  /**
   * Such as deployment.spec.template.spec.priorityClassName.
   */
  readonly path: string;
  /**
   * The value that it has.
   */
  readonly equals?: Json;
  /**
   * Whether it is there.
   */
  readonly present?: boolean;
  /**
   * A number that it does not exceed.
   */
  readonly atMost?: number;
  /**
   * A number that it reaches.
   */
  readonly atLeast?: number;
}
