/**
 * Every diagnostic code: severity, cause and cure. docs/diagnostics.md is generated from this table; the operator uses
 * the same words as condition reasons. A code, once released, keeps its meaning.
 */
export interface CodeRow {
  readonly severity: 'error' | 'warning';
  /** One sentence for the documentation: when this is reported. */
  readonly cause: string;
  /** One sentence: how to mend it. */
  readonly cure: string;
  /** What the message may be, for the documentation; where it is absent a folder in fixtures/ shows one. */
  readonly example?: string;
}

export const CODES = {
  // Reading text.
  UnreadableFile: {
    severity: 'error',
    cause: 'A file or folder below a given path cannot be read.',
    cure: 'Mend its permissions, or take it out of the folder.',
    example: 'The path cannot be read: permission denied.',
  },
  SymlinkLoop: {
    severity: 'error',
    cause: 'A symbolic link leads back to a folder that contains it, or to nothing.',
    cure: 'Remove the link.',
    example: 'The path leads back to a folder that contains it.',
  },
  NotUtf8: {
    severity: 'error',
    cause: 'A file is not UTF-8 text.',
    cure: 'Save it as UTF-8.',
    example: 'The byte 0xff is not UTF-8.',
  },
  SyntaxError: {
    severity: 'error',
    cause: 'The text is not YAML, or not JSON, as kubectl reads it.',
    cure: 'Mend the text at the place shown.',
  },
  DuplicateKey: {
    severity: 'error',
    cause:
      'A mapping has the same key twice. Keys are compared as kubectl reads them: a plain y, on or yes is the key "true".',
    cure: 'Remove one of the two, or quote a key that was meant as text.',
  },
  ExcessiveAliasing: {
    severity: 'error',
    cause: 'YAML aliases multiply the document beyond any sensible size.',
    cure: 'Write the repeated parts out, or use fewer aliases.',
    example: 'Aliases multiply the document beyond what kubectl accepts.',
  },
  TooDeep: {
    severity: 'error',
    cause: 'Values are nested more than 64 levels deep.',
    cure: 'Flatten the document.',
    example: 'Nested more than 64 levels deep.',
  },
  AmbiguousScalar: {
    severity: 'warning',
    cause:
      'A plain scalar is one value for kubectl (YAML 1.1) and another for a YAML 1.2 reader, such as no, on, 012 or 1_000.',
    cure: 'Quote it if it is text, or write the value in a form that both read alike.',
  },
  GeneratedInput: {
    severity: 'error',
    cause:
      'A file given as input begins with the line that layerc writes into its own files, and yet holds a Function, InfraRules or Index.',
    cure: 'Remove that first line, or the file.',
    example: 'The file begins as those that layerc writes, and yet holds an input.',
  },
  // Writing files.
  ForeignFile: {
    severity: 'error',
    cause:
      'A file stands where layerc would write one, and does not begin with the line that marks the files of layerc.',
    cure: 'Move the file away or remove it; or give --out-dir another folder.',
    example: 'The path does not begin with the line that layerc writes into its files.',
  },
  OutputBlocked: {
    severity: 'error',
    cause:
      'Something else than a file or a folder stands where layerc would write one below --out-dir; symbolic links are not followed there.',
    cure: 'Remove it, or give --out-dir another folder.',
    example: 'The path is a symbolic link, where layerc would write a file.',
  },
  OutputNotWritable: {
    severity: 'error',
    cause:
      'A file or folder below --out-dir cannot be written: it is read-only, the disk is full, or the like.',
    cure: 'Mend the cause named in the message and run layerc again; the old files are still there.',
    example: 'The path cannot be written: there is no space left.',
  },
  OutputInUse: {
    severity: 'error',
    cause: 'Another run of layerc has been writing into the folder of --out-dir for a minute.',
    cure: 'Wait for it to end, or end it.',
    example: 'The path is being written by another run of layerc.',
  },
  NamesDifferInCase: {
    severity: 'error',
    cause: 'Two paths below --out-dir differ in case alone; many file systems take them for one.',
    cure: 'Rename or remove one of the two.',
    example: 'The path differs from "Shop" in case alone.',
  },
  // Shape of one object.
  NotAnObject: {
    severity: 'error',
    cause: 'A document is not a mapping, or has no apiVersion or kind.',
    cure: 'Give every document apiVersion, kind, metadata and spec.',
  },
  UnsupportedApiVersion: {
    severity: 'error',
    cause: 'A Function, InfraRules or Index has an apiVersion that layerc does not know.',
    cure: 'Use hevlayer.com/v1alpha1 for Function and InfraRules, hevlayer.com/v1 for Index.',
  },
  UnsupportedKind: {
    severity: 'error',
    cause: 'The kind UDF, the predecessor of Function, or a misspelt kind of the group hevlayer.com.',
    cure: 'Migrate the UDF: kind Function, spec.container becomes spec.worker, the AutoscalingPolicy becomes spec.scaling.',
  },
  UnknownField: {
    severity: 'error',
    cause: 'A field that the object does not have; a cluster would drop it or refuse the object.',
    cure: 'Correct the spelling, or move the field where it belongs.',
  },
  MissingField: {
    severity: 'error',
    cause: 'A required field is absent.',
    cure: 'Add the field.',
  },
  InvalidType: {
    severity: 'error',
    cause: 'A value is of another type than the field.',
    cure: 'Write a value of the type named in the message.',
  },
  InvalidValue: {
    severity: 'error',
    cause: 'A value is of the right type but not one that the field accepts.',
    cure: 'Use one of the accepted values.',
  },
  OutOfRange: {
    severity: 'error',
    cause: 'A number, a length or a count is outside its bounds.',
    cure: 'Stay within the bounds named in the message.',
  },
  InvalidName: {
    severity: 'error',
    cause:
      'A name or namespace is not one that Kubernetes accepts, or is longer than the 63 characters of the selector label.',
    cure: 'Use lower-case letters, digits, "-" (and "." in names), with a letter or digit at both ends.',
  },
  VersionConflict: {
    severity: 'error',
    cause: 'spec.version and spec.output.version, two names of one thing, differ.',
    cure: 'Keep one of them, or make them equal.',
  },
  MinOverMax: {
    severity: 'error',
    cause: 'scaling.replicas.min is greater than scaling.replicas.max.',
    cure: 'Lower min or raise max.',
  },
  NoTargets: {
    severity: 'error',
    cause: 'A Function that rows drive has neither targetNamespaces nor an indexSelector.',
    cure: 'Name the namespaces or select indexes; only a Function with the one trigger schedule needs neither.',
  },
  InvalidCron: {
    severity: 'error',
    cause:
      'schedule.cron is not a five-field cron expression with one whole minute, or its window cannot be said in cron.',
    cure: 'Write minute, hour, day of month, month and day of week (0-6), in UTC.',
  },
  // Policy.
  MissingInfraRules: {
    severity: 'error',
    cause: 'No InfraRules/default is among the inputs, so no pool is known.',
    cure: 'Give the file with InfraRules/default too, or pass --stock-pools.',
  },
  InvalidInfraRulesName: {
    severity: 'error',
    cause: 'An InfraRules object has another name than default.',
    cure: 'Name it default.',
  },
  DuplicateInfraRules: {
    severity: 'error',
    cause: 'InfraRules/default is given more than once.',
    cure: 'Keep one of them.',
  },
  DuplicatePool: {
    severity: 'error',
    cause: 'Two pools of InfraRules/default have one name.',
    cure: 'Rename or remove one of them.',
  },
  InvalidPool: {
    severity: 'error',
    cause: 'The resources, nodeSelector or tolerations of a pool do not make a valid pod.',
    cure: 'Correct the pool at the place shown.',
  },
  UnknownPool: {
    severity: 'error',
    cause: 'scaling.pool, or the pool that worker.computeClass chooses, is not in InfraRules/default.',
    cure: 'Name one of the pools listed.',
  },
  ReplicasOverPoolCeiling: {
    severity: 'error',
    cause: "scaling.replicas.max is over the pool's maxReplicasPerWorkload.",
    cure: 'Ask for fewer replicas or raise the ceiling of the pool.',
  },
  ReplicasOverCeiling: {
    severity: 'error',
    cause: 'scaling.replicas.max is over the ceiling of the installation.',
    cure: 'Ask for fewer replicas or raise --max-replicas-ceiling.',
  },
  DuplicateFunction: {
    severity: 'error',
    cause: 'Two Functions have one namespace and name.',
    cure: 'Rename or remove one of them.',
  },
  InvalidPodSpec: {
    severity: 'error',
    cause: 'worker.podSpec is no strategic merge patch for a pod, or the pod it makes is not valid.',
    cure: 'Correct the podSpec at the place shown.',
  },
  ForeignObject: {
    severity: 'error',
    cause: 'layerc krm: an object that a Function makes is there already, and layerc has not made it.',
    cure: 'Remove or rename the object that is there, or rename the Function.',
    example: 'Function shop/tag makes the Deployment tag-worker, which is there already and is not ours.',
  },
  InvalidFunctionConfig: {
    severity: 'error',
    cause: 'layerc krm: functionConfig holds what is no setting, or a value that the setting cannot have.',
    cure: 'Use the settings that the README lists, by the names of their flags.',
    example: 'max-replicas-ceiling: "many" is not a whole number.',
  },
  // Lint.
  PodSpecOverride: {
    severity: 'warning',
    cause:
      "worker.podSpec replaces the pool's placement or resources, the image, or an environment variable that layerc sets.",
    cure: 'Leave it if it is meant; else remove that part of the podSpec.',
  },
  NullMapValue: {
    severity: 'warning',
    cause:
      'A null as the value of a map in filter or podSpec: client-side kubectl apply drops it, server-side apply keeps it.',
    cure: 'Apply the Function with kubectl apply --server-side.',
  },
  LargeInteger: {
    severity: 'warning',
    cause:
      'A whole number in filter is beyond 2^53: client-side kubectl apply rounds it on an update, server-side apply keeps it.',
    cure: 'Apply the Function with kubectl apply --server-side.',
  },
  EmbeddingWithoutDim: {
    severity: 'warning',
    cause:
      'output.kind is embedding and output.dim is absent, so consumers cannot check the width of the vectors.',
    cure: 'Add output.dim.',
  },
  FixedAtZero: {
    severity: 'warning',
    cause: 'scaling.mode fixed runs replicas.min workers, which is 0.',
    cure: 'Set replicas.min, or use mode disabled.',
  },
  LeaseNotLongerThanTimeout: {
    severity: 'warning',
    cause:
      'schedule.leaseSeconds is not longer than worker.timeoutSeconds: a lease may run out under a call.',
    cure: 'Make the lease longer than the timeout.',
  },
  ReplicasNeverBusy: {
    severity: 'warning',
    cause:
      'scaling.replicas.max is more than can ever have work: over schedule.maxInFlightBatches, or over what a schedule wakes.',
    cure: 'Lower replicas.max or raise maxInFlightBatches.',
  },
  ScaleDownMayInterrupt: {
    severity: 'warning',
    cause:
      'The lease is longer than the hour the HPA can look back and replicas.min keeps KEDA from stepping to zero, so a busy worker may be removed.',
    cure: 'Shorten the lease, or set replicas.min to 0.',
  },
  SharedUdfId: {
    severity: 'warning',
    cause:
      'Functions of one name in several namespaces share one UDF id at the gateway, and one queue depth.',
    cure: 'Give them different names.',
  },
  StaleFilterVersion: {
    severity: 'warning',
    cause:
      'The filter tests the marker <output.attribute>_v against another version than that of the output.',
    cure: 'Use the same version in both.',
  },
  SelectorMatchesNothing: {
    severity: 'warning',
    cause: 'indexSelector matches none of the Indexes given.',
    cure: "Compare it with the Indexes' spec.metadata.labels.",
  },
  PoolClassMismatch: {
    severity: 'warning',
    cause: 'worker.computeClass names another class than the pool chosen by scaling.pool has.',
    cure: 'Remove computeClass; the pool decides.',
  },
  DeprecatedField: {
    severity: 'warning',
    cause: 'A field of an older generation of the Function; newer CRDs of hev drop it.',
    cure: 'Use the field named in the hint.',
  },
  IgnoredField: {
    severity: 'warning',
    cause: 'A field that has no effect beside the others.',
    cure: 'Remove it, or change the field that makes it void.',
  },
} as const satisfies Record<string, CodeRow>;

export type Code = keyof typeof CODES;
