/** The document routes that the SDK's workers use, and the scans behind its `list_ids`. */
import type { JsonObject } from '../../json/json.ts';
import { fetchDocument, fetchDocuments, matchingIds, query, write } from '../core/documents.ts';
import { timestamp } from '../core/udf.ts';
import { notFound, Refusal } from '../words/refusal.ts';
import type { Call, Route } from './call.ts';

/** Kept until the process ends, the oldest go first. */
const MOST_SCANS = 100;
const SCANS = new WeakMap<
  object,
  Map<string, { readonly job: JsonObject; readonly ids: readonly string[] }>
>();

export const DOCUMENT_ROUTES: { readonly [pattern: string]: Route } = {
  'GET /v2/namespaces': {
    scope: 'read',
    answer: ({ gateway }) => ({
      namespaces: gateway.rows.namespaces.map((name) => ({ name, row_count: gateway.rows.in(name).size })),
      next_cursor: null,
    }),
  },
  'POST /v2/namespaces/*': {
    scope: 'write',
    answer: ({ gateway, path: [namespace = ''], body, now }) => write(gateway, namespace, body, now),
  },
  'GET /v2/namespaces/*/documents/*': {
    scope: 'read',
    answer: ({ gateway, path: [namespace = '', id = ''], search }) => {
      const include = search.getAll('include_attributes').flatMap((names) => names.split(','));
      return fetchDocument(gateway, { namespace, id }, include.length === 0 ? undefined : include);
    },
  },
  'POST /v2/namespaces/*/documents': {
    scope: 'read',
    answer: ({ gateway, path: [namespace = ''], body }) => fetchDocuments(gateway, namespace, body),
  },
  'POST /v2/namespaces/*/query': { scope: 'read', answer: queried },
  'POST /v1/namespaces/*/query': { scope: 'read', answer: queried },
  'POST /v2/namespaces/*/scans': { scope: 'read', answer: createScan },
  'GET /v2/namespaces/*/scans/*': { scope: 'read', answer: (call) => scanOf(call).job },
  'GET /v2/namespaces/*/scans/*/results': {
    scope: 'read',
    answer: (call) => {
      const { ids } = scanOf(call);
      const [offset, limit] = ['offset', 'limit'].map((name) => Number(call.search.get(name) ?? Number.NaN));
      const from = Number.isNaN(offset) ? 0 : (offset as number);
      const most = Number.isNaN(limit) ? ids.length : (limit as number);
      return { ids: ids.slice(from, from + most), total: ids.length };
    },
  },
};

function queried({ gateway, path: [namespace = ''], body }: Call): JsonObject {
  return query(gateway, namespace, body);
}

/** A scan for ids is done as soon as it is asked for. */
function createScan({ gateway, path: [namespace = ''], body, now }: Call): JsonObject {
  for (const kind of ['fts', 'hybrid_text', 'ann', 'field'])
    if (body[kind] != null)
      throw new Refusal(422, 'unsupported', `A local gateway scans for ids by a filter, not by ${kind}.`);
  const ids = matchingIds(gateway, namespace, body.filters);
  const scans = SCANS.get(gateway) ?? new Map();
  SCANS.set(gateway, scans);
  const [oldest] = scans.keys();
  if (scans.size >= MOST_SCANS) scans.delete(oldest);
  const last = Number([...scans.keys()].at(-1)?.slice('scan-'.length) ?? 0);
  const job = {
    id: `scan-${last + 1}`,
    namespace,
    status: 'completed',
    progress: 1,
    documents_scanned: gateway.rows.in(namespace).size,
    created_at: timestamp(now),
    completed_at: timestamp(now),
    mode: 'ids',
    source: 'origin',
  };
  scans.set(job.id, { job, ids });
  return job;
}

function scanOf({ gateway, path: [namespace = '', id = ''] }: Call) {
  const found = SCANS.get(gateway)?.get(id);
  if (found?.job.namespace !== namespace) throw notFound(`scan ${id} in namespace ${namespace}`);
  return found;
}
