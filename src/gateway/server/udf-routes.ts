/** The UDF API: a table of routes. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { compareCandidate, createCandidate, getCandidate, promoteCandidate } from '../core/candidate.ts';
import type { CompleteItem, FailItem, ItemRef } from '../core/protocol.ts';
import { idText } from '../core/rows.ts';
import { statusBody, type Udf, udfBody } from '../core/udf.ts';
import { invalid } from '../words/refusal.ts';
import type { Call, Route } from './call.ts';
import { discover } from './discover.ts';

const LIMIT = 32;

/** By method and path; `*` is one segment. */
export const UDF_ROUTES: { readonly [pattern: string]: Route } = {
  'GET /v2/udfs': {
    scope: 'read',
    answer: ({ gateway }) => ({ udfs: gateway.ids.map((id) => udfBody(gateway.get(id).record)) }),
  },
  'POST /v2/udfs': {
    scope: 'admin',
    answer: ({ gateway, body, now }) =>
      udfBody(gateway.create(text(body, 'id'), body.spec, body.paused === true, now).record),
  },
  'GET /v2/udfs/*': {
    scope: 'read',
    answer: ({ gateway, path: [id = ''], now }) => both(gateway.get(id), now),
  },
  'PUT /v2/udfs/*': {
    scope: 'write',
    answer: ({ gateway, path: [id = ''], body, now }) => udfBody(gateway.put(id, body.spec, now).record),
  },
  'DELETE /v2/udfs/*': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''] }) => {
      gateway.remove(id);
      return { status: 'OK', message: `UDF ${id} and its queue are gone.` };
    },
  },
  'GET /v2/udfs/*/status': {
    scope: 'read',
    answer: ({ gateway, path: [id = ''], now }) => status(gateway.get(id), now),
  },
  'POST /v2/udfs/*/pause': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''], now }) => udfBody(gateway.setPaused(id, true, now).record),
  },
  'POST /v2/udfs/*/resume': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''], now }) => udfBody(gateway.setPaused(id, false, now).record),
  },
  'POST /v2/udfs/*/reset-failed': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''], now }) => ({ udf_id: id, updated: gateway.resetFailed(id, now) }),
  },
  'POST /v2/udfs/*/discover': { scope: 'admin', answer: discover },
  'POST /v2/udfs/*/claim': { scope: 'write', answer: claim, isClaim: true },
  'POST /v2/udfs/*/items/heartbeat': {
    scope: 'write',
    answer: ({ gateway, path: [id = ''], body, now }) => ({
      udf_id: id,
      updated: gateway.heartbeat(id, text(body, 'worker_id'), items(body), now),
    }),
  },
  'POST /v2/udfs/*/items/complete': { scope: 'write', answer: complete },
  'POST /v2/udfs/*/items/fail': {
    scope: 'write',
    answer: ({ gateway, path: [id = ''], body, now }) => ({
      udf_id: id,
      updated: gateway.fail(id, text(body, 'worker_id'), items(body).map(failed), now),
    }),
  },
  'POST /v2/udfs/*/candidate': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''], body, now }) =>
      udfBody(createCandidate(gateway, id, body, now).record),
  },
  'GET /v2/udfs/*/candidate': {
    scope: 'read',
    answer: ({ gateway, path: [id = ''], now }) => both(getCandidate(gateway, id), now),
  },
  'DELETE /v2/udfs/*/candidate': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''] }) => {
      gateway.remove(getCandidate(gateway, id).record.id);
      return { status: 'OK', message: `The candidate of UDF ${id} is gone.` };
    },
  },
  'GET /v2/udfs/*/candidate/compare': {
    scope: 'read',
    answer: ({ gateway, path: [id = ''], now }) => compareCandidate(gateway, id, now),
  },
  'POST /v2/udfs/*/candidate/promote': {
    scope: 'admin',
    answer: ({ gateway, path: [id = ''], now }) => udfBody(promoteCandidate(gateway, id, now).record),
  },
};

function both(udf: Udf, now: number): JsonObject {
  return { udf: udfBody(udf.record), status: status(udf, now) };
}

function status(udf: Udf, now: number): JsonObject {
  return statusBody(udf, udf.record.spec.target_namespaces, now);
}

function claim({ gateway, path: [id = ''], body, now }: Call): JsonObject {
  const worker = text(body, 'worker_id');
  const limit = number(body, 'limit') ?? LIMIT;
  // The vendor's gateway leases for 120 s where a claim says nothing, whatever the schedule says, and the SDK never says
  // anything. Here the schedule counts: that is what its author would try out.
  const seconds = number(body, 'lease_seconds') ?? gateway.get(id).record.spec.schedule.lease_seconds;
  const claimed = gateway.claim(id, worker, limit, seconds, now);
  return { udf_id: id, worker_id: worker, items: claimed as unknown as Json };
}

function complete({ gateway, path: [id = ''], body, now }: Call): JsonObject {
  const worker = text(body, 'worker_id');
  const rows = items(body).map(completed);
  if (body.report_dispositions !== true)
    return { udf_id: id, updated: gateway.complete(id, worker, rows, now) };
  const dispositions = rows.map((row, index) =>
    gateway.complete(id, worker, [row], now) === 1
      ? { index, disposition: 'completed' }
      : { index, disposition: 'discard', reason: 'lease_lost' },
  );
  const updated = dispositions.filter(({ disposition }) => disposition === 'completed').length;
  return { udf_id: id, updated, items: dispositions };
}

function text(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw invalid(`${name} must be a text.`);
  return value;
}

function number(body: JsonObject, name: string): number | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || value < 0) throw invalid(`${name} must be a number that is not negative.`);
  return value;
}

type ItemBody = ItemRef & JsonObject;

function items(body: JsonObject): readonly ItemBody[] {
  if (!isArray(body.items)) throw invalid('items must be a list.');
  return body.items.map((item, index) => {
    const id = isObject(item) ? idText(item.id) : undefined;
    if (!isObject(item) || id === undefined || typeof item.namespace !== 'string')
      throw invalid(`items[${index}] must have a namespace and an id.`);
    return { ...item, namespace: item.namespace, id };
  });
}

function completed(item: ItemBody): CompleteItem {
  const attributes = item.attributes ?? {};
  if (!isObject(attributes)) throw invalid(`attributes of ${item.id} must be an object.`);
  return { ...item, attributes };
}

function failed(item: ItemBody): FailItem {
  const { namespace, id, kind, message } = item;
  if (kind !== 'transient' && kind !== 'permanent')
    throw invalid(`kind of ${id} must be transient or permanent.`);
  return { namespace, id, kind, ...(typeof message === 'string' ? { message } : {}) };
}
