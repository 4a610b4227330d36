import { ExactNumber, isArray, type Json, type JsonObject } from '../../json/json.ts';
import { type Filled, withDefaults, withoutNulls } from '../../schema/defaults.ts';
import type { Kind } from '../../schema/fields.ts';
import { validate } from '../../schema/validate.ts';
import { attempt } from '../words/attempt.ts';
import { type Diagnostic, diagnose } from '../words/diagnostics.ts';
import type { Settings } from '../words/settings.ts';
import type { FunctionSpec, FunctionView } from './function.ts';
import type { IndexView } from './index-view.ts';
import type { Entry } from './inventory.ts';
import { shapeFindings } from './schema-errors.ts';
import type { Stage } from './stage.ts';

/** What the documents of one kind say, and what is wrong with the rest of them. */
export interface Read<T> extends Stage<T> {
  /** How many there were, valid or not. */
  readonly given: number;
}

export function readFunctions(entries: readonly Entry[], settings: Settings): Read<FunctionView> {
  return read(entries, 'Function', (filled, value, source) => {
    const { name, namespace, labels, annotations } = filled.metadata;
    const given = value.spec as JsonObject;
    return {
      source,
      name,
      namespace: namespace ?? settings.namespace,
      namespaceGiven: namespace !== undefined,
      labels: labels ?? {},
      annotations: annotations ?? {},
      spec: verbatim(filled.spec, given),
      given,
    };
  });
}

/** A filter is the gateway's and a podSpec the API server's: numbers in them stay as they were written. */
function verbatim(spec: FunctionSpec, { filter = spec.filter, worker }: JsonObject): FunctionSpec {
  const { podSpec = spec.worker.podSpec } = worker as { podSpec?: JsonObject };
  if (filter === spec.filter && podSpec === spec.worker.podSpec) return spec;
  return {
    ...spec,
    ...(filter !== undefined && { filter }),
    ...(podSpec !== undefined && { worker: { ...spec.worker, podSpec } }),
  };
}

/** A valid Function with every default of its schema. */
export function filledFunction(source: JsonObject): Filled['Function'] {
  const filled = withDefaults('Function', withoutNulls('Function', plainNumbers(source)) as JsonObject);
  return { ...filled, spec: verbatim(filled.spec, source.spec as JsonObject) };
}

export function readIndexes(entries: readonly Entry[]): Read<IndexView> {
  return read(entries, 'Index', ({ metadata, spec }) => ({
    storeNamespace: spec.backend.namespace ?? metadata.name,
    labels: { ...metadata.labels, ...spec.metadata.labels },
  }));
}

function read<T, K extends Kind>(
  entries: readonly Entry[],
  kind: K,
  view: (filled: Filled[K], value: JsonObject, source: number) => T,
): Read<T> {
  const values: T[] = [];
  const diagnostics: Diagnostic[] = [];
  let given = 0;
  for (let source = 0; source < entries.length; source++) {
    const entry = entries[source] as Entry;
    if (entry.kind !== kind) continue;
    given += 1;
    if (entry.refused) continue;
    const { fault } = attempt(source, () => {
      const { filled, diagnostics: wrong } = checkShape(kind, entry.value, source, entry.plain);
      for (const one of wrong) diagnostics.push(one);
      if (filled !== null) values.push(view(filled, entry.value as JsonObject, source));
    });
    if (fault !== undefined) diagnostics.push(fault);
  }
  return { values, diagnostics, given };
}

/**
 * An object with its defaults, or, where it does not have the shape of its kind, what is wrong with it. In a `plain` one
 * there is nothing that would have to be taken out before.
 */
export function checkShape<K extends Kind>(
  kind: K,
  value: Json,
  source: number,
  plain = false,
): { readonly filled: Filled[K] | null; readonly diagnostics: readonly Diagnostic[] } {
  const numbers = plain ? value : withoutNulls(kind, plainNumbers(value));
  const errors = validate(kind, numbers);
  if (errors.length === 0) return { filled: withDefaults(kind, numbers as JsonObject), diagnostics: [] };
  const findings = shapeFindings(errors, value, kind);
  return {
    filled: null,
    diagnostics: findings.map(({ code, ...finding }) => diagnose(code, source, finding)),
  };
}

/** The value with plain numbers, for what only compares them; the same object when it has no exact number. */
export function plainNumbers<T extends Json>(value: T): T {
  return plainValue(value) as T;
}

function plainValue(value: Json): Json {
  if (!holdsExactNumber(value)) return value;
  if (value instanceof ExactNumber) return Number(value.text);
  if (isArray(value)) return value.map(plainValue);
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, item]) => [key, plainValue(item)]),
  );
}

/** Of most objects this looks at each value, and few of these are lists or objects. */
function holdsExactNumber(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof ExactNumber) return true;
  if (isArray(value)) {
    for (let index = 0; index < value.length; index++)
      if (holdsExactNumber(value[index] as Json)) return true;
    return false;
  }
  for (const key in value) {
    const item = value[key] as Json;
    if (typeof item === 'object' && holdsExactNumber(item)) return true;
  }
  return false;
}
