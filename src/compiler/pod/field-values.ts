/**
 * What the API server accepts in single fields beyond their types; Kubernetes' OpenAPI document does not say it. From
 * pkg/apis/core/validation/validation.go of v1.36. What is a list of words is in field-words.ts.
 */
import { ipAddress, searchDomain } from '../kubernetes/address-grammars.ts';
import type { Grammar } from '../kubernetes/grammar.ts';
import { imageReference } from '../kubernetes/image-reference.ts';
import {
  configKey,
  dnsLabel,
  dnsSubdomain,
  headerName,
  labelKey,
  portName,
  someText,
  sysctlName,
  variableName,
} from '../kubernetes/name-grammars.ts';
import { absolutePath, filePath, innerPath, upwardFree } from '../kubernetes/path-grammars.ts';
import type { ByField } from './field-words.ts';

const MAX_INT32 = 2 ** 31 - 1;
const PORT = [1, 65535] as const;
const USER = [0, MAX_INT32] as const;
const COUNT = [0, MAX_INT32] as const;
const FILE_MODE = [0, 0o777] as const;
const WEIGHT = [1, 100] as const;

/** The least and the greatest number of a field, or of each item of a list. */
export const BOUNDS: ByField<readonly [number, number]> = {
  ConfigMapVolumeSource: { defaultMode: FILE_MODE },
  // A host port of 0 is none.
  ContainerPort: { containerPort: PORT, hostPort: [0, 65535] },
  DownwardAPIVolumeFile: { mode: FILE_MODE },
  DownwardAPIVolumeSource: { defaultMode: FILE_MODE },
  GRPCAction: { port: PORT },
  HTTPGetAction: { port: PORT },
  KeyToPath: { mode: FILE_MODE },
  PodSecurityContext: { fsGroup: USER, runAsGroup: USER, runAsUser: USER, supplementalGroups: USER },
  // The server takes a negative grace and makes it 1; whoever writes one has made a mistake.
  PodSpec: { terminationGracePeriodSeconds: [0, Number.POSITIVE_INFINITY] },
  PreferredSchedulingTerm: { weight: WEIGHT },
  Probe: {
    failureThreshold: COUNT,
    initialDelaySeconds: COUNT,
    periodSeconds: COUNT,
    successThreshold: COUNT,
    terminationGracePeriodSeconds: [1, Number.POSITIVE_INFINITY],
    timeoutSeconds: COUNT,
  },
  ProjectedVolumeSource: { defaultMode: FILE_MODE },
  SecretVolumeSource: { defaultMode: FILE_MODE },
  SecurityContext: { runAsGroup: USER, runAsUser: USER },
  ServiceAccountTokenProjection: { expirationSeconds: [600, 2 ** 32] },
  SleepAction: { seconds: [0, Number.POSITIVE_INFINITY] },
  TCPSocketAction: { port: PORT },
  TopologySpreadConstraint: { maxSkew: [1, MAX_INT32], minDomains: [1, MAX_INT32] },
  WeightedPodAffinityTerm: { weight: WEIGHT },
};

function orNone(grammar: Grammar): Grammar {
  return { ...grammar, accepts: (text) => text === '' || grammar.accepts(text) };
}

/** The grammar of a text, or of each text of a list. */
export const GRAMMARS: ByField<Grammar> = {
  ConfigMapEnvSource: { name: dnsSubdomain },
  ConfigMapKeySelector: { key: configKey, name: dnsSubdomain },
  ConfigMapProjection: { name: someText },
  ConfigMapVolumeSource: { name: someText },
  Container: {
    // The server takes any text.
    image: imageReference,
    name: dnsLabel,
  },
  ContainerPort: { name: orNone(portName) },
  CSIVolumeSource: {
    driver: {
      allowed:
        'at most 63 letters, digits, hyphens and dots, with a letter or a digit at both ends and around each dot',
      accepts: (text) => text.length <= 63 && dnsSubdomain.accepts(text.toLowerCase()),
    },
  },
  DownwardAPIVolumeFile: { path: filePath },
  EmptyDirVolumeSource: {
    // The server takes any medium; the kubelet then fails to start the pod.
    medium: {
      allowed: 'one of Memory, HugePages, HugePages-<size>',
      accepts: (text) => /^(|Memory|HugePages(-[1-9]\d*[KMGT]i)?)$/.test(text),
    },
  },
  EnvFromSource: { prefix: orNone(variableName) },
  EnvVar: { name: variableName },
  FileKeySelector: { key: variableName, path: upwardFree, volumeName: dnsLabel },
  HTTPGetAction: { port: portName },
  HTTPHeader: { name: headerName },
  HostAlias: { hostnames: dnsSubdomain, ip: ipAddress },
  HostPathVolumeSource: { path: upwardFree },
  ImageVolumeSource: { reference: imageReference },
  KeyToPath: { key: someText, path: filePath },
  LabelSelectorRequirement: { key: labelKey },
  NodeSelectorRequirement: { key: labelKey },
  NFSVolumeSource: { path: absolutePath, server: someText },
  PersistentVolumeClaimVolumeSource: { claimName: someText },
  PodAffinityTerm: {
    matchLabelKeys: labelKey,
    mismatchLabelKeys: labelKey,
    namespaces: dnsLabel,
    topologyKey: labelKey,
  },
  PodDNSConfig: { nameservers: ipAddress, searches: searchDomain },
  PodDNSConfigOption: { name: someText },
  PodReadinessGate: { conditionType: labelKey },
  PodResourceClaim: {
    name: dnsLabel,
    resourceClaimName: dnsSubdomain,
    resourceClaimTemplateName: dnsSubdomain,
  },
  PodSchedulingGate: { name: labelKey },
  PodSchedulingGroup: { podGroupName: dnsSubdomain },
  PodSpec: {
    hostname: orNone(dnsLabel),
    hostnameOverride: { ...dnsSubdomain, accepts: (text) => text.length <= 64 && dnsSubdomain.accepts(text) },
    nodeName: orNone(dnsSubdomain),
    priorityClassName: orNone(dnsSubdomain),
    runtimeClassName: dnsSubdomain,
    serviceAccount: orNone(dnsSubdomain),
    serviceAccountName: orNone(dnsSubdomain),
    subdomain: orNone(dnsLabel),
  },
  ResourceClaim: { name: someText, request: orNone(dnsLabel) },
  ResourceFieldSelector: { resource: someText },
  SecretEnvSource: { name: dnsSubdomain },
  SecretKeySelector: { key: configKey, name: dnsSubdomain },
  SecretProjection: { name: someText },
  SecretVolumeSource: { secretName: someText },
  ServiceAccountTokenProjection: { path: filePath },
  Sysctl: { name: sysctlName },
  TCPSocketAction: { port: portName },
  Toleration: { key: orNone(labelKey) },
  TopologySpreadConstraint: { matchLabelKeys: labelKey, topologyKey: someText },
  Volume: { name: dnsLabel },
  VolumeDevice: { devicePath: upwardFree, name: someText },
  VolumeMount: { mountPath: someText, name: someText, subPath: innerPath, subPathExpr: innerPath },
};
