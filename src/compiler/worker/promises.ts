/**
 * What layerc promises of every worker (docs/objects.md) and a podSpec has undone: allowed, but never in silence. Each
 * row of {@link PROMISES} looks at one promise in the merged pod.
 */
import type { Json, JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { DRAIN_SECONDS, terminationGrace } from '../resolve/timing.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Code } from '../words/codes.ts';
import type { Finding } from '../words/diagnostics.ts';
import { waitOf } from './merged-pod.ts';
import { below, number, objectsIn, text, workerOf } from './read-pod.ts';

export type CodedFinding = Finding & { readonly code: Code };

type Maker = 'podSpec' | 'template';

/** What is looked at. */
interface Merged {
  readonly workload: Workload;
  readonly pod: JsonObject;
  /** Who has made the pod what it is. */
  readonly by: Maker;
  /** The worker's container and its place. */
  readonly worker: JsonObject;
  readonly at: Pointer;
}

type Promised = (merged: Merged) => readonly Omit<CodedFinding, 'code'>[];

/** Every promise that the pod breaks; pointers are into the pod. */
export function brokenPromises(workload: Workload, pod: JsonObject, by: Maker = 'podSpec'): CodedFinding[] {
  const found = workerOf(pod);
  if (found === undefined) return [];
  const merged = { workload, pod, by, worker: found.object, at: found.at };
  const findings: CodedFinding[] = [];
  for (const { code, look } of PROMISES)
    for (const finding of look(merged)) findings.push({ code, ...finding });
  return findings;
}

/** Kubernetes' own, for a pod that says nothing. */
const DEFAULT_GRACE = 30;
const DEFAULT_PERIOD = 10;
const DEFAULT_FAILURES = 3;

const PROMISES: readonly { readonly code: Code; readonly look: Promised }[] = [
  { code: 'GraceUnderOneCall', look: graceUnderOneCall },
  { code: 'PushWithoutDrain', look: pushWithoutDrain },
  { code: 'PushPortMismatch', look: pushPortMismatch },
  { code: 'PushWithoutReadiness', look: pushWithoutReadiness },
  { code: 'LivenessUnderOneCall', look: livenessUnderOneCall },
  { code: 'SecureDefaultUndone', look: secureDefaultUndone },
  { code: 'GatewayNameUnknown', look: gatewayNameUnknown },
];

/** SIGTERM to SIGKILL lasts one call. */
function graceUnderOneCall({ workload, pod, worker, at }: Merged) {
  const { timeoutSeconds } = workload;
  const grace = number(pod, 'terminationGracePeriodSeconds');
  const wait = waitOf(below(worker, 'lifecycle', 'preStop')) ?? 0;
  const left = (grace ?? DEFAULT_GRACE) - wait;
  const findings: Omit<CodedFinding, 'code'>[] = [];
  if (left < timeoutSeconds) {
    const found =
      grace === undefined
        ? `terminationGracePeriodSeconds is removed, so the ${DEFAULT_GRACE} s of Kubernetes hold`
        : `terminationGracePeriodSeconds is ${grace}`;
    const taken = wait === 0 ? '' : `, of which preStop takes ${wait} s`;
    findings.push({
      pointer: '/terminationGracePeriodSeconds',
      message: `${found}${taken}, but a call may take ${timeoutSeconds} s (timeoutSeconds), so a worker that is told to stop may be killed in the middle of one.`,
      allowed: `${timeoutSeconds + wait} or more`,
      hint: `Remove it: layerc then sets ${terminationGrace(timeoutSeconds, wait)}, which leaves time to report the call.`,
    });
  }
  if (text(worker, 'lifecycle', 'stopSignal') === 'SIGKILL') {
    findings.push({
      pointer: `${at}/lifecycle/stopSignal`,
      message: 'stopSignal is SIGKILL, which ends a worker at once, in the middle of its call.',
      hint: 'Remove it, or use a signal that the worker can handle.',
    });
  }
  return findings;
}

/** A push worker waits before SIGTERM, while endpoints that still lead to it are withdrawn. */
function pushWithoutDrain({ workload, by, worker, at }: Merged) {
  if (workload.push === null) return [];
  const preStop = below(worker, 'lifecycle', 'preStop');
  const wait = preStop === undefined ? 0 : waitOf(preStop);
  if (wait === undefined || wait >= DRAIN_SECONDS) return [];
  const found = preStop === undefined ? `The ${by} removes preStop` : `preStop sleeps ${wait} s`;
  return [
    {
      pointer: `${at}/lifecycle/preStop${preStop === undefined ? '' : '/sleep/seconds'}`,
      message: `${found}, so a push worker stops while endpoints still lead calls to it.`,
      allowed: `a sleep of ${DRAIN_SECONDS} s or more, or a hook of your own that waits`,
      hint: `Remove it from the ${by}, or let it wait until the endpoints are withdrawn.`,
    },
  ];
}

/** The Service, the readiness probe and PORT speak of one port, that of the worker. */
function pushPortMismatch({ workload, worker, at }: Merged) {
  if (workload.push === null) return [];
  const { port } = workload.push;
  const ports = objectsIn(worker, 'ports').map(({ object }) => object);
  const findings: Omit<CodedFinding, 'code'>[] = [];
  const numbers = ports.map((one) => number(one, 'containerPort'));
  if (!numbers.includes(port)) {
    const others = numbers.filter((one) => one !== undefined);
    const instead = others.length === 0 ? 'declares no port' : `declares ${others.join(', ')}`;
    findings.push({
      pointer: `${at}/ports`,
      message: `The container udf ${instead}, but the Service leads calls to port ${port}.`,
      allowed: String(port),
      hint: `Set worker.port to the port that the worker listens on${others[0] === undefined ? '' : `, as in port: ${others[0]}`}; the Service, the readiness probe and PORT follow it.`,
    });
  }
  const probe = below(worker, 'readinessProbe');
  for (const handler of ['tcpSocket', 'httpGet', 'grpc']) {
    const probed = portOf(below(probe, handler, 'port'), ports);
    if (probed === undefined || probed === port) continue;
    findings.push({
      pointer: `${at}/readinessProbe/${handler}/port`,
      message: `The readinessProbe looks at port ${probed}, but the Service leads calls to port ${port}, so a worker may count as ready that cannot take one.`,
      allowed: String(port),
      hint: 'Set worker.port to the port that the worker listens on; the probe of layerc follows it.',
    });
  }
  return findings;
}

function portOf(port: Json | undefined, ports: readonly JsonObject[]): number | undefined {
  if (typeof port !== 'string') return typeof port === 'number' ? port : undefined;
  return number(
    ports.find((one) => text(one, 'name') === port),
    'containerPort',
  );
}

/** A push worker is called when its port accepts a connection. */
function pushWithoutReadiness({ workload, by, worker, at }: Merged) {
  if (workload.push === null || below(worker, 'readinessProbe') !== undefined) return [];
  return [
    {
      pointer: `${at}/readinessProbe`,
      message: `The ${by} removes readinessProbe, so calls reach a push worker before it listens, and a rolling update replaces workers by such as cannot answer yet.`,
      hint: `Remove that part of the ${by}, or give the worker a probe of its own.`,
    },
  ];
}

/** A long call must not look like death. */
function livenessUnderOneCall({ workload, worker, at }: Merged) {
  if (workload.push === null) return [];
  const { push, timeoutSeconds } = workload;
  const probe = below(worker, 'livenessProbe');
  const ports = objectsIn(worker, 'ports').map(({ object }) => object);
  const looks = ['tcpSocket', 'httpGet', 'grpc'].some(
    (handler) => portOf(below(probe, handler, 'port'), ports) === push.port,
  );
  const patience =
    (number(probe, 'periodSeconds') ?? DEFAULT_PERIOD) *
    (number(probe, 'failureThreshold') ?? DEFAULT_FAILURES);
  if (!looks || patience >= timeoutSeconds) return [];
  return [
    {
      pointer: `${at}/livenessProbe`,
      message: `The livenessProbe asks the port of the worker and gives up after ${patience} s, but a call may take ${timeoutSeconds} s (timeoutSeconds), so a worker that is busy with one may be taken for dead and killed.`,
      allowed: `periodSeconds times failureThreshold of ${timeoutSeconds} or more`,
      hint: 'Raise failureThreshold, or ask something that answers during a call.',
    },
  ];
}

/** Workers have no token, no service links, a seccomp profile and no way to more privileges. */
function secureDefaultUndone({ pod, by, worker, at }: Merged) {
  const undone: [boolean, Pointer, string][] = [
    [
      // Whoever names a ServiceAccount as well has meant it.
      below(pod, 'automountServiceAccountToken') !== false && text(pod, 'serviceAccountName') === undefined,
      '/automountServiceAccountToken',
      `The ${by} mounts the token of the ServiceAccount default, which gives the worker access to the Kubernetes API.`,
    ],
    [
      below(pod, 'enableServiceLinks') !== false,
      '/enableServiceLinks',
      `The ${by} turns on service links, so a variable for every Service of the namespace stands in the environment of the worker.`,
    ],
    [
      isUnconfined(below(pod, 'securityContext', 'seccompProfile')),
      '/securityContext/seccompProfile',
      `The ${by} takes the seccomp profile RuntimeDefault from the pod, so its containers may make every system call.`,
    ],
    [
      below(worker, 'securityContext', 'seccompProfile') !== undefined &&
        isUnconfined(below(worker, 'securityContext', 'seccompProfile')),
      `${at}/securityContext/seccompProfile`,
      `The ${by} takes the seccomp profile RuntimeDefault from the worker, so it may make every system call.`,
    ],
    [
      below(worker, 'securityContext', 'allowPrivilegeEscalation') !== false,
      `${at}/securityContext/allowPrivilegeEscalation`,
      `The ${by} allows privilege escalation, so a program of the worker may gain more privileges than it was started with.`,
    ],
  ];
  return undone
    .filter(([isUndone]) => isUndone)
    .map(([, pointer, message]) => ({
      pointer,
      message,
      hint: `Nothing to do if the worker needs it; else remove it from the ${by}.`,
    }));
}

function isUnconfined(profile: Json | undefined): boolean {
  const type = text(profile, 'type');
  return type === undefined || type === 'Unconfined';
}

/** Workers find the gateway by its name in the cluster. */
function gatewayNameUnknown({ pod, worker }: Merged) {
  const policy = text(pod, 'dnsPolicy') ?? 'ClusterFirst';
  const onHost = below(pod, 'hostNetwork') === true;
  if (!(policy === 'Default' || (onHost && policy === 'ClusterFirst'))) return [];
  const url = objectsIn(worker, 'env').find(({ object }) => text(object, 'name') === 'HEVLAYER_BASE_URL');
  const [, host = ''] = /^https?:\/\/(?:[^@/]*@)?([^:/[]+)/i.exec(text(url?.object, 'value') ?? '') ?? [];
  const isClusterName = host !== '' && (!host.includes('.') || /\.svc(\.|$)/.test(host));
  if (!isClusterName) return [];
  const wanted = onHost ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
  const found = policy === 'Default' ? 'dnsPolicy is Default' : 'hostNetwork is true without a dnsPolicy';
  return [
    {
      pointer: policy === 'Default' ? '/dnsPolicy' : '/hostNetwork',
      message: `${found}, so the pod asks the DNS of its node, which does not know the gateway ${host} (HEVLAYER_BASE_URL).`,
      allowed: wanted,
      hint: `Write dnsPolicy: ${wanted}, or give the gateway's address another way.`,
    },
  ];
}
