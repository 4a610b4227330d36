/** What the gateway is told of a Function: its half of the spec, in the API's own snake_case. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

/** What is known of a compiled Function. */
export interface Registered {
  readonly name: string;
  /** The Function with every default. */
  readonly filled: JsonObject;
  readonly activeNamespaces: readonly string[];
  /** Where its Service is, for push. */
  readonly url: string | undefined;
}

/** What every gateway has no word for: the cluster's half, and what was resolved before. */
const OTHERS = [
  'paused',
  'scaling',
  'indexSelector',
  'targetNamespaces',
  'output',
  'worker',
  'schedule',
  'retry',
  'triggers',
  'version',
];

/**
 * `{id, spec, paused}` as POST takes it; undefined for a Function that only a schedule wakes: no gateway has a UDF for
 * that. A filter stays as it was written.
 */
export function registrationOf({ name, filled, activeNamespaces, url }: Registered): JsonObject | undefined {
  const spec = objectOf(filled.spec);
  const triggers = isArray(spec.triggers) ? spec.triggers.filter((one) => one !== 'schedule') : ['discovery'];
  if (triggers.length === 0) return undefined;
  // A URL is there for push alone.
  const { podSpec: _, dispatch: __, computeClass: ___, url: written, ...worker } = objectOf(spec.worker);
  const { cron: ____, ...schedule } = objectOf(spec.schedule);
  const output = objectOf(spec.output);
  const others = Object.entries(spec).filter(([key]) => !OTHERS.includes(key));
  return {
    id: name,
    paused: spec.paused === true,
    spec: {
      ...Object.fromEntries(others.map(([key, value]) => [snakeCase(key), value])),
      target_namespaces: activeNamespaces,
      version: (spec.version ?? output.version ?? 'v1') as Json,
      worker: { ...snakeCased(worker), ...(url === undefined ? {} : { url: written ?? url }) },
      schedule: snakeCased(schedule),
      retry: snakeCased(objectOf(spec.retry)),
      triggers,
    },
  };
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function snakeCased(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [snakeCase(key), value]));
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
