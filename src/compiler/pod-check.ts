/**
 * Strict validation of a whole PodSpec: its types from Kubernetes' own OpenAPI document, closed (an unknown field is an
 * error at any depth), and the rules that only the API server's code knows.
 */

import type { Finding } from './diagnostics.ts';
import { didYouMean } from './did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';
import { leafFault, numberText, shown, typeFault } from './pod-leaf.ts';
import { rulesOf } from './pod-rules.ts';
import { fieldType, itemType, rowOf, uniqueBy, valueType } from './pod-types.ts';
import { BOUNDS, FORMS, NEEDED, WORDS } from './pod-values.ts';
import { child, type Pointer } from './pointer.ts';
import { itemIdentity } from './strategic-items.ts';

/** Everything that is wrong with a pod; pointers are into the pod spec. Never throws, whatever the value. */
export function checkPod(pod: JsonObject): readonly Finding[] {
  const findings: Finding[] = [];
  checkValue(pod, 'PodSpec', {
    pod,
    pointer: '',
    field: 'podSpec',
    report: (finding) => findings.push(finding),
  });
  return findings;
}

interface Place {
  readonly pod: JsonObject;
  readonly pointer: Pointer;
  /** The name of the nearest field: what messages call the value. */
  readonly field: string;
  readonly report: (finding: Finding) => void;
}

function checkValue(value: Json, type: string, place: Place): void {
  const { pointer, field, report } = place;
  const items = itemType(type);
  const values = valueType(type);
  if (items !== undefined) {
    if (!isArray(value)) report({ pointer, ...typeFault(value, 'a list', field) });
    else {
      for (const [index, item] of value.entries()) {
        checkValue(item, items, { ...place, pointer: child(pointer, index) });
      }
    }
  } else if (values !== undefined || rowOf(type) !== undefined) {
    if (!isObject(value)) report({ pointer, ...typeFault(value, 'an object', field) });
    else if (values === undefined) checkObject(value, type, place);
    else for (const [key, item] of Object.entries(value)) checkValue(item, values, below(place, key));
  } else {
    const fault = leafFault(value, type, field);
    if (fault !== undefined) report({ pointer, ...fault });
  }
}

function below(place: Place, field: string): Place {
  return { ...place, field, pointer: child(place.pointer, field) };
}

function checkObject(object: JsonObject, type: string, place: Place): void {
  for (const [key, value] of Object.entries(object)) {
    const of = fieldType(type, key);
    const here = below(place, key);
    if (of === undefined) here.report(unknownField(key, type, here.pointer));
    else {
      checkValue(value, of, here);
      checkContent(value, type, key, here);
      checkUnique(value, type, key, here);
    }
  }
  for (const field of new Set([...(rowOf(type)?.required ?? []), ...(NEEDED[type] ?? [])])) {
    const value = Object.hasOwn(object, field) ? object[field] : undefined;
    const empty = isArray(value) && value.length === 0 && NEEDED[type]?.includes(field);
    if (value === undefined || empty) place.report(missing(field, type, place.pointer, empty === true));
  }
  for (const { must, hint, check } of rulesOf(type)) {
    for (const { at, found } of check(object, place.pod)) {
      place.report({ pointer: place.pointer + at, message: `${found}: ${must}.`, hint });
    }
  }
}

function unknownField(field: string, type: string, pointer: Pointer): Finding {
  const known = Object.keys(rowOf(type)?.fields ?? {});
  const meant = didYouMean(field, known);
  return {
    pointer,
    at: 'key',
    message: `${type} has no field ${shown(field)}.`,
    allowed: known.join(', '),
    hint: meant === undefined ? 'Remove it, or move it where it belongs.' : `Did you mean ${meant}?`,
  };
}

function missing(field: string, type: string, pointer: Pointer, empty: boolean): Finding {
  return {
    pointer: child(pointer, field),
    message: `${type} needs ${field}, which is ${empty ? 'empty' : 'absent'}.`,
    hint: empty ? `Give ${field} an item.` : `Add ${field}.`,
  };
}

/** Words, bounds and grammars of one field; of a list, those of each item. */
function checkContent(value: Json, type: string, key: string, place: Place): void {
  const words = WORDS[type]?.[key];
  const bounds = BOUNDS[type]?.[key];
  const form = FORMS[type]?.[key];
  if (words === undefined && bounds === undefined && form === undefined) return;
  const each = isArray(value)
    ? value.map((item, index) => [item, child(place.pointer, index)] as const)
    : null;
  for (const [item, pointer] of each ?? [[value, place.pointer] as const]) {
    const wrong = (allowed: string, hint = `Write ${allowed}.`) =>
      place.report({ pointer, message: `${key} is ${shown(item)}.`, allowed, hint });
    const number = numberText(item);
    if (typeof item === 'string' && words !== undefined && !words.includes(item)) {
      const meant = didYouMean(item, words);
      const list = words.filter((word) => word !== '').join(', ');
      wrong(
        list,
        meant === undefined ? `Write ${words.length > 1 ? 'one of these' : list}.` : `Did you mean ${meant}?`,
      );
    } else if (typeof item === 'string' && form !== undefined && !form.accepts(item)) wrong(form.allowed);
    else if (number !== undefined && bounds !== undefined) {
      const [least, most] = bounds;
      if (Number(number) < least || Number(number) > most) {
        wrong(most < Number.MAX_SAFE_INTEGER ? `${least} to ${most}` : `${least} or more`);
      }
    }
  }
}

/** Server-side apply, and the server for names, refuse a list with two items of one identity. */
function checkUnique(value: Json, type: string, key: string, place: Place): void {
  const keys = uniqueBy(type, key);
  if (keys === undefined || !isArray(value)) return;
  const defaults = rowOf(itemType(fieldType(type, key)))?.defaults ?? {};
  const seen = new Map<string, number>();
  value.forEach((item, index) => {
    const ids = keys.map((name) => itemIdentity(item, name) ?? `string ${defaults[name] ?? ''}`);
    const id = keys.length === 0 ? itemIdentity(item, '') : JSON.stringify(ids);
    if (id === undefined || (keys.length > 0 && !isObject(item))) return;
    if (!seen.has(id)) seen.set(id, index);
    else {
      place.report({
        pointer: child(place.pointer, index),
        message: `${key} has two items with the same ${keys.length === 0 ? 'value' : keys.join(' and ')}.`,
        hint: 'Keep one of them.',
      });
    }
  });
}
