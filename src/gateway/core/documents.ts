/** The document routes that workers use: fetch, query with a filter, write. Ranking is left to a real store. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { invalid, notFound, Refusal } from '../words/refusal.ts';
import { compare } from './filter/compare.ts';
import { readFilter } from './filter/filter.ts';
import type { Gateway } from './gateway.ts';
import { RESERVED } from './markers.ts';
import type { ItemRef } from './protocol.ts';
import { idOf, idText } from './rows.ts';

const TOP_K = 10;

/** `{id, attributes}` of one row. */
export function fetchDocument(gateway: Gateway, ref: ItemRef, include?: readonly string[]): JsonObject {
  const row = gateway.rows.get(ref);
  if (row === undefined) throw notFound(`document ${ref.id} in namespace ${ref.namespace}`);
  const { id: _, ...attributes } = row;
  return { id: ref.id, attributes: chosen(attributes, include ?? true) };
}

/** `{ids, include_attributes?}` -> `{documents, missing}`. */
export function fetchDocuments(gateway: Gateway, namespace: string, body: JsonObject): JsonObject {
  const ids = listOf(body.ids, 'ids').map((id) => idText(id) ?? '');
  const include = textsOf(body.include_attributes, 'include_attributes');
  const [found, missing] = [true, false].map((is) =>
    ids.filter((id) => (gateway.rows.get({ namespace, id }) !== undefined) === is),
  ) as [string[], string[]];
  return { documents: found.map((id) => fetchDocument(gateway, { namespace, id }, include)), missing };
}

/** `{filters?, top_k?, include_attributes?, rank_by?}` -> `{rows}`; by id, or by one attribute. */
export function query(gateway: Gateway, namespace: string, body: JsonObject): JsonObject {
  if (body.vector != null || body.nearest_to_id != null)
    throw new Refusal(422, 'unsupported', 'A local gateway has no vector search; filters and rank_by work.');
  const rows = [...matching(gateway, namespace, body.filters)];
  const { rank_by } = body;
  if (rank_by != null) sortBy(rows, rank_by);
  const limit = body.limit ?? body.top_k ?? TOP_K;
  if (typeof limit !== 'number' || limit < 0) throw invalid('top_k must be a number that is not negative.');
  const include = body.include_attributes;
  const columns = typeof include === 'boolean' ? include : (textsOf(include, 'include_attributes') ?? []);
  return {
    rows: rows
      .slice(0, limit)
      .map(({ id, ...attributes }) => ({ id: id as Json, ...chosen(attributes, columns) })),
    billing: {},
  };
}

/** Ids of the rows that a filter lets pass, in the order of writing. */
export function matchingIds(
  gateway: Gateway,
  namespace: string,
  filters: Json | undefined,
): readonly string[] {
  return matching(gateway, namespace, filters).map((row) => idOf(row));
}

function matching(
  gateway: Gateway,
  namespace: string,
  filters: Json | undefined,
  at: Pointer = '/filters',
): readonly JsonObject[] {
  const filter = readFilter(filters, gateway.store, at);
  if (!gateway.rows.has(namespace)) throw notFound(`namespace ${namespace}`);
  return [...gateway.rows.in(namespace).values()].filter(filter.matches);
}

function sortBy(rows: JsonObject[], rank: Json): void {
  const [attribute, order] = isArray(rank) ? rank : [];
  if (typeof attribute !== 'string' || (order !== 'asc' && order !== 'desc'))
    throw new Refusal(
      422,
      'unsupported',
      'rank_by must be [attribute, "asc" or "desc"]: nothing else is ranked locally.',
    );
  const sign = order === 'asc' ? 1 : -1;
  // Rows without the attribute are lowest.
  const place = (row: JsonObject) => (Object.hasOwn(row, attribute) ? (row[attribute] as Json) : null);
  rows.sort((a, b) => {
    const [left, right] = [place(a), place(b)];
    if (left === null || right === null) return sign * (Number(left !== null) - Number(right !== null));
    return sign * (compare(left, right) ?? 0);
  });
}

