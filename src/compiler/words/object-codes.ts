import type { CodeRow } from './code-row.ts';

/** What makes an object refused: its own shape, or the policy. */
export const OBJECT_CODES = {
  // Shape of one object.
  NotAnObject: {
    severity: 'error',
    cause: 'A document is not a mapping, or has no apiVersion or kind.',
    cure: 'Give every document apiVersion, kind, metadata and spec.',
  },
  UnsupportedApiVersion: {
    severity: 'error',
    cause:
      'A Function, InfraRules, Index or case of layerc test has an apiVersion that layerc does not know, or one of nearly the right group.',
    cure: 'Use hevlayer.com/v1alpha1 for Function and InfraRules, hevlayer.com/v1 for Index, layerc/v1alpha1 for cases.',
  },
  UnsupportedKind: {
    severity: 'error',
    cause:
      'The kind UDF, the predecessor of Function, or a misspelt kind of the group hevlayer.com or of layerc.',
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
  InvalidImage: {
    severity: 'error',
    cause: 'worker.image is no reference of an image, so that no node can pull it.',
    cure: 'Write host/path:tag or host/path@digest, without scheme, quotes, blanks and placeholders.',
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
      'schedule.cron is not a five-field cron expression or a word such as @daily, its windows cannot be said in cron, or they leave no break between them.',
    cure: 'Write minute, hour, day of month, month and day of week, in UTC.',
  },
  InternalError: {
    severity: 'error',
    cause:
      'layerc itself failed at one object: a fault of layerc. The other objects are compiled all the same.',
    cure: 'Report it with the message and, if you may, the object; SECURITY.md says how if it is one of security.',
    example: 'layerc itself has failed at this object with the RangeError "Invalid array length".',
  },
  // Policy.
  MissingInfraRules: {
    severity: 'error',
    cause: 'No InfraRules/default is among the inputs, so no pool is known.',
    cure: 'Give the file with InfraRules/default too, or pass --stock-pools.',
  },
  RefusedByCrd: {
    severity: 'error',
    cause:
      "Said by `layerc validate --hev-crd` alone: something that hev's own CustomResourceDefinition does not accept, though layerc does.",
    cure: 'Write what the message names, or install what `layerc crds` prints.',
    example: 'The CustomResourceDefinition of InfraRules that hev ships needs spec.',
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
    cause:
      'The resources, nodeSelector, tolerations or template of a pool do not make a valid pod, or its rollout no valid Deployment.',
    cure: 'Correct the pool at the place shown.',
  },
  UnusablePool: {
    severity: 'error',
    cause:
      'The pool of the Function, or InfraRules/default as a whole, has an error of its own. It is said once for all Functions of the pool; those of other pools go on.',
    cure: 'Mend InfraRules/default, whose errors are shown too, or choose another pool.',
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
  ReplicasOverPoolTotal: {
    severity: 'error',
    cause:
      'All Functions of a pool ask for more workers together than its maxReplicasTotal. In files all that take part are refused, which is said once; in a cluster the youngest, until the others fit.',
    cure: 'Ask for fewer replicas, choose another pool, or raise maxReplicasTotal.',
    example:
      'The pool "gpu" is asked for 24 workers in all, over its maxReplicasTotal of 20, by 2 Functions (shop/tag 16, shop/embed 8).',
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
  // What the platform team allows a podSpec.
  PodSecurityViolation: {
    severity: 'error',
    cause:
      'The pod that worker.podSpec, or the template of its pool, makes does not keep to the level of the Pod Security Standards that podSecurity in InfraRules/default sets for its pool: baseline, unless it says otherwise.',
    cure: 'Remove what the level does not allow, or ask the platform team for a pool with a laxer one.',
  },
  ProtectedField: {
    severity: 'error',
    cause: 'worker.podSpec changes a field of the pod template that its pool protects.',
    cure: 'Remove it from the podSpec, or choose another pool.',
  },
  ServiceAccountNotAllowed: {
    severity: 'error',
    cause:
      'worker.podSpec uses a ServiceAccount that allowedServiceAccounts in InfraRules/default does not have.',
    cure: 'Use one that is allowed, or ask the platform team to add it.',
  },
  SecretNotAllowed: {
    severity: 'error',
    cause: 'worker.podSpec names a Secret that allowedSecrets in InfraRules/default does not have.',
    cure: 'Use one that is allowed, or ask the platform team to add it.',
  },
  DeviceNotAllowed: {
    severity: 'error',
    cause:
      'worker.podSpec asks for a device, by an extended resource or a resource claim, that the resources of its pool do not name.',
    cure: 'Choose a pool that has the device, or ask the platform team to add it to the resources of this one.',
  },
  NodeNameNotAllowed: {
    severity: 'error',
    cause: 'worker.podSpec sets nodeName, which passes by the scheduler and the taints of the node.',
    cure: 'Remove it, or use nodeSelector or affinity.',
  },
  PriorityClassNotAllowed: {
    severity: 'error',
    cause: 'worker.podSpec sets a priorityClassName that starts with system-.',
    cure: 'Remove it, or use a PriorityClass of your own.',
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
    example: 'max-replicas-ceiling is "many", but must be a whole number from 1 to 999999999.',
  },
} as const satisfies Record<string, CodeRow>;
