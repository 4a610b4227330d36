/** podSpecs that keep to a level of the Pod Security Standards, and some that do not, over every field they look at. */

import type { Json, JsonObject } from '../../src/json/json.ts';

/** One thing that a podSpec sets: the way to a field, with the container or volume that it is in, and the value. */
type Feature = { readonly path: readonly string[]; readonly value: Json };

const PROFILES: readonly Json[] = [
  { type: 'RuntimeDefault' },
  { type: 'Unconfined' },
  { type: 'Localhost', localhostProfile: 'a' },
];

/** What a pod and a container both have in their securityContext. */
const SHARED: { readonly [field: string]: readonly Json[] } = {
  runAsNonRoot: [true, false],
  runAsUser: [0, 1000],
  seccompProfile: [...PROFILES, null],
  appArmorProfile: PROFILES,
  seLinuxOptions: [
    ...['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t', ''].map(
      (type) => ({
        type,
      }),
    ),
    { user: 'system_u' },
    { role: 'system_r' },
    { level: 's0:c1' },
  ],
};

const OF_POD: { readonly [field: string]: readonly Json[] } = {
  ...SHARED,
  sysctls: [
    ...[
      'net.ipv4.tcp_syncookies',
      'net.ipv4.tcp_rmem',
      'kernel.shm_rmid_forced',
      'kernel.msgmax',
      'net.core.somaxconn',
    ],
    'net.ipv4.tcp_keepalive_time',
  ].map((name) => [{ name, value: '1' }]),
};

const OF_CONTAINER: { readonly [field: string]: readonly Json[] } = {
  ...SHARED,
  privileged: [false],
  allowPrivilegeEscalation: [true, false],
  procMount: ['Default', 'Unmasked'],
  capabilities: [
    { drop: ['ALL'] },
    { drop: ['NET_RAW'] },
    { drop: ['NET_RAW', 'ALL'] },
    { drop: [] },
    null,
    ...['NET_BIND_SERVICE', 'CHOWN', 'SYS_CHROOT', 'NET_RAW', 'SYS_PTRACE', 'ALL', 'cap_chown'].map(
      (name) => ({
        add: [name],
        drop: ['ALL'],
      }),
    ),
    { add: ['CHOWN', 'NET_ADMIN'] },
  ],
};

const VOLUMES: { readonly [kind: string]: Json } = {
  awsElasticBlockStore: { volumeID: 'a' },
  azureDisk: { diskName: 'a', diskURI: 'https://a.blob.core.windows.net/a/a' },
  azureFile: { secretName: 'a', shareName: 'a' },
  cephfs: { monitors: ['a'] },
  cinder: { volumeID: 'a' },
  configMap: { name: 'a' },
  csi: { driver: 'a.example.com' },
  downwardAPI: { items: [] },
  emptyDir: {},
  ephemeral: {
    volumeClaimTemplate: {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  },
  fc: { targetWWNs: ['a'], lun: 1 },
  flexVolume: { driver: 'example.com/a' },
  flocker: { datasetName: 'a' },
  gcePersistentDisk: { pdName: 'a' },
  gitRepo: { repository: 'https://git.example.com/a' },
  glusterfs: { endpoints: 'a', path: 'a' },
  hostPath: { path: '/' },
  image: { reference: 'registry.example.com/a:1' },
  iscsi: { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2026-01.com.example:a', lun: 0 },
  nfs: { server: 'a', path: '/' },
  persistentVolumeClaim: { claimName: 'a' },
  photonPersistentDisk: { pdID: 'a' },
  portworxVolume: { volumeID: 'a' },
  projected: { sources: [{ configMap: { name: 'a' } }] },
  quobyte: { registry: 'a:1', volume: 'a' },
  rbd: { monitors: ['a'], image: 'a' },
  scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: 'a' } },
  secret: { secretName: 'a' },
  storageos: { volumeName: 'a', volumeNamespace: 'a' },
  vsphereVolume: { volumePath: 'a' },
};

