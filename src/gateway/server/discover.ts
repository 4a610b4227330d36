/** `POST /v2/udfs/{id}/discover`. */
import { isArray, type JsonObject } from '../../json/json.ts';
import { scan, sweep } from '../core/discovery.ts';
import { invalid } from '../words/refusal.ts';
import type { Call } from './call.ts';

/** All rows at once; or, where `max_pages` asks for pages, so many of them and where the next call goes on. */
export function discover({ gateway, path: [id = ''], body, now }: Call): JsonObject {
  const udf = gateway.get(id);
  const asked = body.namespaces ?? [];
  if (!isArray(asked) || !asked.every((name) => typeof name === 'string'))
    throw invalid('namespaces must be a list of texts.');
  const namespaces = asked.length > 0 ? (asked as readonly string[]) : udf.record.spec.target_namespaces;
  if (body.max_pages == null) {
    return { udf_id: id, enqueued: sweep(gateway, udf, namespaces, now), namespaces };
  }
  const pageSize = positive(body.page_size ?? 1000, 'page_size');
  const most = positive(body.max_pages, 'max_pages');
  const from = cursorOf(body.cursor ?? null);
  let pages = 0;
  let enqueued = 0;
  for (const namespace of namespaces.slice(from.namespace)) {
    const index = namespaces.indexOf(namespace);
    let page = 0;
    for (const one of scan(gateway, udf, namespace, pageSize, () => now)) {
      page++;
      if (index === from.namespace && page <= from.page) continue;
      enqueued += one.enqueued;
      pages++;
      if (pages < most) continue;
      return {
        udf_id: id,
        enqueued,
        namespaces,
        pages_scanned: pages,
        complete: false,
        next_cursor: `${index}.${page}`,
      };
    }
  }
  gateway.swept(udf, now);
  return { udf_id: id, enqueued, namespaces, pages_scanned: pages, complete: true, next_cursor: null };
}

function positive(value: unknown, name: string): number {
  if (typeof value !== 'number' || value < 1) throw invalid(`${name} must be a number from 1 on.`);
  return value;
}

function cursorOf(cursor: unknown): { readonly namespace: number; readonly page: number } {
  if (cursor === null) return { namespace: 0, page: 0 };
  const [, namespace, page] = /^(\d{1,9})\.(\d{1,9})$/.exec(String(cursor)) ?? [];
  if (namespace === undefined) throw invalid('cursor must be the next_cursor of an answer.');
  return { namespace: Number(namespace), page: Number(page) };
}
