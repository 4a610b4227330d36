import type { KubeObject, Resource } from '../kube/cluster.ts';

/** The kinds that the operator deals with; the ClusterRole of `layerc manifests` is made of the same table. */
export const FUNCTIONS: Resource = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'Function',
  plural: 'functions',
  namespaced: true,
};
export const INFRA_RULES: Resource = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  plural: 'infrarules',
  namespaced: false,
};
export const INDEXES: Resource = {
  apiVersion: 'hevlayer.com/v1',
  kind: 'Index',
  plural: 'indexes',
  namespaced: true,
};
export const DEPLOYMENTS: Resource = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
};
export const SERVICES: Resource = { apiVersion: 'v1', kind: 'Service', plural: 'services', namespaced: true };
export const NETWORK_POLICIES: Resource = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  namespaced: true,
};
export const POD_DISRUPTION_BUDGETS: Resource = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  namespaced: true,
};
export const TRIGGER_AUTHENTICATIONS: Resource = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'TriggerAuthentication',
  plural: 'triggerauthentications',
  namespaced: true,
};
export const SCALED_OBJECTS: Resource = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  plural: 'scaledobjects',
  namespaced: true,
};
/** KEDA's, looked at before replicas change hands. */
export const AUTOSCALERS: Resource = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  namespaced: true,
};

/** What a Function owns, in the order in which it is applied: KEDA wants the Deployment to be there first. */
export const CHILDREN: readonly Resource[] = [
  DEPLOYMENTS,
  SERVICES,
  NETWORK_POLICIES,
  POD_DISRUPTION_BUDGETS,
  TRIGGER_AUTHENTICATIONS,
  SCALED_OBJECTS,
];

/** The resource of a child, by its kind. */
export function childResource({ kind }: Pick<KubeObject, 'kind'>): Resource {
  const found = CHILDREN.find((resource) => resource.kind === kind);
  if (found === undefined) throw new Error(`${kind} is no kind that a Function owns`);
  return found;
}

/** Whether KEDA brings the kind. */
export function isKedas({ apiVersion }: Pick<Resource, 'apiVersion'>): boolean {
  return apiVersion.startsWith('keda.sh/');
}
