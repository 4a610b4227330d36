import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { segments } from '../../json/pointer.ts';
import { type Filled, withDefaults, withoutNulls } from '../../schema/defaults.ts';
import { allowedNames, type Kind } from '../../schema/fields.ts';
import { validate } from '../../schema/validate.ts';
import { type Diagnostic, diagnose } from '../words/diagnostics.ts';
import type { Settings } from '../words/settings.ts';
import type { FunctionSpec, FunctionView } from './function.ts';
import type { IndexView } from './index-view.ts';
import type { Entry } from './inventory.ts';
import type { PolicySource } from './policy.ts';
import { shapeFindings } from './schema-errors.ts';
import type { Stage } from './stage.ts';

/** What the documents of one kind say, and what is wrong with the rest of them. */
export interface Read<T> extends Stage<T> {
  /** How many there were, valid or not. */
  readonly given: number;
}

export function readFunctions(entries: readonly Entry[], settings: Settings): Read<FunctionView> {
  return read(entries, 'Function', (filled, value, source) => {
    const { name, namespace } = filled.metadata;
    const given = value.spec as JsonObject;
    return {
      source,
      name,
      namespace: namespace ?? settings.namespace,
      namespaceGiven: namespace !== undefined,
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
  return withDefaults('Function', withoutNulls('Function', plainNumbers(source)) as JsonObject);
}

export function readInfraRules(entries: readonly Entry[]): Read<PolicySource> {
  return read(entries, 'InfraRules', (rules, _, source) => ({ source, rules }));
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
  for (const [source, entry] of entries.entries()) {
    if (entry.kind !== kind) continue;
    given += 1;
    const numbers = withoutNulls(kind, plainNumbers(entry.value));
    const errors = validate(kind, numbers);
    if (errors.length === 0) {
      values.push(view(withDefaults(kind, numbers as JsonObject), entry.value as JsonObject, source));
      continue;
    }
    const findings = shapeFindings(errors, entry.value, (pointer) => allowedNames(kind, segments(pointer)));
    diagnostics.push(...findings.map(({ code, ...finding }) => diagnose(code, source, finding)));
  }
  return { values, diagnostics, given };
}

/** The value with plain numbers, for what only compares them; the same object when it has no exact number. */
function plainNumbers<T extends Json>(value: T): T {
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

function holdsExactNumber(value: Json): boolean {
  if (isArray(value)) return value.some(holdsExactNumber);
  if (!isObject(value)) return value instanceof ExactNumber;
  for (const key in value) {
    if (holdsExactNumber(value[key] as Json)) return true;
  }
  return false;
}
