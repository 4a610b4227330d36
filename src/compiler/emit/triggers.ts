import type { CronWindow } from '../resolve/cron.ts';
import type { Autoscale, Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { metricsThroughGateway } from '../words/settings.ts';

/** A KEDA trigger: all metadata values are strings, the CRD refuses anything else. */
export interface Trigger {
  authenticationRef?: { name: string };
  metadata: Record<string, string>;
  type: string;
}

/** The triggers of one ScaledObject; KEDA is active when any is, and the HPA takes the largest wish. */
export function triggers(workload: Workload, autoscale: Autoscale, mark: Mark): Trigger[] {
  const queue = autoscale.queue ? [queueTrigger(workload, mark)] : [];
  return [...queue, ...autoscale.windows.map((window) => cronTrigger(window, autoscale, mark))];
}

/**
 * Pending rows, by the gateway's gauge: zero for a Function without a series while the gateway is scraped, an error when
 * it is not. Why just so: docs/decisions/the-metrics-query.md.
 */
function queueTrigger(workload: Workload, mark: Mark): Trigger {
  const { settings } = workload;
  const throughGateway = metricsThroughGateway(settings);
  // A name has nothing in it that would have to be escaped.
  const query = `max(layer_udf_queue_depth{udf="${workload.name}"}) or 0 * max(up{job=${promql(settings.metricsJob)}} == 1)`;
  const metadata: Trigger['metadata'] = { activationThreshold: mark.rule('0', 'ActiveWithOneRow') };
  if (throughGateway) metadata.authModes = mark.rule('bearer', 'TokenForGateway');
  metadata.ignoreNullValues = mark.rule('false', 'QueueDepthOrFreeze');
  metadata.query = mark.rule(query, 'QueueDepthOrFreeze');
  metadata.serverAddress = mark.setting(settings.metricsServer, 'metricsServer');
  metadata.threshold = mark.rule(String(workload.batchSize), 'ThresholdIsOneBatch');
  const type = mark.rule('prometheus', 'ObjectKind');
  if (!throughGateway) return { metadata, type };
  return { authenticationRef: { name: mark.rule(workload.baseName, 'OneBaseName') }, metadata, type };
}

function cronTrigger(window: CronWindow, autoscale: Autoscale, mark: Mark): Trigger {
  return {
    metadata: {
      desiredReplicas: mark.rule(String(Math.max(1, autoscale.min)), 'CronWakesOne'),
      end: mark.rule(window.end, 'CronWindow'),
      start: mark.rule(window.start, 'CronWindow'),
      timezone: mark.rule('UTC', 'CronWindow'),
    },
    type: mark.rule('cron', 'ObjectKind'),
  };
}

/** A PromQL string literal. */
function promql(text: string): string {
  if (!/["\\\n]/.test(text)) return `"${text}"`;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
