import { HttpError } from './http-error.ts';
import type { CompleteItem, FailItem, ItemRef, UdfSpecInput } from './protocol.ts';
import type { Registry } from './registry.ts';

type Body = Readonly<Record<string, unknown>>;
type Handler = (gateway: Registry, id: string, body: Body) => unknown;

const routes: Readonly<Record<string, Handler>> = {
  'GET /v2/udfs': (gateway) => ({ udfs: gateway.ids.map((id) => udf(gateway, id)) }),

  'POST /v2/udfs': (gateway, _, body) => {
    const id = text(body, 'id');
    if (gateway.ids.includes(id)) throw new HttpError(409, 'conflict', `UDF ${id} exists`);
    gateway.put(id, body.spec as UdfSpecInput).paused = body.paused === true;
    return udf(gateway, id);
  },

  'GET /v2/udfs/{id}': (gateway, id) => ({ udf: udf(gateway, id), status: status(gateway, id) }),

  'PUT /v2/udfs/{id}': (gateway, id, body) => {
    gateway.put(id, body.spec as UdfSpecInput);
    return udf(gateway, id);
  },

  'DELETE /v2/udfs/{id}': (gateway, id) => {
    gateway.registered(id);
    gateway.remove(id);
    return { status: 'OK' };
  },

  'GET /v2/udfs/{id}/status': status,

  'POST /v2/udfs/{id}/pause': (gateway, id) => {
    gateway.books(id).paused = true;
    return udf(gateway, id);
  },

  'POST /v2/udfs/{id}/resume': (gateway, id) => {
    gateway.books(id).paused = false;
    return udf(gateway, id);
  },

  'POST /v2/udfs/{id}/reset-failed': (gateway, id) => ({
    udf_id: id,
    updated: gateway.books(id).resetFailed(),
  }),

  'POST /v2/udfs/{id}/discover': (gateway, id, { namespaces = [] }) => {
    const enqueued = gateway.discover(id, namespaces as string[]);
    return { udf_id: id, enqueued, namespaces: gateway.books(id).spec.target_namespaces };
  },

  'POST /v2/udfs/{id}/claim': (gateway, id, body) => {
    const books = gateway.books(id);
    const worker = text(body, 'worker_id');
    // The SDK's loop leaves the duration to the gateway; what it then takes is not public. The spec's is natural.
    const seconds = (body.lease_seconds as number | undefined) ?? books.spec.schedule.lease_seconds;
    return {
      udf_id: id,
      worker_id: worker,
      items: books.claim(worker, (body.limit as number) ?? 32, seconds),
    };
  },

  'POST /v2/udfs/{id}/items/heartbeat': (gateway, id, body) => ({
    udf_id: id,
    updated: gateway.books(id).heartbeat(text(body, 'worker_id'), items<ItemRef>(body)),
  }),

  'POST /v2/udfs/{id}/items/complete': (gateway, id, body) => ({
    udf_id: id,
    updated: gateway.books(id).complete(text(body, 'worker_id'), items<CompleteItem>(body)),
  }),

  'POST /v2/udfs/{id}/items/fail': (gateway, id, body) => ({
    udf_id: id,
    updated: gateway.books(id).fail(text(body, 'worker_id'), items<FailItem>(body)),
  }),
};

/** Answers one request of the UDF API. */
export function handleUdfRequest(gateway: Registry, method: string, path: string, body: Body): unknown {
  const id = decodeURIComponent(/^\/v2\/udfs\/([^/]+)/.exec(path)?.[1] ?? '');
  const pattern = path.replace(/^(\/v2\/udfs\/)[^/]+/, '$1{id}');
  const handler = routes[`${method} ${pattern}`];
  if (handler === undefined) throw new HttpError(404, 'not_found', `no route ${method} ${path}`);
  return handler(gateway, id, body);
}

function udf(gateway: Registry, id: string) {
  const { books, createdAt } = gateway.registered(id);
  return { id, spec: books.spec, paused: books.paused, created_at: createdAt, updated_at: createdAt };
}

function status(gateway: Registry, id: string) {
  const books = gateway.books(id);
  const counts = books.counts();
  return {
    udf_id: id,
    paused: books.paused,
    active_namespaces: books.spec.target_namespaces,
    discovery: { sweeps_completed: books.sweeps, last_completed_at: null },
    counts,
    pending_count: counts.pending,
    processing_count: counts.processing,
    failed_count: counts.failed,
    indexed_rate_per_min: 0,
    rate_window_seconds: 60,
  };
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new HttpError(422, 'invalid', `${name} is missing`);
  return value;
}

function items<T extends ItemRef>(body: Body): readonly T[] {
  if (!Array.isArray(body.items)) throw new HttpError(422, 'invalid', 'items is missing');
  return body.items;
}
