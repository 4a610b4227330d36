/**
 * Strict validation of a whole PodSpec: its types from Kubernetes' own OpenAPI document, closed (an unknown field is an
 * error at any depth), and the rules that only the API server's code knows.
 *
 * A walk over the table rather than code that ajv compiles: the merge and the did-you-mean need the table anyway. It is
 * 25 KB and imports in 2 ms; ajv's standalone code for the same closed types is 404 KB and imports in 14 ms (Node 24,
 * where a bare start takes 100 ms). ajv serves in the tests, as the judge of this walk.
 */

import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pointerOf, type Trail } from '../../json/trail.ts';
import { itemType, rowOf } from '../kubernetes/pod-types.ts';
import { itemIdentity } from '../merge/strategic-items.ts';
import type { Finding } from '../words/diagnostics.ts';
import { leafFault, numberText, shown, typeFault } from './pod-leaf.ts';
import { type FieldShape, type Shape, shapeOf } from './pod-shape.ts';

/** Everything that is wrong with a pod; pointers are into the pod spec. Never throws, whatever the value. */
export function checkPod(pod: JsonObject): readonly Finding[] {
  const findings: Finding[] = [];
  const check = new PodCheck(pod, findings);
  check.value(pod, shapeOf('PodSpec'), null, 'podSpec');
  return findings;
}

class PodCheck {
  readonly #pod: JsonObject;
  readonly #findings: Finding[];

  constructor(pod: JsonObject, findings: Finding[]) {
    this.#pod = pod;
    this.#findings = findings;
  }

  /** `field` is the nearest field name: what messages call the value. */
  value(value: Json, shape: Shape, trail: Trail | null, field: string): void {
    const { items, values, fields, type } = shape;
    if (items !== undefined) {
      if (!isArray(value)) this.#report(trail, typeFault(value, 'a list', field));
      else this.#list(value, shapeOf(items), trail, field);
    } else if (fields !== undefined || values !== undefined) {
      if (!isObject(value)) this.#report(trail, typeFault(value, 'an object', field));
      else if (fields !== undefined) this.#object(value, shape, fields, trail);
      else if (values !== undefined) this.#map(value, shapeOf(values), trail);
    } else {
      const fault = leafFault(value, type, field);
      if (fault !== undefined) this.#report(trail, fault);
    }
  }

  #list(list: readonly Json[], items: Shape, trail: Trail | null, field: string): void {
    for (let key = 0; key < list.length; key++) {
      this.value(list[key] as Json, items, { above: trail, key }, field);
    }
  }

  #map(map: JsonObject, values: Shape, trail: Trail | null): void {
    for (const key of Object.keys(map)) this.value(map[key] as Json, values, { above: trail, key }, key);
  }

  #report(trail: Trail | null, finding: Omit<Finding, 'pointer'>): void {
    this.#findings.push({ pointer: pointerOf(trail), ...finding });
  }

  #object(
    object: JsonObject,
    shape: Shape,
    fields: ReadonlyMap<string, FieldShape>,
    trail: Trail | null,
  ): void {
    for (const key of Object.keys(object)) {
      const field = fields.get(key);
      const value = object[key] as Json;
      if (field === undefined) this.#report({ above: trail, key }, unknownField(key, shape.type));
      else if (field.leaf) {
        const fault = leafFault(value, field.type, key) ?? contentFault(value, field, key);
        if (fault !== undefined) this.#report({ above: trail, key }, fault);
      } else this.#field(value, field, { above: trail, key }, key);
    }
    for (const key of shape.required) {
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      const empty = isArray(value) && value.length === 0 && shape.filled.has(key);
      if (value === undefined || empty) this.#report({ above: trail, key }, missing(key, shape.type, empty));
    }
    for (const { must, hint, check } of shape.rules) {
      for (const { at, found } of check(object, this.#pod)) {
        this.#findings.push({ pointer: pointerOf(trail) + at, message: `${found}: ${must}.`, hint });
      }
    }
  }

  /** A field that is an object, a map or a list; the items of a list have the words, bounds and grammar of the field. */
  #field(value: Json, field: FieldShape, trail: Trail, key: string): void {
    this.value(value, shapeOf(field.type), trail, key);
    if (!isArray(value)) return;
    for (const [index, item] of value.entries()) {
      const fault = contentFault(item, field, key);
      if (fault !== undefined) this.#report({ above: trail, key: index }, fault);
    }
    if (field.unique !== undefined && value.length > 1) this.#unique(value, field, trail, key);
  }

  /** Server-side apply refuses a list with two items of one identity; for names the API server does too. */
  #unique(items: readonly Json[], { type, unique = [] }: FieldShape, trail: Trail, key: string): void {
    const defaults = rowOf(itemType(type))?.defaults ?? {};
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      const id =
        unique.length === 0
          ? itemIdentity(item, '')
          : unique.map((name) => itemIdentity(item, name) ?? `string ${defaults[name] ?? ''}`).join('\n');
      if (id === undefined || (unique.length > 0 && !isObject(item))) continue;
      if (seen.has(id)) {
        this.#report(
          { above: trail, key: index },
          {
            message: `${key} has two items with the same ${unique.join(' and ') || 'value'}.`,
            hint: 'Keep one of them.',
          },
        );
      }
      seen.add(id);
    }
  }
}

/** What is wrong with the content of a leaf of the right type. */
function contentFault(value: Json, field: FieldShape, key: string): Omit<Finding, 'pointer'> | undefined {
  const allowed = refusal(value, field);
  if (allowed === undefined) return undefined;
  const meant = typeof value === 'string' ? didYouMean(value, field.words ?? []) : undefined;
  return {
    message: `${key} is ${shown(value)}.`,
    allowed,
    hint: meant ? `Did you mean ${meant}?` : `Write ${field.words ? 'one of these' : allowed}.`,
  };
}

function refusal(value: Json, { words, bounds, form }: FieldShape): string | undefined {
  if (typeof value === 'string') {
    if (words !== undefined && !words.includes(value)) return words.filter((word) => word !== '').join(', ');
    return form === undefined || form.accepts(value) ? undefined : form.allowed;
  }
  const text = bounds === undefined ? undefined : numberText(value);
  if (bounds === undefined || text === undefined) return undefined;
  const [least, most] = bounds;
  if (Number(text) >= least && Number(text) <= most) return undefined;
  return Number.isFinite(most) ? `${least} to ${most}` : `${least} or more`;
}

function unknownField(field: string, type: string): Omit<Finding, 'pointer'> {
  const known = Object.keys(rowOf(type)?.fields ?? {});
  const meant = didYouMean(field, known);
  return {
    at: 'key',
    message: `${type} has no field ${shown(field)}.`,
    allowed: known.join(', '),
    hint: meant === undefined ? 'Remove it, or move it where it belongs.' : `Did you mean ${meant}?`,
  };
}

function missing(field: string, type: string, empty: boolean): Omit<Finding, 'pointer'> {
  return {
    message: `${type} needs ${field}, which is ${empty ? 'empty' : 'absent'}.`,
    hint: empty ? `Give ${field} an item.` : `Add ${field}.`,
  };
}
