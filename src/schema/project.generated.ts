// Generated from schemas/ by tools/generate.ts.
import type {  } from '../json/json.ts';

/**
 * What layerc takes for granted in a repository: layerc.yaml at its root.
 */
export interface Project {
  /**
   * Files and folders with Functions and InfraRules, as seen from this file. None may lead out of its folder.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly inputs?: readonly string[];
  /**
   * Folder of the generated files, as seen from this file. It may not lead out of its folder.
   */
  readonly outDir?: string;
  /**
   * Use the pools of hev's chart when no InfraRules is given.
   */
  readonly stockPools?: boolean;
  /**
   * Codes of warnings that are errors here.
   *
   * @maxItems 100
   */
  readonly warningsAsErrors?: readonly string[];
  readonly settings?: ProjectSettings;
}
/**
 * Settings of the installation, as the flags of the same names have them.
 */
export interface ProjectSettings {
  /**
   * Where workers reach the gateway.
   */
  readonly gatewayBaseUrl?: string;
  /**
   * Prometheus API with the gateway's metrics.
   */
  readonly metricsServer?: string;
  /**
   * Secret with the gateway's API key, in each worker's namespace.
   */
  readonly gatewaySecretName?: string;
  /**
   * Key of the API key in that Secret.
   */
  readonly gatewaySecretKey?: string;
  /**
   * Replicas that no Function may exceed.
   */
  readonly maxReplicasCeiling?: number;
  /**
   * Job label under which the gateway is scraped.
   */
  readonly metricsJob?: string;
  /**
   * Codes of warnings that are not reported. Errors always are.
   *
   * @maxItems 100
   */
  readonly ignoreWarnings?: readonly string[];
  /**
   * Version of the cluster in quotes, such as "1.31", which decides the fields that a pod may have.
   */
  readonly kubernetesVersion?: string;
  /**
   * Namespace of Functions that name none.
   */
  readonly namespace?: string;
  /**
   * The gateway's pods as NAMESPACE:KEY=VALUE,...; push workers then get a NetworkPolicy that lets in no others.
   */
  readonly gatewayPods?: string;
  /**
   * Labels of a Function that its objects and pods get too.
   *
   * @maxItems 100
   */
  readonly propagateLabels?: readonly string[];
  /**
   * Annotations of a Function that its objects and pods get too.
   *
   * @maxItems 100
   */
  readonly propagateAnnotations?: readonly string[];
}

/**
 * What layerc takes for granted in a repository: layerc.yaml at its root.
 */
export interface FilledProject {
  /**
   * Files and folders with Functions and InfraRules, as seen from this file. None may lead out of its folder.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly inputs?: readonly string[];
  /**
   * Folder of the generated files, as seen from this file. It may not lead out of its folder.
   */
  readonly outDir?: string;
  /**
   * Use the pools of hev's chart when no InfraRules is given.
   */
  readonly stockPools?: boolean;
  /**
   * Codes of warnings that are errors here.
   *
   * @maxItems 100
   */
  readonly warningsAsErrors?: readonly string[];
  readonly settings?: FilledProjectSettings;
}
/**
 * Settings of the installation, as the flags of the same names have them.
 */
export interface FilledProjectSettings {
  /**
   * Where workers reach the gateway.
   */
  readonly gatewayBaseUrl?: string;
  /**
   * Prometheus API with the gateway's metrics.
   */
  readonly metricsServer?: string;
  /**
   * Secret with the gateway's API key, in each worker's namespace.
   */
  readonly gatewaySecretName?: string;
  /**
   * Key of the API key in that Secret.
   */
  readonly gatewaySecretKey?: string;
  /**
   * Replicas that no Function may exceed.
   */
  readonly maxReplicasCeiling?: number;
  /**
   * Job label under which the gateway is scraped.
   */
  readonly metricsJob?: string;
  /**
   * Codes of warnings that are not reported. Errors always are.
   *
   * @maxItems 100
   */
  readonly ignoreWarnings?: readonly string[];
  /**
   * Version of the cluster in quotes, such as "1.31", which decides the fields that a pod may have.
   */
  readonly kubernetesVersion?: string;
  /**
   * Namespace of Functions that name none.
   */
  readonly namespace?: string;
  /**
   * The gateway's pods as NAMESPACE:KEY=VALUE,...; push workers then get a NetworkPolicy that lets in no others.
   */
  readonly gatewayPods?: string;
  /**
   * Labels of a Function that its objects and pods get too.
   *
   * @maxItems 100
   */
  readonly propagateLabels?: readonly string[];
  /**
   * Annotations of a Function that its objects and pods get too.
   *
   * @maxItems 100
   */
  readonly propagateAnnotations?: readonly string[];
}
