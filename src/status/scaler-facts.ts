import { parseQuantity } from '../compiler/index.ts';
import { isObject } from '../json/json.ts';
import type { KubeObject } from '../operator/kube/cluster.ts';
import { conditionOf, itemsOf } from '../operator/watch/child-status.ts';

/** What KEDA's HorizontalPodAutoscaler tells of a Function. */
export interface ScalerFacts {
  /** Rows that wait at the gateway, as last measured; null: not measured. */
  readonly queue: number | null;
  /** Whether it would have more workers than it may. */
  readonly isAtMost: boolean;
}

/** KEDA numbers the triggers of a ScaledObject; the gauge of the queue is the one of Prometheus. */
const QUEUE_METRIC = /^s\d+-prometheus/;
const BILLION = 1_000_000_000;

export function scalerFacts(scaler: KubeObject): ScalerFacts {
  const limited = conditionOf(scaler, 'ScalingLimited');
  return {
    queue: queueOf(isObject(scaler.status) ? scaler.status : {}),
    isAtMost: limited?.status === 'True' && limited.reason === 'TooManyReplicas',
  };
}

/** The autoscaler knows what there is for each worker, rounded up to a thousandth. */
function queueOf({ currentMetrics, currentReplicas }: Readonly<Record<string, unknown>>): number | null {
  for (const metric of itemsOf(currentMetrics)) {
    const external = isObject(metric) ? metric.external : null;
    if (!isObject(external) || !isObject(external.metric) || !isObject(external.current)) continue;
    if (!QUEUE_METRIC.test(String(external.metric.name))) continue;
    const { averageValue, value } = external.current;
    const each = parseQuantity(String(averageValue ?? value));
    const workers = averageValue === undefined ? 1 : Number(currentReplicas ?? 0);
    if (each !== null && Number.isFinite(workers))
      return Math.floor((Number(each) / BILLION) * workers + 0.5);
  }
  return null;
}
