/** What layerc warns of and what an API server warns of, as places of one pod. */

import type { Manifest } from '../../src/compiler/emit/emit.ts';
import { podWarnings } from '../../src/compiler/pod/warnings/server-warnings.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { segments } from '../../src/json/pointer.ts';
import { podOf } from './pod-verdict.ts';

/** What layerc says beyond the server. */
const BEYOND = / does not match the labels of the pod itself| but no port of the container has this name/;
/** Warnings of one side that the other has no word for. Empty: they agree. */
export function unansweredWarnings(deployment: Manifest, server: readonly string[]): string[] {
  const pod = podOf(deployment);
  const spec = pod.spec as JsonObject;
  const metadata = pod.metadata as { labels: Record<string, string>; annotations?: Record<string, string> };
  const ours = podWarnings(spec, metadata).map(({ pointer, message }) => ({
    place: placeOf(spec, pointer),
    message,
  }));
  // What belongs to a feature that is off, the server drops unseen.
  const dropped = /"(clusterTrustBundle|podCertificate)"/.test(JSON.stringify(spec.volumes ?? []));
  const theirs = server
    .filter((text) => !(dropped && text.endsWith('has no sources provided')))
    .map((text) => ({ place: placeIn(text), message: text }));
  return [
    ...theirs
      .filter(({ place }) => !ours.some((one) => isWithin(one.place, place)))
      .map(({ message }) => `only the server: ${message}`),
    ...ours
      .filter(
        ({ place, message }) => !BEYOND.test(message) && !theirs.some((one) => isWithin(place, one.place)),
      )
      .map(({ place, message }) => `only layerc: ${place}: ${message}`),
  ];
}

/** The server's warnings use a name that its API does not have. */
const OTHER_NAMES: { readonly [field: string]: string } = { storageos: 'storageOS' };

/** `volume "x"` or the path of the field, as the server writes it. */
function placeIn(text: string): string {
  const volume = /^volume ("[^"]*")/.exec(text)?.[1];
  if (volume !== undefined) return `volume ${volume}`;
  return text.split(/: /, 1)[0]?.replace(/^spec\.template\./, '') ?? '';
}

