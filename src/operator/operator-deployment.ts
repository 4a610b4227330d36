/** The Deployment of the operator, as `layerc manifests` prints it. Pure. */

import { SETTINGS, type SettingName } from '../compiler/index.ts';
import type { JsonObject } from '../json/json.ts';
import { INSTALLED_SETTINGS, OPERATOR_SETTINGS, type OperatorConfig } from './config.ts';

export interface DeploymentOptions
  extends Pick<
    OperatorConfig,
    'settings' | 'asksVersion' | 'stockPools' | (typeof INSTALLED_SETTINGS)[number]
  > {
  readonly image: string;
}

/** Whatever belongs to the operator has its name, and its pods are known by the label. */
export const NAME = 'layerc-operator';
export const SELECTOR = { 'app.kubernetes.io/name': NAME };
const HEALTH_PORT = Number(OPERATOR_SETTINGS.healthPort.value);
/** The user `node` of the image, by number: only so can the kubelet see that it is not root. */
const USER = 1000;

/** Where the token is; a Secret that changes is seen there after a while. */
const TOKEN_VOLUME = 'gateway-token';
const TOKEN_FOLDER = '/var/run/secrets/gateway';
const TOKEN_NAME = 'token';

/** One replica writes, the other one stands by with warm caches. */
export function operatorDeployment(metadata: JsonObject, options: DeploymentOptions): JsonObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deployment(options) };
}

function deployment(options: DeploymentOptions): JsonObject {
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
        ...(options.gatewaySync ? { volumes: [tokenVolume(options)] } : {}),
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

function container(options: DeploymentOptions): JsonObject {
  const probe = (path: string, periodSeconds: number) => ({
    failureThreshold: 3,
    httpGet: { path, port: 'health' },
    periodSeconds,
    timeoutSeconds: 5,
  });
  return {
    args: ['operator', ...flags(options), ...(options.stockPools ? ['--stock-pools'] : [])],
    env: env(options),
    image: options.image,
    livenessProbe: probe('/healthz', 20),
    name: 'operator',
    ports: [{ containerPort: HEALTH_PORT, name: 'health' }],
    readinessProbe: probe('/readyz', 5),
    // No limit for the CPU: throttling would cost the Lease.
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    ...(options.gatewaySync
      ? { volumeMounts: [{ mountPath: TOKEN_FOLDER, name: TOKEN_VOLUME, readOnly: true }] }
      : {}),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
  };
}

/**
 * The Secret with the gateway's token, in the operator's own namespace. Without it the operator runs all the same, and the
 * Functions say that the gateway refuses it.
 */
function tokenVolume({ settings }: DeploymentOptions): JsonObject {
  const { gatewaySecretName, gatewaySecretKey } = settings;
  const items = [{ key: gatewaySecretKey, path: TOKEN_NAME }];
  return { name: TOKEN_VOLUME, secret: { items, optional: true, secretName: gatewaySecretName } };
}

/** The environment of hev's chart, spelled out so that it can be found and changed. */
function env(options: DeploymentOptions): JsonObject[] {
  const { settings, asksVersion } = options;
  const chart = (Object.keys(SETTINGS) as SettingName[])
    // The version is that of the server, unless one was given.
    .filter((name) => name !== 'kubernetesVersion' || !asksVersion)
    .map((name) => [SETTINGS[name].env, `${settings[name]}`] as const);
  const installed = INSTALLED_SETTINGS.map(
    (name) => [OPERATOR_SETTINGS[name].env, `${options[name] || ''}`] as const,
  );
  const given = [['HEALTH_PORT', `${HEALTH_PORT}`] as const, ...chart, ...installed]
    // An empty one is as good as none.
    .flatMap(([name, value]) => (name === null || value === '' ? [] : [{ name, value }]));
  const token = options.gatewaySync
    ? [{ name: `${OPERATOR_SETTINGS.gatewayTokenFile.env}`, value: `${TOKEN_FOLDER}/${TOKEN_NAME}` }]
    : [];
  const own = {
    name: 'OPERATOR_NAMESPACE',
    valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } },
  };
  return [...given, ...token, own].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What has no variable is a flag, where it is not what it would be anyway. */
function flags(options: DeploymentOptions): string[] {
  return INSTALLED_SETTINGS.filter(
    (name) => OPERATOR_SETTINGS[name].env === null && `${options[name]}` !== OPERATOR_SETTINGS[name].value,
  ).map((name) => `--${OPERATOR_SETTINGS[name].flag}=${options[name]}`);
}
