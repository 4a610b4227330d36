/** What an administrator applies so that the operator may run: `layerc manifests`. Pure. */

import { GROUP } from '../compiler/index.ts';
import type { JsonObject } from '../json/json.ts';
import { OPERATOR_SETTINGS } from './config.ts';
import { KEDA_LEASE, KEDA_METRICS } from './keda-watch.ts';
import { type DeploymentOptions, NAME, operatorDeployment, SELECTOR } from './operator-deployment.ts';

/** A rule of Kubernetes' RBAC. Tests hold that the operator has every right that it uses, and uses all that it has. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const OWNED_VERBS = ['create', 'delete', 'get', 'list', 'patch', 'watch'];
const INDEX_RULES: readonly PolicyRule[] = [
  { apiGroups: [GROUP], resources: ['indexes'], verbs: ['list', 'watch'] },
];

/** To keep a deleted Function until it is cleaned away at the gateway: asked for with --gateway-cleanup alone. */
const CLEANUP_RULE: PolicyRule = { apiGroups: [GROUP], resources: ['functions'], verbs: ['patch'] };

/** In the namespaces that it looks after. No Secrets, and no wildcards. */
export const NAMESPACED_RULES: readonly PolicyRule[] = [
  { apiGroups: [GROUP], resources: ['functions'], verbs: ['list', 'watch'] },
  { apiGroups: [GROUP], resources: ['functions/status'], verbs: ['patch'] },
  // Where OwnerReferencesPermissionEnforcement is on, blockOwnerDeletion needs it.
  { apiGroups: [GROUP], resources: ['functions/finalizers'], verbs: ['update'] },
  { apiGroups: ['apps'], resources: ['deployments'], verbs: OWNED_VERBS },
  { apiGroups: [''], resources: ['services'], verbs: OWNED_VERBS },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: OWNED_VERBS },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: OWNED_VERBS },
  { apiGroups: ['keda.sh'], resources: ['scaledobjects', 'triggerauthentications'], verbs: OWNED_VERBS },
  // When workers do not run, their pods say why.
  { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['get'] },
  // When KEDA cannot scale, its events say why.
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'list', 'patch'] },
];

/** InfraRules belong to the cluster. */
const POLICY_READING: PolicyRule = {
  apiGroups: [GROUP],
  resources: ['infrarules'],
  verbs: ['list', 'watch'],
};
const POLICY_STATUS: PolicyRule = {
  apiGroups: [GROUP],
  resources: ['infrarules/status'],
  verbs: ['patch'],
};

/** Whether KEDA runs: of a Lease and an APIService of these names no more is asked. */
const KEDA_READING: readonly PolicyRule[] = [
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: [KEDA_LEASE], verbs: ['get'] },
  {
    apiGroups: ['apiregistration.k8s.io'],
    resources: ['apiservices'],
    resourceNames: [KEDA_METRICS],
    verbs: ['get'],
  },
];

/** In the whole cluster, when it looks after all namespaces. */
export const CLUSTER_RULES: readonly PolicyRule[] = [
  POLICY_READING,
  POLICY_STATUS,
  ...INDEX_RULES,
  ...KEDA_READING,
  ...NAMESPACED_RULES,
];

/** What people may do who may view, edit or administer a namespace: Kubernetes adds these to its own roles. */
export const PEOPLE_RULES = {
  view: [
    {
      apiGroups: [GROUP],
      resources: ['functions', 'indexes', 'infrarules'],
      verbs: ['get', 'list', 'watch'],
    },
    { apiGroups: [GROUP], resources: ['functions/status'], verbs: ['get'] },
  ],
  edit: [
    {
      apiGroups: [GROUP],
      resources: ['functions'],
      verbs: ['create', 'delete', 'deletecollection', 'patch', 'update'],
    },
  ],
} as const satisfies { readonly [role: string]: readonly PolicyRule[] };

const LEASE = OPERATOR_SETTINGS.leaseName.value;

