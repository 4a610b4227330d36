/** `GET /metrics`, as the vendor's gateway has it: what is zero has no series, and leased rows do not count as queued. */
import type { Gateway } from '../core/gateway.ts';

export function exposition(gateway: Gateway, now: number): string {
  const depths: string[] = [];
  const stages: string[] = [];
  for (const id of gateway.ids) {
    const counts = gateway.get(id).queue.counts(now);
    const udf = id.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    if (counts.pending > 0) depths.push(`layer_udf_queue_depth{udf="${udf}"} ${counts.pending}`);
    for (const [stage, count] of Object.entries(counts))
      if (count > 0) stages.push(`layer_udf_stage_count{udf="${udf}",stage="${stage}"} ${count}`);
  }
  return `${[
    '# HELP layer_udf_queue_depth Rows that wait for a worker.',
    '# TYPE layer_udf_queue_depth gauge',
    ...depths,
    '# HELP layer_udf_stage_count Rows by their stage.',
    '# TYPE layer_udf_stage_count gauge',
    ...stages,
  ].join('\n')}\n`;
}
