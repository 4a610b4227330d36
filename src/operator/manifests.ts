/** What an administrator applies so that the operator may run: `layerc manifests`. Pure. */

import { SETTINGS, type SettingName } from '../compiler/index.ts';
import type { JsonObject } from '../json/json.ts';
import { OPERATOR_SETTINGS, type OperatorConfig } from './config.ts';

/** What the operator may do, and does: the tests hold both directions. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const OWNED_VERBS = ['create', 'delete', 'get', 'list', 'patch', 'watch'];

/** In all namespaces. Neither Secrets nor pods, and no wildcards. */
export const CLUSTER_RULES: readonly Rule[] = [
  {
    apiGroups: ['hevlayer.com'],
    resources: ['functions', 'indexes', 'infrarules'],
    verbs: ['list', 'watch'],
  },
  { apiGroups: ['hevlayer.com'], resources: ['functions/status', 'infrarules/status'], verbs: ['patch'] },
  // Where OwnerReferencesPermissionEnforcement is on, blockOwnerDeletion needs it.
  { apiGroups: ['hevlayer.com'], resources: ['functions/finalizers'], verbs: ['update'] },
  { apiGroups: ['apps'], resources: ['deployments'], verbs: OWNED_VERBS },
  { apiGroups: [''], resources: ['services'], verbs: OWNED_VERBS },
  { apiGroups: ['keda.sh'], resources: ['scaledobjects', 'triggerauthentications'], verbs: OWNED_VERBS },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['get'] },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
];

const LEASE = OPERATOR_SETTINGS.leaseName.value;

/** In the namespace of the operator. A name cannot be asked for in what does not exist yet. */
export const LEASE_RULES: readonly Rule[] = [
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: [LEASE],
    verbs: ['get', 'update'],
  },
];

export interface ManifestOptions
  extends Pick<OperatorConfig, 'settings' | 'watchNamespace' | 'indexNamespace'> {
  /** The namespace of the operator; it has to exist. */
  readonly namespace: string;
  readonly image: string;
}

const NAME = 'layerc-operator';
const SELECTOR = { 'app.kubernetes.io/name': NAME };
const HEALTH_PORT = Number(OPERATOR_SETTINGS.healthPort.value);
/** The user `node` of the image, by number: only so can the kubelet see that it is not root. */
const USER = 1000;

/** All of it in the order in which it can be applied, but for the CustomResourceDefinitions. */
export function operatorManifests(options: ManifestOptions): JsonObject[] {
  const { namespace } = options;
  const named = { labels: SELECTOR, name: NAME };
  const inNamespace = { ...named, namespace };
  const subjects = [{ kind: 'ServiceAccount', name: NAME, namespace }];
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const roleRef = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: NAME });
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: inNamespace,
      automountServiceAccountToken: false,
    },
    { apiVersion, kind: 'ClusterRole', metadata: named, rules: rules(CLUSTER_RULES) },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: named,
      roleRef: roleRef('ClusterRole'),
      subjects,
    },
    { apiVersion, kind: 'Role', metadata: inNamespace, rules: rules(LEASE_RULES) },
    { apiVersion, kind: 'RoleBinding', metadata: inNamespace, roleRef: roleRef('Role'), subjects },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: inNamespace, spec: deployment(options) },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: inNamespace,
      spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR } },
    },
  ];
}

function rules(table: readonly Rule[]): JsonObject[] {
  return table.map((rule) => ({ ...rule }));
}

/** One replica writes, the other one stands by with warm caches. */
function deployment(options: ManifestOptions): JsonObject {
  return {
    replicas: 2,
    selector: { matchLabels: SELECTOR },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: {
        annotations: {
          'prometheus.io/path': '/metrics',
          'prometheus.io/port': `${HEALTH_PORT}`,
          'prometheus.io/scrape': 'true',
        },
        labels: SELECTOR,
      },
      spec: {
        automountServiceAccountToken: true,
        containers: [container(options)],
        enableServiceLinks: false,
        securityContext: {
          runAsGroup: USER,
          runAsNonRoot: true,
          runAsUser: USER,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        serviceAccountName: NAME,
        topologySpreadConstraints: [
          {
            labelSelector: { matchLabels: SELECTOR },
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
          },
        ],
      },
    },
  };
}

function container(options: ManifestOptions): JsonObject {
  const probe = (path: string, periodSeconds: number) => ({
    failureThreshold: 3,
    httpGet: { path, port: 'health' },
    periodSeconds,
    timeoutSeconds: 5,
  });
  return {
    args: ['operator'],
    env: env(options),
    image: options.image,
    livenessProbe: probe('/healthz', 20),
    name: 'operator',
    ports: [{ containerPort: HEALTH_PORT, name: 'health' }],
    readinessProbe: probe('/readyz', 5),
    // No limit for the CPU: throttling would cost the Lease.
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
  };
}

/** The environment of hev's chart, spelled out so that it can be found and changed. */
function env({ settings, watchNamespace, indexNamespace }: ManifestOptions): JsonObject[] {
  const chart = (Object.keys(SETTINGS) as SettingName[]).flatMap((name) => {
    const variable = SETTINGS[name].env;
    return variable === null ? [] : [{ name: variable, value: `${settings[name]}` }];
  });
  const given = [
    { name: 'HEALTH_PORT', value: `${HEALTH_PORT}` },
    { name: 'INDEX_NAMESPACE', value: indexNamespace },
    { name: 'WATCH_NAMESPACE', value: watchNamespace },
  ].filter(({ value }) => value !== null) as { name: string; value: string }[];
  return [
    ...chart,
    ...given,
    { name: 'OPERATOR_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}
