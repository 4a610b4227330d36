import { type Diagnostic, unsaid } from '../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { valueAt } from '../json/path.ts';
import { type Pointer, readable } from '../json/pointer.ts';
import { fileOf } from './places.ts';

/** A diagnostic as an item of `results` of a ResourceList. */
export function resultOf(diagnostic: Diagnostic, item: Json | undefined): JsonObject {
  const { code, severity, pointer, message, hint, related } = diagnostic;
  const allowed = unsaid(diagnostic);
  const others = (related ?? []).map((one) => ` ${one.message}`).join('');
  const text = `${message}${allowed === undefined ? '' : ` Allowed: ${allowed}.`}${others} ${hint}`;
  const file = item === undefined ? undefined : fileOf(item);
  return {
    message: text,
    severity,
    ...(isObject(item) && { resourceRef: reference(item) }),
    ...(pointer !== '' && { field: { path: readable(pointer), ...currentValue(item, pointer) } }),
    ...(file !== undefined && { file: { path: file.path, index: file.index } }),
    tags: { code },
  };
}

/** A plain value that stands there. */
function currentValue(item: Json | undefined, pointer: Pointer): JsonObject {
  const value = valueAt(item, pointer) ?? null;
  return value === null || isObject(value) || isArray(value) ? {} : { currentValue: value };
}

function reference({ apiVersion, kind, metadata }: JsonObject): JsonObject {
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return Object.fromEntries(
    Object.entries({ apiVersion, kind, name, namespace }).filter(([, value]) => typeof value === 'string'),
  ) as JsonObject;
}
