import type { JsonObject } from '../../json/json.ts';
import { cronOf, type FunctionView, hasQueue, hasSchedule, poolName } from '../read/function.ts';
import type { Pool } from '../read/pool.ts';
import type { Surroundings } from '../read/surroundings.ts';
import type { Settings } from '../words/settings.ts';
import { activeNamespaces } from './active-namespaces.ts';
import { type CronWindow, cronWindows, parseCron } from './cron.ts';
import { baseName } from './names.ts';
import { queueDurations } from './timing.ts';
import type { Autoscale, Texts, Workload } from './workload.ts';

/** Where a push worker listens when worker.port is absent; hev publishes no default. */
const PUSH_PORT = 8080;

/** Decides everything about a Function that has passed its checks. */
export function resolve(fn: FunctionView, { policy, indexes }: Surroundings, settings: Settings): Workload {
  const { source, name, namespace, namespaceGiven, spec } = fn;
  const { worker, schedule } = spec;
  const push = worker.dispatch === 'push';
  const { podSpec, podMetadata } = podPatch(worker.podSpec);
  return {
    source,
    name,
    namespace,
    namespaceGiven,
    baseName: baseName(namespace, name),
    activeNamespaces: () => activeNamespaces(spec, indexes),
    image: worker.image,
    batchSize: worker.batchSize,
    leaseSeconds: schedule.leaseSeconds,
    timeoutSeconds: worker.timeoutSeconds,
    pool: policy.get(poolName(spec)) as Pool,
    settings,
    push: push ? { port: worker.port ?? PUSH_PORT } : null,
    replicas: replicas(fn),
    autoscale: autoscale(fn),
    podSpec,
    podMetadata,
    passedOn: {
      labels: allowed(fn.labels, settings.propagateLabels),
      annotations: allowed(fn.annotations, settings.propagateAnnotations),
    },
  };
}

/** The podSpec without what is no part of a PodSpec, and that. */
function podPatch(given: JsonObject | undefined): Pick<Workload, 'podSpec' | 'podMetadata'> {
  if (given === undefined || !Object.hasOwn(given, 'metadata')) {
    return { podSpec: given ?? null, podMetadata: null };
  }
  const { metadata = null, ...podSpec } = given;
  return { podSpec: Object.keys(podSpec).length === 0 ? null : podSpec, podMetadata: metadata };
}

const NONE: Texts = {};

/** Those of some texts whose keys are on a list. */
function allowed(texts: Texts, keys: readonly string[]): Texts {
  if (keys.length === 0) return NONE;
  return Object.fromEntries(
    keys.filter((key) => Object.hasOwn(texts, key)).map((key) => [key, texts[key] as string]),
  );
}

function replicas({ spec: { paused, scaling } }: FunctionView): Workload['replicas'] {
  if (paused) return { count: 0, why: 'paused' };
  if (scaling.mode === 'disabled') return { count: 0, why: 'disabled' };
  // hev's fixed mode runs min, not max.
  if (scaling.mode === 'fixed') return { count: scaling.replicas.min, why: 'fixed' };
  return null;
}

function autoscale(fn: FunctionView): Autoscale | null {
  const { spec } = fn;
  const { scaling, schedule, worker } = spec;
  // A paused Function has no ScaledObject: deleting it works without KEDA, its own pause does not.
  if (spec.paused || scaling.mode !== 'autoscale') return null;
  const warm = scaling.warmWindowSeconds ?? 0;
  return {
    min: scaling.replicas.min,
    max: scaling.replicas.max,
    queue: hasQueue(spec) ? queueDurations(schedule.leaseSeconds, worker.timeoutSeconds, warm) : null,
    windows: hasSchedule(spec) ? windows(fn) : [],
    scheduleCooldown: warm,
  };
}

function windows({ spec }: FunctionView): readonly CronWindow[] {
  const schedule = parseCron(cronOf(spec));
  const found = 'problem' in schedule ? schedule : cronWindows(schedule, spec.schedule.leaseSeconds);
  if ('problem' in found) throw new Error(`checks.ts let a schedule pass that ${found.problem}`);
  return found;
}