/** In the namespace of the operator. A name cannot be asked for in what does not exist yet. */
export const LEASE_RULES: readonly PolicyRule[] = [
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: [LEASE],
    verbs: ['get', 'update'],
  },
];

export interface ManifestOptions extends DeploymentOptions {
  /** The namespace of the operator; it has to exist. */
  readonly namespace: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/** All of it in the order in which it can be applied, but for the CustomResourceDefinitions. */
export function operatorManifests(options: ManifestOptions): JsonObject[] {
  const { namespace, watchNamespace, indexNamespace, gatewayCleanup } = options;
  const more = gatewayCleanup ? [CLEANUP_RULE] : [];
  const inNamespace = { labels: SELECTOR, name: NAME, namespace };
  const roles =
    watchNamespace === null
      ? granted(namespace, NAME, null, [...CLUSTER_RULES, ...more])
      : namespacedRoles(namespace, watchNamespace, indexNamespace ?? watchNamespace, more);
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: inNamespace,
      automountServiceAccountToken: false,
    },
    ...roles,
    ...granted(namespace, NAME, namespace, LEASE_RULES),
    ...peoplesRoles(),
    networkPolicy(inNamespace),
    operatorDeployment(inNamespace, options),
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: inNamespace,
      spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR } },
    },
  ];
}

/** Rights in one namespace alone; in the cluster only to read the InfraRules, which it then does not report on. */
function namespacedRoles(
  namespace: string,
  watched: string,
  indexed: string,
  more: readonly PolicyRule[],
): JsonObject[] {
  const isSame = watched === indexed;
  return [
    ...granted(namespace, NAME, null, [POLICY_READING, ...KEDA_READING]),
    ...granted(namespace, `${NAME}-functions`, watched, [
      ...NAMESPACED_RULES,
      ...more,
      ...(isSame ? INDEX_RULES : []),
    ]),
    ...(isSame ? [] : granted(namespace, `${NAME}-indexes`, indexed, INDEX_RULES)),
  ];
}

/** Of these nobody is given anything that they could not do with a Deployment. InfraRules are the platform team's to write. */
function peoplesRoles(): JsonObject[] {
  const adds = { view: ['view', 'edit', 'admin'], edit: ['edit', 'admin'] } as const;
  return (Object.keys(PEOPLE_RULES) as (keyof typeof PEOPLE_RULES)[]).map((role) => ({
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: {
      labels: {
        ...SELECTOR,
        ...Object.fromEntries(adds[role].map((to) => [`${RBAC}/aggregate-to-${to}`, 'true'])),
      },
      name: `layerc-functions-${role}`,
    },
    rules: PEOPLE_RULES[role].map((rule) => ({ ...rule })),
  }));
}

/** A role and its binding to the operator's account; without a namespace they are the cluster's. */
function granted(
  namespace: string,
  name: string,
  within: string | null,
  rules: readonly PolicyRule[],
): JsonObject[] {
  const apiVersion = `${RBAC}/v1`;
  const prefix = within === null ? 'Cluster' : '';
  const metadata = { labels: SELECTOR, name, ...(within !== null && { namespace: within }) };
  return [
    { apiVersion, kind: `${prefix}Role`, metadata, rules: rules.map((rule) => ({ ...rule })) },
    {
      apiVersion,
      kind: `${prefix}RoleBinding`,
      metadata,
      roleRef: { apiGroup: RBAC, kind: `${prefix}Role`, name },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace }],
    },
  ];
}

/**
 * Nothing but the health port is reachable: by the kubelet, which stands outside of such policies, and by whoever
 * scrapes. It may go out wherever it wants: nobody knows the address of the API server.
 */
function networkPolicy(metadata: JsonObject): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      ingress: [{ ports: [{ port: 'health', protocol: 'TCP' }] }],
      podSelector: { matchLabels: SELECTOR },
      policyTypes: ['Ingress'],
    },
  };
}