const ACTIONS: readonly JsonObject[] = [
  ...['', '10.0.0.1', '127.0.0.1'].flatMap((host) => [
    { httpGet: { port: 80, host } },
    { tcpSocket: { port: 80, host } },
  ]),
  { httpGet: { port: 80 } },
];

const CONTAINERS = ['udf', 'side', 'init'];

/** Everything that one field can say. */
const FEATURES: readonly Feature[] = [
  ...['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers'].flatMap((field) =>
    [true, false].map((value) => ({ path: ['pod', field], value })),
  ),
  { path: ['pod', 'securityContext'], value: null },
  ...contexts('pod', OF_POD),
  ...CONTAINERS.flatMap((container) => [
    ...contexts(container, OF_CONTAINER),
    { path: [container, 'securityContext'], value: null },
    { path: [container, 'securityContext'], value: { privileged: true, allowPrivilegeEscalation: true } },
    ...[0, 8080].map((hostPort) => ({
      path: [container, 'ports'],
      value: [{ containerPort: 8080, hostPort }],
    })),
    ...(container === 'init' ? [] : probes(container)),
  ]),
  ...Object.entries(VOLUMES).map(([kind, source]) => ({ path: ['volume', kind], value: source })),
];

/** What Windows has no place for is taken out of what layerc makes. */
const WINDOWS: JsonObject = {
  os: { name: 'windows' },
  securityContext: null,
  containers: [{ name: 'udf', securityContext: null }],
};

/** A podSpec for each feature by itself, then as many of some features at once. */
export function* securityVariants(random: () => number): Generator<JsonObject> {
  for (const feature of FEATURES) yield podSpec([feature], true);
  for (const feature of FEATURES) yield podSpec([feature], false);
  yield WINDOWS;
  for (const context of [{ runAsNonRoot: true }, { windowsOptions: { hostProcess: true } }, { runAsUser: 0 }])
    yield { ...WINDOWS, securityContext: { ...context, seccompProfile: null } };
  yield {
    ...WINDOWS,
    hostNetwork: true,
    securityContext: { windowsOptions: { hostProcess: true }, seccompProfile: null },
  };
  for (;;) {
    const chosen = Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick(FEATURES, random));
    yield podSpec(chosen, random() < 0.7);
  }
}

function contexts(part: string, fields: { readonly [field: string]: readonly Json[] }): Feature[] {
  return Object.entries(fields).flatMap(([field, values]) =>
    values.map((value) => ({ path: [part, 'securityContext', field], value })),
  );
}

function probes(container: string): Feature[] {
  return ACTIONS.flatMap((action) => [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => ({
      path: [container, probe],
      value: action,
    })),
    ...['postStart', 'preStop'].map((hook) => ({ path: [container, 'lifecycle', hook], value: action })),
  ]);
}

/** `hardened`: the containers that are added bring what restricted asks for. */
function podSpec(features: readonly Feature[], hardened: boolean): JsonObject {
  const safe = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true };
  const added = { image: 'registry.example.com/a:1', ...(hardened && { securityContext: safe }) };
  const parts: { [part: string]: JsonObject } = {
    udf: { name: 'udf' },
    side: { name: 'side', ...added },
    init: { name: 'init', ...added },
  };
  let pod: JsonObject = {};
  const volumes: JsonObject[] = [];
  const used = new Set<string>();
  for (const { path, value } of features) {
    const [part = '', ...inside] = path;
    used.add(part);
    if (part === 'pod') pod = set(pod, inside, value);
    else if (part === 'volume') volumes.push({ name: `v${volumes.length}`, [inside[0] as string]: value });
    else parts[part] = set(parts[part] as JsonObject, inside, value);
  }
  const containers = ['udf', 'side']
    .filter((name) => used.has(name))
    .map((name) => parts[name] as JsonObject);
  return {
    ...pod,
    ...(containers.length > 0 && { containers }),
    ...(used.has('init') && { initContainers: [parts.init as JsonObject] }),
    ...(volumes.length > 0 && { volumes }),
  };
}

function set(object: JsonObject, [field = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inside = (object[field] ?? {}) as JsonObject;
  return { ...object, [field]: rest.length === 0 ? value : set(inside, rest, value) };
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}