/** A pointer into the pod spec in the words of the server: maps have keys in brackets, as lists have numbers. */
function placeOf(spec: JsonObject, pointer: string): string {
  if (pointer.startsWith('/metadata/annotations/'))
    return `metadata.annotations[${segments(pointer).at(-1)}]`;
  const steps = segments(pointer);
  const [first, index] = steps;
  const volume = first === 'volumes' && isArray(spec.volumes) ? spec.volumes[Number(index)] : undefined;
  if (
    isObject(volume) &&
    /\/(sources\/\d+|path|certificateChainPath|keyPath|credentialBundlePath)$/.test(pointer)
  )
    return `volume ${JSON.stringify(volume.name)}`;
  let path = 'spec';
  let value: Json | undefined = spec;
  let parent = '';
  for (const step of steps) {
    const isKey = isArray(value) || ['limits', 'requests', 'nodeSelector', 'overhead'].includes(parent);
    path += isKey ? `[${step}]` : `.${OTHER_NAMES[step] ?? step}`;
    value = isArray(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
    parent = step;
  }
  return path;
}

/** Whether a place is that one or below it. */
function isWithin(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}.`) || place.startsWith(`${other}[`);
}

const worker = (fields: JsonObject): JsonObject => ({ containers: [{ name: 'udf', ...fields }] });
const side = (fields: JsonObject, more: JsonObject = {}): JsonObject => ({
  containers: [{ name: 'side', image: 'registry.example.com/side:1', ...fields }],
  ...more,
});
const amounts = ['512m', '1.1Gi', '0.5', '100n', '1500m', '1', '1Gi', '1.5Gi', '1e-3', '2000m'];
const claim = (resources: JsonObject): JsonObject => ({
  name: 'v',
  ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources } } },
});
const volume = (source: JsonObject): JsonObject => ({ volumes: [{ name: 'v', ...source }] });
const items = (...paths: string[]): JsonObject[] => paths.map((path, index) => ({ key: `k${index}`, path }));
const spread = (more: JsonObject): JsonObject => ({
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', ...more },
  ],
});
const node = (key: string, values: string[]): JsonObject => ({
  matchExpressions: [
    { key: 'kubernetes.io/os', operator: 'Exists' },
    { key, operator: 'In', values },
  ],
});
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const port = (containerPort: number, more: JsonObject = {}): JsonObject => ({ containerPort, ...more });

/** podSpecs that a server takes, most of them with a warning: each kind of it, in each of its places. */
export const WARNED: readonly JsonObject[] = [
  ...amounts.flatMap((amount) =>
    ['memory', 'ephemeral-storage', 'cpu'].flatMap((name) => [
      worker({ resources: { limits: { [name]: amount } } }),
      side({ resources: { requests: { [name]: amount }, limits: { [name]: amount } } }),
      {
        initContainers: [
          { name: 'init', image: 'registry.example.com/init:1', resources: { requests: { [name]: amount } } },
        ],
      },
    ]),
  ),
  ...amounts.map((storage) => ({ volumes: [claim({ requests: { storage } })] })),
  ...amounts.map((storage) => ({ volumes: [claim({ requests: { storage: '1' }, limits: { storage } })] })),
  ...[
    'beta.kubernetes.io/arch',
    'beta.kubernetes.io/os',
    'failure-domain.beta.kubernetes.io/region',
    'failure-domain.beta.kubernetes.io/zone',
    'beta.kubernetes.io/instance-type',
    'app.kubernetes.io/created-by',
    'scheduler.alpha.kubernetes.io/preferAvoidPods',
    'node-role.kubernetes.io/master',
    'topology.kubernetes.io/zone',
  ].flatMap((key) => [
    { nodeSelector: { [key]: 'x' } },
    spread({ topologyKey: key, labelSelector: {} }),
    { affinity: { nodeAffinity: { [required]: { nodeSelectorTerms: [node(key, ['x'])] } } } },
    { affinity: { nodeAffinity: { [preferred]: [{ weight: 1, preference: node(key, ['x']) }] } } },
    { affinity: { podAffinity: { [required]: [{ topologyKey: key, labelSelector: {} }] } } },
  ]),
  ...['-x', 'x'.repeat(64), 'a b', '', 'ok'].map((value) => ({
    affinity: { nodeAffinity: { [preferred]: [{ weight: 1, preference: node('zone', [value]) }] } },
  })),
  spread({}),
  spread({ labelSelector: {} }),
  spread({ labelSelector: { matchLabels: { a: 'b' } } }),
  ...['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
    [undefined, {}, { matchLabels: { a: 'b' } }].flatMap((labelSelector) => {
      const term = { topologyKey: 'kubernetes.io/hostname', ...(labelSelector && { labelSelector }) };
      return [
        { affinity: { [kind]: { [required]: [term] } } },
        { affinity: { [kind]: { [preferred]: [{ weight: 1, podAffinityTerm: term }] } } },
      ];
    }),
  ),
  volume({ photonPersistentDisk: { pdID: 'x' } }),
  volume({ gitRepo: { repository: 'https://git.example.com/x' } }),
  volume({ scaleIO: { gateway: 'g', system: 's', volumeName: 'v', secretRef: { name: 's' } } }),
  volume({ flocker: { datasetName: 'x' } }),
  volume({ storageos: { volumeName: 'x' } }),
  volume({ quobyte: { registry: 'r:1', volume: 'v' } }),
  volume({ glusterfs: { endpoints: 'e', path: 'p' } }),
  volume({ cephfs: { monitors: ['m'] } }),
  volume({ rbd: { monitors: ['m'], image: 'i' } }),
  volume({ nfs: { server: 's', path: '/p' } }),
  ...['configMap', 'secret'].flatMap((source) =>
    [items('a', 'a'), items('a', 'a/b'), items('a/b', 'a'), items('a/b', 'a/c'), items('ab', 'a')].map(
      (list) => volume({ [source]: { [source === 'secret' ? 'secretName' : 'name']: 'n', items: list } }),
    ),
  ),
  volume({
    downwardAPI: {
      items: ['x', 'x/y', 'x'].map((path) => ({ path, fieldRef: { fieldPath: 'metadata.name' } })),
    },
  }),
  volume({
    projected: {
      sources: [
        { configMap: { name: 'c', items: items('a') } },
        { secret: { name: 's', items: items('a/b') } },
        { serviceAccountToken: { path: 'token' } },
        { serviceAccountToken: { path: 'token' } },
      ],
    },
  }),
  volume({ projected: { sources: [{ configMap: { name: 'c' } }, { secret: { name: 'c' } }] } }),
  volume({ projected: { sources: [{}] } }),
  { imagePullSecrets: [{}] },
  { imagePullSecrets: [{ name: '' }] },
  { imagePullSecrets: [{ name: 'a' }, { name: 'b' }] },
  { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] },
  { hostAliases: [{ ip: '::ffff:1.2.3.4', hostnames: ['a'] }] },
  { hostAliases: [{ ip: '2001:DB8::1', hostnames: ['a'] }] },
  { hostAliases: [{ ip: '2001:db8:0:0::1', hostnames: ['a'] }] },
  { dnsConfig: { nameservers: ['::ffff:1.2.3.4', '2001:DB8::1', '8.8.8.8'] }, dnsPolicy: 'None' },
  side({ ports: [port(8080), port(8080, { protocol: 'UDP' })] }),
  side({ ports: [port(8080, { hostIP: '10.0.0.1' })] }),
  side(
    { ports: [port(8080, { name: 'a' })] },
    { initContainers: [init({ ports: [port(8080, { name: 'b' })] })] },
  ),
  side(
    { ports: [port(8080, { name: 'a' })] },
    { initContainers: [init({ ports: [port(8081, { name: 'a' })] })] },
  ),
  side(
    { ports: [port(8080, { hostPort: 80 })] },
    { initContainers: [init({ ports: [port(8080, { hostPort: 81 })] })] },
  ),
  side(
    { ports: [port(8080, { hostPort: 80, hostIP: '10.0.0.1' })] },
    { initContainers: [init({ ports: [port(8080, { hostPort: 80 })] })] },
  ),
  side(
    { ports: [port(8080, { hostPort: 80, hostIP: '10.0.0.1' })] },
    { initContainers: [init({ ports: [port(8080, { hostPort: 80, hostIP: '10.0.0.2' })] })] },
  ),
  side({ livenessProbe: { httpGet: { port: 'nowhere' } } }),
  ...[
    'scheduler.alpha.kubernetes.io/critical-pod',
    'security.alpha.kubernetes.io/sysctls',
    'security.alpha.kubernetes.io/unsafe-sysctls',
    'seccomp.security.alpha.kubernetes.io/pod',
    'container.seccomp.security.alpha.kubernetes.io/udf',
    'container.seccomp.security.alpha.kubernetes.io/side',
    'container.apparmor.security.beta.kubernetes.io/udf',
    'container.apparmor.security.beta.kubernetes.io/side',
    'example.com/note',
  ].flatMap((key) => [
    { metadata: { annotations: { [key]: 'runtime/default' } } },
    side({}, { metadata: { annotations: { [key]: 'runtime/default' } } }),
    side(
      {
        securityContext: {
          seccompProfile: { type: 'Unconfined' },
          appArmorProfile: { type: 'RuntimeDefault' },
        },
      },
      { metadata: { annotations: { [key]: 'runtime/default' } } },
    ),
  ]),
];

function init(fields: JsonObject): JsonObject {
  return { name: 'init', image: 'registry.example.com/init:1', restartPolicy: 'Always', ...fields };
}
