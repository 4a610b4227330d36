/**
 * The rules of `explain`: by which a leaf gets a value that stands in no input. Each row is the sentence that is shown
 * and the inputs the rule looks at: `function:` and `pool:` pointers, `policy:` for what a pool may have and InfraRules
 * has for all others, `setting:` names.
 */
export interface ExplainRule {
  readonly sentence: string;
  readonly inputs: readonly string[];
}

export const EXPLAIN_RULES = {
  ObjectKind: { sentence: 'The object that plays this part.', inputs: [] },
  OneBaseName: {
    sentence:
      'All objects of a Function share one name: <name>-worker, or a part of it and a hash of namespace/name where that is longer than 54 characters or no RFC 1035 label.',
    inputs: ['function:/metadata/name', 'function:/metadata/namespace'],
  },
  CommonLabels: { sentence: 'Labels that every object of layerc carries.', inputs: [] },
  ReplicasAreZero: {
    sentence: 'A paused or disabled Function keeps its Deployment at zero.',
    inputs: ['function:/spec/paused', 'function:/spec/scaling/mode'],
  },
  SecureDefaults: {
    sentence:
      'Workers need no Kubernetes API and no privileges: no token, no service links, the runtime default seccomp profile, no privilege escalation.',
    inputs: [],
  },
  RestrictedPod: {
    sentence:
      'The pod security level restricted asks for a container without capabilities whose user is not root.',
    inputs: ['policy:/podSecurity'],
  },
  ContainerIsUdf: {
    sentence: 'The worker container is called udf; a podSpec patches it by that name.',
    inputs: [],
  },
  WorkerEnvironment: { sentence: "The environment that hev's SDK reads.", inputs: [] },
  WorkerIdIsPodName: { sentence: 'A worker is known to the gateway by the name of its pod.', inputs: [] },
  GraceOutlastsCall: {
    sentence:
      'SIGTERM to SIGKILL lasts one call (timeoutSeconds) and 15 s to report it, and as long as preStop waits before it: 5 s with push.',
    inputs: ['function:/spec/worker/timeoutSeconds', 'function:/spec/worker/dispatch'],
  },
  OwnPods: {
    sentence:
      "A spread or an anti-affinity in the template of a pool that selects no pods is one of the Function's own pods.",
    inputs: ['function:/metadata/name'],
  },
  DrainBeforeStop: {
    sentence: 'A push worker waits 5 s before SIGTERM, while endpoints that still point to it are withdrawn.',
    inputs: ['function:/spec/worker/dispatch'],
  },
  RollsWithoutSurge: {
    sentence:
      'A pod more may find no place beside the others (a device, a resource claim, a port of the node, anti-affinity), so one pod leaves before the next one comes.',
    inputs: [],
  },
  PushRollsWithoutGap: {
    sentence: 'A push worker leaves only when its successor is ready.',
    inputs: ['function:/spec/worker/dispatch'],
  },
  PullRollsByQuarter: {
    sentence: 'A quarter of the pull workers roll at a time; the queue waits for them.',
    inputs: ['function:/spec/worker/dispatch'],
  },
  PoolRolls: {
    sentence: 'Pods are replaced little by little; the pool says by how many.',
    inputs: [],
  },
  RolloutMovesOn: {
    sentence:
      'No rollout moves while maxSurge and maxUnavailable are both 0, so where the pool sets the one to 0 the other one is at least 1.',
    inputs: ['pool:/rollout'],
  },
  OneWorkerAtATime: {
    sentence: 'A drain of nodes takes one worker at a time where the pool says no other number.',
    inputs: ['pool:/disruption'],
  },
  OnlyTheGatewayCalls: {
    sentence: 'What comes in is closed but for what is listed: the gateway alone calls a push worker.',
    inputs: ['function:/spec/worker/dispatch'],
  },
  PushPort: {
    sentence: 'A push worker listens on worker.port, or on 8080.',
    inputs: ['function:/spec/worker/port', 'function:/spec/worker/dispatch'],
  },
  ReadyWhenListening: {
    sentence: 'A push worker is ready when its port accepts a connection; no path is part of the contract.',
    inputs: ['function:/spec/worker/dispatch'],
  },
  ThresholdIsOneBatch: {
    sentence: 'One worker for each batch of pending rows.',
    inputs: ['function:/spec/worker/batchSize'],
  },
  QueueDepthOrFreeze: {
    sentence:
      "The gateway's count of pending rows; zero when it is scraped and has none, an error (which freezes the replicas) when it is not scraped.",
    inputs: ['function:/metadata/name', 'setting:metricsJob'],
  },
  ActiveWithOneRow: { sentence: 'A single pending row wakes the Function.', inputs: [] },
  TokenForGateway: {
    sentence: 'Metrics that come through the gateway want its bearer token; no other server is sent it.',
    inputs: ['setting:metricsServer', 'setting:gatewayBaseUrl'],
  },
  PollOften: { sentence: 'KEDA looks every 15 s whether an idle Function must wake.', inputs: [] },
  CooldownOutlastsLease: {
    sentence:
      'The step to zero waits for the longer of lease and timeout, one poll, one scrape and 30 s, and at least for the stabilization window; warmWindowSeconds can lengthen it.',
    inputs: [
      'function:/spec/schedule/leaseSeconds',
      'function:/spec/worker/timeoutSeconds',
      'function:/spec/scaling/warmWindowSeconds',
    ],
  },
  WindowIsTheCooldown: {
    sentence:
      'Driven by its schedule alone, a Function sleeps when the window ends; warmWindowSeconds keeps it longer.',
    inputs: ['function:/spec/triggers', 'function:/spec/scaling/warmWindowSeconds'],
  },
  ScaleDownOutlastsLease: {
    sentence:
      'A leased batch is not counted as pending, so the HPA looks back over a whole lease (300 s at least) before it removes workers, and takes half of them a minute at most; a lease beyond the hour that Kubernetes allows leaves the removal to the cooldown.',
    inputs: ['function:/spec/schedule/leaseSeconds', 'function:/spec/scaling/replicas/min'],
  },
  CronWindow: {
    sentence: 'Awake from each start of schedule.cron (UTC) for clamp(leaseSeconds / 60 + 1, 5, 55) minutes.',
    inputs: ['function:/spec/schedule/cron', 'function:/spec/schedule/leaseSeconds'],
  },
  CronWakesOne: {
    sentence: 'A schedule wakes one worker, or replicas.min if that is more.',
    inputs: ['function:/spec/scaling/replicas/min'],
  },
} as const satisfies Record<string, ExplainRule>;

export type RuleName = keyof typeof EXPLAIN_RULES;
