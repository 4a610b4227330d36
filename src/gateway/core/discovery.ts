/** A sweep over the rows of a UDF, page by page, so that whoever runs it can do other things in between. */
import type { Gateway } from './gateway.ts';
import type { Udf } from './udf.ts';

export interface Page {
  readonly scanned: number;
  readonly enqueued: number;
}

/** Looks through a namespace; every step is one page. Rows that are written meanwhile are seen or come with the next sweep. */
export function* scan(
  gateway: Gateway,
  udf: Udf,
  namespace: string,
  pageSize: number,
  now: () => number,
): Generator<Page> {
  let scanned = 0;
  let enqueued = 0;
  for (const [id, row] of gateway.rows.in(namespace)) {
    scanned++;
    if (gateway.offer(udf, { namespace, id }, row, now())) enqueued++;
    if (scanned < pageSize) continue;
    yield { scanned, enqueued };
    scanned = 0;
    enqueued = 0;
  }
  yield { scanned, enqueued };
}

/** A sweep in one go. Returns how many rows were enqueued. */
export function sweep(gateway: Gateway, udf: Udf, namespaces: readonly string[], now: number): number {
  let enqueued = 0;
  for (const namespace of namespaces)
    for (const page of scan(gateway, udf, namespace, Number.POSITIVE_INFINITY, () => now))
      enqueued += page.enqueued;
  gateway.swept(udf, now);
  return enqueued;
}

/** Attributes of the filter that no row of the namespaces has: turbopuffer refuses a query with one. */
export function unknownAttributes(gateway: Gateway, udf: Udf): readonly string[] {
  const { target_namespaces } = udf.record.spec;
  const missing = new Set(udf.filter.attributes.filter((name) => !name.startsWith('_hevlayer_')));
  for (const namespace of target_namespaces) {
    for (const row of gateway.rows.in(namespace).values()) {
      if (missing.size === 0) return [];
      for (const name of missing) if (Object.hasOwn(row, name)) missing.delete(name);
    }
  }
  return [...missing];
}
