import type { Gateway } from '../../gateway/core/gateway.ts';
import { RESERVED } from '../../gateway/core/markers.ts';
import type { JsonObject } from '../../json/json.ts';
import type { Observed } from '../words/observed.ts';

/** What a gateway knows of the rows of one namespace and of one UDF. */
export function observe(
  gateway: Gateway,
  udf: string,
  namespace: string,
): Pick<Observed, 'rows' | 'items' | 'maxAttempts'> {
  const { queue, record } = gateway.get(udf);
  const items = [...queue.items()].filter((item) => item.namespace === namespace);
  return {
    rows: new Map([...gateway.rows.in(namespace)].map(([id, row]) => [id, withoutOurs(row)])),
    items: new Map(items.map(({ id, stage, attempts, error }) => [id, { stage, attempts, error }])),
    maxAttempts: record.spec.retry.max_attempts,
  };
}

function withoutOurs(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(RESERVED)));
}
