/**
 * What the API server accepts in single fields beyond their types, as far as it is a list of words: from
 * pkg/apis/core/validation/validation.go of v1.36. An empty text is listed where the server puts its default for it. In the
 * bundle a row is read when it is asked for (`tablesAsJson` in tools/bundles.ts), so nothing but data is here.
 */

export type ByField<T> = { readonly [type: string]: { readonly [field: string]: T } };

const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const PULL = ['', 'Always', 'IfNotPresent', 'Never'];
const HONOUR = ['Honor', 'Ignore'];

/** The words of a field, or of each item of a list. */
export const WORDS: ByField<readonly string[]> = {
  AppArmorProfile: { type: PROFILES },
  Container: {
    imagePullPolicy: PULL,
    restartPolicy: ['Always', 'Never', 'OnFailure'],
    terminationMessagePolicy: ['', 'File', 'FallbackToLogsOnError'],
  },
  ContainerPort: { protocol: ['', 'TCP', 'UDP', 'SCTP'] },
  ContainerResizePolicy: {
    resourceName: ['cpu', 'memory'],
    restartPolicy: ['NotRequired', 'RestartContainer'],
  },
  ContainerRestartRule: { action: ['Restart', 'RestartAllContainers'] },
  ContainerRestartRuleOnExitCodes: { operator: ['In', 'NotIn'] },
  HTTPGetAction: { scheme: ['', 'HTTP', 'HTTPS'] },
  HostPathVolumeSource: {
    type: [
      '',
      'DirectoryOrCreate',
      'Directory',
      'FileOrCreate',
      'File',
      'Socket',
      'CharDevice',
      'BlockDevice',
    ],
  },
  ImageVolumeSource: { pullPolicy: PULL },
  LabelSelectorRequirement: { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  NodeSelectorRequirement: { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] },
  PersistentVolumeClaimSpec: {
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
    volumeMode: ['', 'Filesystem', 'Block'],
  },
  PodOS: { name: ['linux', 'windows'] },
  PodSecurityContext: {
    fsGroupChangePolicy: ['OnRootMismatch', 'Always'],
    seLinuxChangePolicy: ['MountOption', 'Recursive'],
    supplementalGroupsPolicy: ['Merge', 'Strict'],
  },
  PodSpec: {
    dnsPolicy: ['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
    preemptionPolicy: ['PreemptLowerPriority', 'Never'],
    // A Deployment restarts its pods always.
    restartPolicy: ['', 'Always'],
  },
  SeccompProfile: { type: PROFILES },
  SecurityContext: { procMount: ['Default', 'Unmasked'] },
  Toleration: {
    effect: ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'],
    operator: ['', 'Equal', 'Exists'],
  },
  TopologySpreadConstraint: {
    nodeAffinityPolicy: HONOUR,
    nodeTaintsPolicy: HONOUR,
    whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'],
  },
  VolumeMount: {
    mountPropagation: ['None', 'HostToContainer', 'Bidirectional'],
    recursiveReadOnly: ['Disabled', 'IfPossible', 'Enabled'],
  },
};

/** Fields that the server misses where they are absent or an empty list, though the document calls them optional. */
export const NEEDED: { readonly [type: string]: readonly string[] } = {
  ConfigMapEnvSource: ['name'],
  ConfigMapKeySelector: ['name'],
  ConfigMapProjection: ['name'],
  ConfigMapVolumeSource: ['name'],
  Container: ['image'],
  ContainerRestartRule: ['exitCodes'],
  EphemeralVolumeSource: ['volumeClaimTemplate'],
  ExecAction: ['command'],
  ImageVolumeSource: ['reference'],
  NodeSelector: ['nodeSelectorTerms'],
  PersistentVolumeClaimSpec: ['accessModes', 'resources'],
  PodDNSConfigOption: ['name'],
  PodSchedulingGroup: ['podGroupName'],
  PodSpec: ['containers'],
  SecretEnvSource: ['name'],
  SecretKeySelector: ['name'],
  SecretProjection: ['name'],
  SecretVolumeSource: ['secretName'],
};
