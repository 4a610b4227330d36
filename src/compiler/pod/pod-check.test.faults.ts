import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';
import { segments } from '../../json/pointer.ts';
import { SAMPLE } from './pod-check.test.sample.ts';

/** The sample with one place changed: undefined removes it. At the root, some fields are others. */
export function changed(pointer: string, value: Json | undefined): JsonObject {
  if (pointer === '') return { ...SAMPLE, ...(value as JsonObject) };
  const pod = structuredClone(SAMPLE) as { [key: string]: never };
  const keys = segments(pointer);
  const last = keys.pop() as string;
  const parent = keys.reduce<{ [key: string]: never }>((object, key) => object[key] as never, pod);
  if (value === undefined) delete parent[last];
  else parent[last] = value as never;
  return pod;
}

export const UDF = '/containers/0';
const DOWNWARD = '/volumes/5/projected/sources/2/downwardAPI/items/0';
const AFFINITY_TERM =
  '/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/podAffinityTerm';
const NODE_TERM = '/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0';
const HUNDRED = 'x'.repeat(100);

/** Changes that make the sample faulty, and where, if not at the change itself. Some constraint is broken by each. */
export const FAULTS: readonly (readonly [pointer: string, value: Json | undefined, at?: string])[] = [
  // Types.
  [`${UDF}/imagee`, 'x'],
  [`${UDF}/readinessProbe/httpGet/htpHeaders`, []],
  ['/hostNetwork', 'true'],
  ['/terminationGracePeriodSeconds', '60'],
  ['/terminationGracePeriodSeconds', 1.5],
  ['/terminationGracePeriodSeconds', new ExactNumber('9223372036854775808')],
  ['/terminationGracePeriodSeconds', new ExactNumber('60.0')],
  ['/terminationGracePeriodSeconds', null],
  ['/priority', 2147483648],
  ['/containers', {}],
  ['/containers', []],
  ['/containers', undefined],
  [UDF, 'udf'],
  [`${UDF}/args`, 'x'],
  [`${UDF}/args/0`, 8080],
  [`${UDF}/env/0/value`, 8080],
  ['/nodeSelector', []],
  ['/nodeSelector/empty', true],
  [`${UDF}/resources/limits/memory`, '1gb'],
  [`${UDF}/resources/limits/memory`, true],
  ['/volumes/0/emptyDir', 'x'],
  ['/volumes/6/ephemeral/volumeClaimTemplate/metadata/creationTimestamp', 'yesterday'],
  [`${UDF}/name`, undefined],
  [`${UDF}/image`, undefined],
  [`${UDF}/image`, ''],
  // Names.
  [`${UDF}/name`, 'Udf'],
  ['/containers/1/name', 'fetch', '/initContainers/0/name'],
  ['/containers/1/name', 'udf', '/containers/1'],
  ['/volumes/9/name', 'all', '/volumes/9'],
  [`${UDF}/ports/0/name`, 'a--b'],
  [`${UDF}/ports/1/name`, 'http'],
  [`${UDF}/env/0/name`, 'A=B'],
  ['/serviceAccountName', 'a_b'],
  // Ports.
  [`${UDF}/ports/0/containerPort`, 0],
  [`${UDF}/ports/0/containerPort`, 70000],
  [`${UDF}/ports/1/protocol`, 'TCP', `${UDF}/ports/1`],
  [`${UDF}/ports/1/protocol`, 'tcp'],
  [`${UDF}/ports/0/hostPort`, 65536],
  [
    '/containers/1/ports/0',
    { containerPort: 80, hostPort: 9000, hostIP: '10.0.0.1' },
    '/containers/1/ports/0/hostPort',
  ],
  // Environment.
  [`${UDF}/env/2/value`, 'x', `${UDF}/env/2/valueFrom`],
  [`${UDF}/env/2/valueFrom`, {}],
  [`${UDF}/env/2/valueFrom/secretKeyRef`, { name: 'a', key: 'b' }],
  [`${UDF}/env/2/valueFrom/fieldRef/fieldPath`, 'status.phase'],
  [`${UDF}/env/4/valueFrom/resourceFieldRef/resource`, 'limits.gpu'],
  [`${UDF}/env/6/valueFrom/secretKeyRef/key`, 'a/b'],
  [`${UDF}/env/6/valueFrom/secretKeyRef/name`, undefined],
  [`${UDF}/env/1/name`, 'PLAIN', `${UDF}/env/1`],
  [`${UDF}/envFrom/0/secretRef`, { name: 'a' }],
  // Probes and hooks.
  [`${UDF}/readinessProbe/exec`, { command: ['x'] }, `${UDF}/readinessProbe/httpGet`],
  [`${UDF}/readinessProbe/httpGet`, undefined, `${UDF}/readinessProbe`],
  [`${UDF}/readinessProbe/periodSeconds`, -1],
  [`${UDF}/readinessProbe/terminationGracePeriodSeconds`, 5],
  [`${UDF}/readinessProbe/httpGet/port`, 0],
  [`${UDF}/readinessProbe/httpGet/port`, '8080'],
  [`${UDF}/readinessProbe/httpGet/httpHeaders/0/name`, 'X A'],
  [`${UDF}/livenessProbe/successThreshold`, 2],
  [`${UDF}/livenessProbe/grpc/port`, 65536],
  [`${UDF}/lifecycle/preStop/exec`, { command: ['x'] }, `${UDF}/lifecycle/preStop/sleep`],
  [`${UDF}/lifecycle/preStop/sleep/seconds`, 61],
  [`${UDF}/lifecycle/postStart/exec/command`, []],
  ['/initContainers/0/readinessProbe', { exec: { command: ['x'] } }],
  // Volumes and mounts.
  ['/volumes/0/secret', { secretName: 's' }],
  ['/volumes/0/emptyDir/medium', 'memory'],
  ['/volumes/0/emptyDir/sizeLimit', '-1'],
  ['/volumes/1/configMap/defaultMode', 512],
  ['/volumes/1/configMap/items/0/path', '../x'],
  ['/volumes/4/hostPath/type', 'directory'],
  ['/volumes/5/projected/sources/0/configMap', { name: 'x' }, '/volumes/5/projected/sources/0/secret'],
  [
    '/volumes/6/ephemeral/volumeClaimTemplate/spec/resources',
    {},
    '/volumes/6/ephemeral/volumeClaimTemplate/spec/resources/requests/storage',
  ],
  [`${UDF}/volumeMounts/0/name`, 'scrach'],
  [`${UDF}/volumeMounts/0/mountPath`, '/all', `${UDF}/volumeMounts/2`],
  [`${UDF}/volumeMounts/1/subPath`, '/a'],
  [`${UDF}/volumeMounts/2/subPath`, 'a', `${UDF}/volumeMounts/2/subPathExpr`],
  [`${UDF}/volumeMounts/0/mountPropagation`, 'Bidirectional'],
  [`${UDF}/volumeMounts/0/recursiveReadOnly`, 'Enabled'],
  // Resources.
  [`${UDF}/resources/requests/memory`, '1025Mi'],
  [`${UDF}/resources/requests/cpu`, '-1'],
  [`${UDF}/resources/requests/cpus`, '1'],
  [`${UDF}/resources/requests/nvidia.com~1gpu`, '2'],
  [`${UDF}/resources/limits/nvidia.com~1gpu`, 1.5, `${UDF}/resources/limits/nvidia.com~1gpu`],
  [`${UDF}/resources/requests/amd.com~1gpu`, '1'],
  [`${UDF}/resources/claims/0/name`, 'gpus'],
  ['/resources', { limits: { 'nvidia.com/gpu': 1 } }, '/resources/limits/nvidia.com~1gpu'],
  ['/resourceClaims/0/resourceClaimName', 'x', '/resourceClaims/0/resourceClaimTemplateName'],
  // Scheduling.
  ['/restartPolicy', 'Never'],
  ['/dnsPolicy', 'none'],
  ['/dnsConfig', undefined, '/dnsConfig/nameservers'],
  ['/dnsConfig/nameservers/0', '10.0.0'],
  ['/nodeSelector/a b', 'x'],
  ['/nodeSelector/empty', HUNDRED],
  ['/hostAliases/0/ip', 'localhost'],
  ['/tolerations/0/operator', 'exists'],
  ['/tolerations/0/value', 'x'],
  ['/tolerations/0/effect', 'NoScheduling'],
  ['/tolerations/0/tolerationSeconds', 5],
  ['/tolerations/1/value', 'a b'],
  ['/tolerations/2/operator', 'Equal', '/tolerations/2/key'],
  ['/topologySpreadConstraints/0/maxSkew', 0],
  ['/topologySpreadConstraints/0/whenUnsatisfiable', 'ScheduleAnyway', '/topologySpreadConstraints/1'],
  ['/topologySpreadConstraints/1/minDomains', 2],
  ['/topologySpreadConstraints/1/matchLabelKeys', ['a']],
  ['/topologySpreadConstraints/0/matchLabelKeys/0', 'app'],
  ['/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms', []],
  ['/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight', 0],
  [
    '/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/preference/matchExpressions/0/values',
    [],
  ],
  // Security.
  ['/terminationGracePeriodSeconds', -1],
  ['/securityContext/runAsUser', -1],
  ['/securityContext/seccompProfile/type', 'Default'],
  ['/securityContext/seccompProfile/localhostProfile', 'x'],
  [`${UDF}/securityContext/seccompProfile/localhostProfile`, undefined],
  [`${UDF}/securityContext/privileged`, true],
  [`${UDF}/securityContext/capabilities/add/0`, 'CAP_SYS_ADMIN', `${UDF}/securityContext/capabilities/add`],
  [`${UDF}/securityContext/runAsUser`, 0],
  [`${UDF}/imagePullPolicy`, 'always'],
  ['/os/name', 'windows'],
  ['/activeDeadlineSeconds', 5],
  ['/ephemeralContainers', [{ name: 'debug', image: 'x' }]],
  // One for each constraint that none of these breaks.
  [
    '',
    {
      hostNetwork: true,
      containers: [{ name: 'udf', image: 'x', ports: [{ containerPort: 1, hostPort: 2 }] }],
    },
    `${UDF}/ports/0/hostPort`,
  ],
  [`${UDF}/volumeDevices/0/name`, 'scratch'],
  [`${UDF}/volumeDevices/0/devicePath`, '/tmp'],
  [`${UDF}/restartPolicyRules`, [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }]],
  [
    `${UDF}/resizePolicy/1`,
    { resourceName: 'cpu', restartPolicy: 'NotRequired' },
    `${UDF}/resizePolicy/1/resourceName`,
  ],
  ['/os', undefined, `${UDF}/lifecycle/stopSignal`],
  [`${DOWNWARD}/resourceFieldRef`, { resource: 'limits.cpu' }],
  [`${DOWNWARD}/fieldRef/fieldPath`, 'spec.nodeName'],
  ['/volumes/8/csi/nodePublishSecretRef', {}, '/volumes/8/csi/nodePublishSecretRef/name'],
  ['/volumes/6/ephemeral/volumeClaimTemplate/metadata/labels/a b', 'x'],
  [
    `${UDF}/env/0/valueFrom`,
    { fileKeyRef: { volumeName: 'nowhere', key: 'K', path: 'p' } },
    `${UDF}/env/0/valueFrom/fileKeyRef/volumeName`,
  ],
  ['/containers/1/resources', { limits: { 'hugepages-2Mi': '2Mi' } }],
  [
    '/containers/1/resources',
    { limits: { cpu: 1, 'hugepages-2Mi': '3Mi' } },
    '/containers/1/resources/limits/hugepages-2Mi',
  ],
  ['/resources', { requests: { cpu: '100m' } }, '/resources/requests/cpu'],
  ['/priorityClassName', undefined, '/preemptionPolicy'],
  ['/nodeName', 'node-1'],
  ['/topologySpreadConstraints/0/labelSelector/matchLabels/app', HUNDRED],
  [
    `${AFFINITY_TERM}/labelSelector/matchExpressions/0`,
    { key: 'a', operator: 'In', values: ['a b'] },
    `${AFFINITY_TERM}/labelSelector/matchExpressions/0/values/0`,
  ],
  [
    `${AFFINITY_TERM}`,
    { topologyKey: 'a', labelSelector: {}, matchLabelKeys: ['b'], mismatchLabelKeys: ['b'] },
    `${AFFINITY_TERM}/matchLabelKeys/0`,
  ],
  [`${NODE_TERM}/matchExpressions/0/values/0`, 'a b'],
  [`${NODE_TERM}/matchFields/0/key`, 'metadata.uid', `${NODE_TERM}/matchFields/0`],
  [`${UDF}/securityContext/procMount`, 'Unmasked'],
  [`${UDF}/securityContext/seccompProfile/localhostProfile`, '/x'],
  [
    '/securityContext/appArmorProfile',
    { type: 'Localhost', localhostProfile: ' x' },
    '/securityContext/appArmorProfile/localhostProfile',
  ],
  ['', { hostPID: true, shareProcessNamespace: true }, '/shareProcessNamespace'],
  ['', { hostUsers: false, hostIPC: true }, '/hostIPC'],
  ['', { hostnameOverride: 'a', setHostnameAsFQDN: true }, '/hostnameOverride'],
  [
    '/securityContext/sysctls/1',
    { name: 'net.ipv4.tcp_syncookies', value: '0' },
    '/securityContext/sysctls/1/name',
  ],
];
