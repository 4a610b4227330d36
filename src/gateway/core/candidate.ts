/**
 * Shadow runs: a second UDF, `<id>-candidate`, that writes beside the attributes of the first. The vendor's bodies are
 * not public; these are this project's.
 */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { invalid, notFound } from '../words/refusal.ts';
import { equal } from './filter/compare.ts';
import { type Gateway, shadowAttribute } from './gateway.ts';
import type { Udf } from './udf.ts';

/** Rows that differ, as many as are shown. */
const MOST_SHOWN = 20;

export function candidateId(id: string): string {
  return `${id}-candidate`;
}

export function getCandidate(gateway: Gateway, id: string): Udf {
  gateway.get(id);
  const found = gateway.find(candidateId(id));
  if (found?.record.spec.candidate?.of !== id) throw notFound(`candidate of UDF ${id}`);
  return found;
}

/** `{spec, outputs}`: the live spec with what the candidate changes of it, and the attributes to compare. */
export function createCandidate(gateway: Gateway, id: string, body: JsonObject, now: number): Udf {
  const { spec } = gateway.get(id).record;
  const changes = body.spec ?? {};
  const outputs = body.outputs ?? [];
  if (!isObject(changes)) throw invalid('spec must be an object.');
  if (!isArray(outputs) || !outputs.every((name) => typeof name === 'string'))
    throw invalid('outputs must be a list of texts.');
  const shadow = { ...(spec as unknown as JsonObject), ...changes, candidate: { of: id, outputs } };
  return gateway.create(candidateId(id), shadow, false, now);
}

/** How often the shadow found what the live UDF wrote, for every output. */
export function compareCandidate(gateway: Gateway, id: string, now: number): JsonObject {
  const { record, queue } = getCandidate(gateway, id);
  const { outputs = [] } = record.spec.candidate ?? {};
  const found = outputs.map((output) => {
    let same = 0;
    let different = 0;
    const examples: JsonObject[] = [];
    for (const { namespace, id: row, stage } of queue.items()) {
      const value = stage === 'completed' ? gateway.rows.get({ namespace, id: row }) : undefined;
      if (value === undefined) continue;
      const live = columnOf(value, output);
      const shadow = columnOf(value, shadowAttribute(id, output));
      if (isSame(live, shadow)) same++;
      else {
        different++;
        if (examples.length < MOST_SHOWN) examples.push({ namespace, id: row, live, candidate: shadow });
      }
    }
    return { output, same, different, examples };
  });
  return { udf_id: id, candidate_id: record.id, counts: { ...queue.counts(now) }, outputs: found };
}

/** The live UDF takes over what the candidate tried; the candidate goes. */
export function promoteCandidate(gateway: Gateway, id: string, now: number): Udf {
  const { version, inputs, filter, worker, target_namespaces } = getCandidate(gateway, id).record.spec;
  const live = gateway.get(id).record.spec as unknown as JsonObject;
  const promoted = { ...live, version, inputs, filter: filter ?? null, worker, target_namespaces };
  const udf = gateway.put(id, promoted as unknown as Json, now);
  gateway.remove(candidateId(id));
  return udf;
}

function columnOf(row: JsonObject, name: string): Json {
  return Object.hasOwn(row, name) ? (row[name] as Json) : null;
}

function isSame(a: Json, b: Json): boolean {
  if (isArray(a) && isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index] as Json));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] as Json, b[key] as Json))
    );
  }
  return equal(a, b);
}
