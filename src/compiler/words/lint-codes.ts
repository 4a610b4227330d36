import type { CodeRow } from './code-row.ts';

/** What is allowed but probably not meant. */
export const LINT_CODES = {
  // Lint.
  UnknownKind: {
    severity: 'warning',
    cause:
      "An object of a kind of the group hevlayer.com that layerc has never heard of, or of a group with hev's name that is another one. It is passed over.",
    cure: 'Correct the kind or the apiVersion; ignore the warning if it is a newer kind of hev.',
    example: 'The group hevlayer.com has no kind "Foo" that layerc knows, so it is passed over.',
  },
  PodSpecOverride: {
    severity: 'warning',
    cause:
      "worker.podSpec replaces the pool's placement or resources, the image, or an environment variable that layerc or the pool sets; or the template of a pool does.",
    cure: 'Leave it if it is meant; else remove that part of the podSpec or template.',
  },
  ProtectsNothing: {
    severity: 'warning',
    cause:
      'computePools[].protected has a place that no pod of the pool has: a field that there is not, something below a plain value, or a container that neither layerc nor the template brings.',
    cure: 'Correct the pointer; the container of the worker is called udf. Remove it if nothing is to be protected.',
    example:
      'protected of the pool "gpu" has "/spec/priorityClasName", but /spec has no field "priorityClasName", so it protects nothing.',
  },
  SecondContainer: {
    severity: 'warning',
    cause:
      'worker.podSpec adds a container beside udf, which runs the worker, and that container looks like the worker: it has its image, or the variables and resources of which udf gets none.',
    cure: 'Call it udf if it is meant to be the worker; write a side car under initContainers, with restartPolicy: Always.',
  },
  TokenNotMounted: {
    severity: 'warning',
    cause:
      'worker.podSpec names a ServiceAccount and leaves automountServiceAccountToken at the false that layerc sets, so no container sees its token.',
    cure: 'Set automountServiceAccountToken: true if the worker calls the Kubernetes API.',
  },
  UnresolvedReference: {
    severity: 'warning',
    cause:
      'A text of a container refers to a variable, as $(NAME), that is not known there; Kubernetes leaves the reference as it stands.',
    cure: 'Set the variable before it is used, correct its name, or write $$(NAME) for the text itself.',
  },
  GraceUnderOneCall: {
    severity: 'warning',
    cause:
      'worker.podSpec leaves a worker less time between SIGTERM and SIGKILL than one call may take (worker.timeoutSeconds).',
    cure: 'Remove terminationGracePeriodSeconds from the podSpec, or raise it.',
  },
  PushWithoutDrain: {
    severity: 'warning',
    cause: 'worker.podSpec removes or shortens the preStop for which a push worker waits before SIGTERM.',
    cure: 'Leave preStop in place, or let it wait until the endpoints are withdrawn.',
  },
  PushWithoutReadiness: {
    severity: 'warning',
    cause: 'worker.podSpec removes the readinessProbe of a push worker.',
    cure: 'Leave it in place, or write another one.',
  },
  PushPortMismatch: {
    severity: 'warning',
    cause:
      'worker.podSpec takes away the port that the Service of a push worker leads to, or lets the readinessProbe look at another one.',
    cure: 'Set worker.port to the port that the worker listens on.',
  },
  LivenessUnderOneCall: {
    severity: 'warning',
    cause:
      'A livenessProbe in worker.podSpec gives up on the port of a push worker sooner than one call may take (worker.timeoutSeconds).',
    cure: 'Raise failureThreshold, or ask something that answers during a call.',
  },
  SecureDefaultUndone: {
    severity: 'warning',
    cause:
      'worker.podSpec turns on what layerc turns off for every worker: the service account token, service links, system calls outside the seccomp profile RuntimeDefault, privilege escalation.',
    cure: 'Leave it if the worker needs it; else remove that part of the podSpec.',
  },
  GatewayNameUnknown: {
    severity: 'warning',
    cause:
      "worker.podSpec lets the pod ask the DNS of its node, which does not know the gateway's name in the cluster.",
    cure: 'Write dnsPolicy: ClusterFirstWithHostNet beside hostNetwork: true, else ClusterFirst.',
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
  UnpinnedImage: {
    severity: 'warning',
    cause:
      'The image has the tag latest or none, though the version of the Function is pinned: rows are marked with one version while the code behind it moves.',
    cure: 'Write a tag that does not move, or a digest.',
  },
  PodWarning: {
    severity: 'warning',
    cause:
      'Something in the pod that the API server takes with a warning, or that does nothing: a fraction of a byte, a selector that matches no pod, a deprecated label or volume.',
    cure: 'Follow the hint.',
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
  WindowUnderOneCall: {
    severity: 'warning',
    cause:
      'A Function that only a schedule drives sleeps sooner than one call (worker.timeoutSeconds) or lease (schedule.leaseSeconds) may have ended. The window lasts 5 minutes unless the lease is longer, and 55 at most.',
    cure: 'Raise schedule.leaseSeconds, or set scaling.warmWindowSeconds to keep the worker longer.',
  },
  OddSeconds: {
    severity: 'warning',
    cause:
      'A time in seconds that looks like one in milliseconds (whole thousands from 5,000 on that make no whole hours), or is longer than a day.',
    cure: 'Write the seconds, or leave it if it is meant.',
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
  SuspectFilter: {
    severity: 'warning',
    cause:
      'A part of filter that no store is known to understand: a mapping, a text of SQL, an unknown operator, a list without And or Or, too many or too few items, a value that the operator does not compare with. The filter reaches the gateway as it is written.',
    cure: 'Follow the hint; the forms and operators are in function.md.',
  },
  StaleFilterVersion: {
    severity: 'warning',
    cause:
      'The filter tests a marker against another version than the one that the Function writes: <output.attribute>_v, the marker that the gateway makes of version, or a test that was left over when version took the place of output.',
    cure: 'Use the same version in both; with version, leave the test out.',
  },
  SelectorMatchesNothing: {
    severity: 'warning',
    cause: 'indexSelector matches none of the Indexes given.',
    cure: "Compare it with the Indexes' spec.metadata.labels.",
  },
  IndexPassedOver: {
    severity: 'warning',
    cause:
      'An Index is not valid, so what indexSelector selects may lack it. The objects of the Function do not depend on it.',
    cure: 'Mend the Index, whose errors are shown with it.',
    example: 'spec.indexSelector cannot select 1 of the 3 Indexes given, which is not valid.',
  },
  PoolClassMismatch: {
    severity: 'warning',
    cause: 'worker.computeClass names another class than the pool chosen by scaling.pool has.',
    cure: 'Remove computeClass; the pool decides.',
  },
  DroppedByCrd: {
    severity: 'warning',
    cause:
      "A field that hev's own CustomResourceDefinition does not have: an extension of layerc, or one of another generation. `layerc validate --hev-crd` says so of each, the operator where that definition is the one installed. kubectl refuses to apply such a field; whoever applies without looking at unknown fields, such as Helm, has it dropped.",
    cure: "Install what `layerc crds` prints, which accepts all that hev's accepts; or do without the field.",
    example:
      'The CustomResourceDefinition of Function that hev ships has no spec.output since July 2026, so the API server drops what is written there.',
  },
  IgnoredField: {
    severity: 'warning',
    cause: 'A field that has no effect beside the others.',
    cure: 'Remove it, or change the field that makes it void.',
  },
} as const satisfies Record<string, CodeRow>;
