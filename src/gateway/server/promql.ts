/**
 * The one query that a rendered ScaledObject asks, answered from the queues. Everything else needs a Prometheus, which
 * a gateway may have behind it.
 */
import type { JsonObject } from '../../json/json.ts';
import { Refusal } from '../words/refusal.ts';

const LABEL = String.raw`"((?:[^"\\]|\\.)*)"`;
const RENDERED = new RegExp(
  String.raw`^max\(layer_udf_queue_depth\{udf=${LABEL}\}\) or 0 \* max\(up\{job=${LABEL}\} == 1\)$`,
);

/** The answer of Prometheus' API. `depthOf` gives the pending rows of a UDF. */
export function answerQuery(query: string, depthOf: (udf: string) => number, now: number): JsonObject {
  const [, udf] = RENDERED.exec(query.trim()) ?? [];
  if (udf === undefined) {
    throw new Refusal(
      422,
      'unsupported_query',
      'Without a Prometheus behind it this gateway answers the query of a rendered ScaledObject alone: max(layer_udf_queue_depth{udf="NAME"}) or 0 * max(up{job="NAME"} == 1).',
    );
  }
  const depth = depthOf(udf.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1'));
  return {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: {}, value: [now / 1000, String(depth)] }] },
  };
}
