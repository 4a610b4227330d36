/** What a registration says, checked and with the defaults that the gateway fills in. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, readable } from '../../json/pointer.ts';
import { invalid } from '../words/refusal.ts';
import type { UdfSpec } from './protocol.ts';

/** Every field that is a number, with its default: the same table for whoever compares a registration with a wish. */
export const NUMBERS = {
  worker: { batch_size: 32, timeout_seconds: 30 },
  schedule: {
    discovery_interval_seconds: 60,
    lease_seconds: 120,
    max_in_flight_batches: 8,
    max_concurrent_scans: 4,
  },
  retry: { max_attempts: 8, initial_backoff_seconds: 5, max_backoff_seconds: 300 },
} as const;

/** Every other field that is filled in. */
export const OTHERS = {
  target_namespaces: [],
  inputs: [],
  version: 'v1',
  triggers: ['discovery'],
  invalidates: [],
} as const satisfies { readonly [field: string]: string | readonly string[] };

const TRIGGERS = ['discovery', 'write'];

/** The spec with its defaults; throws the 422 of the first field that is wrong. */
export function readSpec(given: Json | undefined, at: Pointer = '/spec'): UdfSpec {
  const spec = objectAt(given, at);
  const worker = objectAt(spec.worker, child(at, 'worker'), {});
  const spelled: Record<string, Json> = {};
  // A field that says null says nothing.
  for (const [key, value] of Object.entries(spec)) if (value !== null) spelled[key] = value;
  const triggers = textsAt(spec.triggers, child(at, 'triggers')) ?? OTHERS.triggers;
  for (const [index, trigger] of triggers.entries()) {
    if (TRIGGERS.includes(trigger)) continue;
    throw invalid(
      `${readable(child(child(at, 'triggers'), index))} is ${JSON.stringify(trigger)}, but the gateway knows discovery and write.`,
    );
  }
  return {
    ...spelled,
    target_namespaces:
      textsAt(spec.target_namespaces, child(at, 'target_namespaces')) ?? OTHERS.target_namespaces,
    inputs: textsAt(spec.inputs, child(at, 'inputs')) ?? OTHERS.inputs,
    version: textAt(spec.version, child(at, 'version')) ?? OTHERS.version,
    worker: {
      ...worker,
      ...optionalText(worker, 'image', child(at, 'worker')),
      ...optionalText(worker, 'url', child(at, 'worker')),
      ...numbersAt(worker, NUMBERS.worker, child(at, 'worker')),
    },
    schedule: numbersAt(
      objectAt(spec.schedule, child(at, 'schedule'), {}),
      NUMBERS.schedule,
      child(at, 'schedule'),
    ),
    retry: numbersAt(objectAt(spec.retry, child(at, 'retry'), {}), NUMBERS.retry, child(at, 'retry')),
    triggers,
    invalidates: textsAt(spec.invalidates, child(at, 'invalidates')) ?? OTHERS.invalidates,
  } as UdfSpec;
}

function objectAt(value: Json | undefined, at: Pointer, absent?: JsonObject): JsonObject {
  if ((value === undefined || value === null) && absent !== undefined) return absent;
  if (!isObject(value)) throw invalid(`${readable(at)} must be an object.`);
  return value;
}

function textAt(value: Json | undefined, at: Pointer): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(`${readable(at)} must be a text.`);
  return value;
}

function optionalText(object: JsonObject, key: string, at: Pointer): JsonObject {
  const text = textAt(object[key], child(at, key));
  return text === undefined ? {} : { [key]: text };
}

function textsAt(value: Json | undefined, at: Pointer): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalid(`${readable(at)} must be a list of texts.`);
  return value as readonly string[];
}

function numbersAt<T extends Readonly<Record<string, number>>>(
  object: JsonObject,
  defaults: T,
  at: Pointer,
): T {
  const numbers: Record<string, number> = {};
  for (const [key, fallback] of Object.entries(defaults)) {
    const value = object[key] ?? fallback;
    if (typeof value !== 'number' || value < 0)
      throw invalid(`${readable(child(at, key))} must be a number that is not negative.`);
    numbers[key] = value;
  }
  return numbers as T;
}
