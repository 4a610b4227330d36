import { type Diagnostic, type Related, unsaid } from '../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { valueAt } from '../json/path.ts';
import { type Pointer, readable } from '../json/pointer.ts';
import { fileOf } from './places.ts';

/** A diagnostic as an item of `results` of a ResourceList with these items. */
export function resultOf(diagnostic: Diagnostic, items: readonly Json[]): JsonObject {
  const item = items[diagnostic.source];
  const { code, severity, pointer, message, hint, related } = diagnostic;
  const allowed = unsaid(diagnostic);
  const others = (related ?? []).map((one) => ` ${withFile(one, items)}`).join('');
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

/** A result has a field for one file only, so that of another place stands in the text. */
function withFile({ source, message }: Related, items: readonly Json[]): string {
  const file = fileOf(items[source]);
  return file === undefined ? message : `${message.replace(/\.$/, '')} (${file.path}).`;
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