/** turbopuffer's write: rows or columns to upsert, to patch, to delete. All of it or nothing. */
export function write(gateway: Gateway, namespace: string, body: JsonObject, now: number): JsonObject {
  const upserts = [
    ...listOf(body.upsert_rows, 'upsert_rows'),
    ...rowsOf(body.upsert_columns, 'upsert_columns'),
  ];
  const patches = [...listOf(body.patch_rows, 'patch_rows'), ...rowsOf(body.patch_columns, 'patch_columns')];
  const deletes = listOf(body.deletes, 'deletes').map((id) => ({ namespace, id: idText(id) ?? '' }));
  const unknown = Object.keys(body).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined)
    throw new Refusal(
      422,
      'unsupported',
      `A local gateway does not know ${JSON.stringify(unknown)} in a write.`,
    );
  const byFilter =
    body.delete_by_filter == null
      ? []
      : gateway.rows.has(namespace)
        ? matching(gateway, namespace, body.delete_by_filter, '/delete_by_filter')
        : [];
  for (const row of [...upserts, ...patches]) {
    idOf(row);
    const reserved = Object.keys(row as JsonObject).find((name) => name.startsWith(RESERVED));
    if (reserved !== undefined) throw invalid(`The attribute ${reserved} is the gateway's own.`);
  }
  const upserted = upserts.map((row) => gateway.rows.put(namespace, row as JsonObject));
  const patched = patches.flatMap((row) => {
    const { id: _, ...columns } = row as JsonObject;
    const ref = { namespace, id: idOf(row) };
    return gateway.rows.patch(ref, columns) ? [{ ref, columns: Object.keys(columns) }] : [];
  });
  const gone = [...deletes, ...byFilter.map((row) => ({ namespace, id: idOf(row) }))].filter((ref) =>
    gateway.rows.delete(ref),
  );
  for (const ref of gone) gateway.deleted(ref);
  gateway.written(upserted, undefined, now);
  for (const { ref, columns } of patched) gateway.written([ref], columns, now);
  return {
    status: 'OK',
    message: 'written',
    rows_affected: upserted.length + patched.length + gone.length,
    rows_upserted: upserted.length,
    rows_patched: patched.length,
    rows_deleted: gone.length,
    billing: {},
  };
}

/** What a write may say. A schema, a metric and the like decide nothing about rows here. */
const KNOWN = [
  'upsert_rows',
  'upsert_columns',
  'patch_rows',
  'patch_columns',
  'deletes',
  'delete_by_filter',
  'schema',
  'distance_metric',
  'return_affected_ids',
  'encryption',
];

/** `{id: [...], a: [...]}` as rows. */
function rowsOf(columns: Json | undefined, name: string): readonly JsonObject[] {
  if (columns === undefined || columns === null) return [];
  if (!isObject(columns)) throw invalid(`${name} must be an object of lists.`);
  const entries = Object.entries(columns).map(
    ([key, values]) => [key, listOf(values, `${name}.${key}`)] as const,
  );
  const { length } = listOf(columns.id, `${name}.id`);
  const uneven = entries.find(([, values]) => values.length !== length);
  if (uneven !== undefined)
    throw invalid(`${name}.${uneven[0]} must be as long as ${name}.id: ${length} values.`);
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(entries.map(([key, values]) => [key, values[index] as Json])),
  );
}

function chosen(attributes: JsonObject, include: boolean | readonly string[]): JsonObject {
  if (include === true) return attributes;
  if (include === false) return {};
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => include.includes(name)));
}

function listOf(value: Json | undefined, name: string): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (!isArray(value)) throw invalid(`${name} must be a list.`);
  return value;
}

function textsOf(value: Json | undefined, name: string): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const list = listOf(value, name);
  if (!list.every((item) => typeof item === 'string')) throw invalid(`${name} must be a list of texts.`);
  return list as readonly string[];
}
