/**
 * Strict validation of a whole PodSpec: its types from Kubernetes' own OpenAPI document, closed (an unknown field is an
 * error at any depth), and what only the API server's code knows. Why no generated validator does it:
 * docs/decisions/a-pod-check-of-our-own.md.
 */

import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pathOf } from '../../json/path.ts';
import type { Pointer } from '../../json/pointer.ts';
import { pointerOf, type Trail } from '../../json/trail.ts';
import { NEWEST_MINOR } from '../kubernetes/field-versions.generated.ts';
import { itemType, rowOf } from '../kubernetes/pod-types.ts';
import { itemIdentity } from '../merge/strategic-items.ts';
import type { Finding } from '../words/diagnostics.ts';
import { type Allowed, anyOf, oneOf, shown, within } from '../words/phrases.ts';
import type { Breach } from './constraint.ts';
import { type Fault, leafFault, numberText } from './leaf-types.ts';
import { type FieldShape, type Fields, type Shape, shapeOf } from './pod-shape.ts';
import { unknownField } from './unknown-pod-field.ts';
import { wrongForm } from './wrong-form.ts';

/** A finding in a pod. `against`: the other place of the pod that it conflicts with, and what is to be said of the two. */
export interface PodFinding extends Omit<Finding, 'related'> {
  readonly against?: { readonly pointer: Pointer; readonly message: string; readonly own: string };
}

/** Everything that is wrong with a pod; pointers are into the pod spec. Never throws, whatever the value. */
export function checkPod(pod: JsonObject, minor = NEWEST_MINOR): readonly PodFinding[] {
  const check = new PodCheck(pod, minor);
  check.value(pod, shapeOf('PodSpec'), null);
  return check.findings;
}

class PodCheck {
  readonly findings: PodFinding[] = [];
  readonly #pod: JsonObject;
  readonly #minor: number;

  constructor(pod: JsonObject, minor: number) {
    this.#pod = pod;
    this.#minor = minor;
  }

  /** `owner` is the type that has the field, for lists and maps too. */
  value(value: Json, shape: Shape, trail: Trail | null, owner = ''): void {
    const { items, values, fields, type } = shape;
    if (items !== undefined) {
      if (!isArray(value)) this.#report(trail, wrongForm(value, 'a list', type, owner, trail));
      else this.#list(value, shapeOf(items), trail, owner);
    } else if (fields !== undefined || values !== undefined) {
      if (!isObject(value)) this.#report(trail, wrongForm(value, 'a mapping', type, owner, trail));
      else if (fields !== undefined) this.#object(value, shape, fields, trail);
      else if (values !== undefined) this.#map(value, shapeOf(values), trail);
    } else {
      const fault = leafFault(value, type);
      if (fault !== undefined) this.#report(trail, fault);
    }
  }

  #list(list: readonly Json[], items: Shape, trail: Trail | null, owner: string): void {
    for (let key = 0; key < list.length; key++)
      this.value(list[key] as Json, items, { above: trail, key }, owner);
  }

  #map(map: JsonObject, values: Shape, trail: Trail | null): void {
    for (const key of Object.keys(map)) this.value(map[key] as Json, values, { above: trail, key });
  }

  /** The sentence of a fault begins with the place that it speaks of. */
  #report(trail: Trail | null, fault: Fault, subject = trail): void {
    this.#add(pointerOf(trail), pointerOf(subject), fault);
  }

  #add(pointer: Pointer, subject: Pointer, { found, ...fault }: Fault, against?: Breach['against']): void {
    const message = this.#sentence(subject, found);
    const other = against && {
      pointer: against.at,
      message: this.#sentence(against.at, against.found),
      own: this.#sentence(subject, against.own),
    };
    this.findings.push({ pointer, message, ...fault, ...(other && { against: other }) });
  }

  #sentence(subject: Pointer, found: string): string {
    return `${subject === '' ? 'The pod' : pathOf(this.#pod, subject)} ${found}.`;
  }

  #object(object: JsonObject, shape: Shape, fields: Fields, trail: Trail | null): void {
    for (const key of Object.keys(object)) {
      const field = fields.get(key);
      const value = object[key] as Json;
      if (field === undefined)
        this.#report({ above: trail, key }, unknownField(key, shape.type, object), trail);
      else if (field.since > this.#minor)
        this.#report({ above: trail, key }, tooNew(field.since, this.#minor));
      else if (field.leaf) {
        const fault = leafFault(value, field.type) ?? contentFault(value, field);
        if (fault !== undefined) this.#report({ above: trail, key }, fault);
      } else this.#field(value, field, { above: trail, key }, shape.type);
    }
    for (const key of shape.required) {
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      const empty = isArray(value) && value.length === 0 && shape.filled.has(key);
      if (value === undefined || empty) this.#report({ above: trail, key }, missing(key, empty), trail);
    }
    for (const { must, hint, check } of shape.constraints) {
      for (const { at, found, hint: own = hint, against } of check(object, this.#pod)) {
        const above = pointerOf(trail);
        const other = against && { ...against, at: above + against.at };
        this.#add(above + at, above + at, { found: `${found}, but ${must}`, hint: own }, other);
      }
    }
  }

  /** A field that is an object, a map or a list; the items of a list have the words, bounds and grammar of the field. */
  #field(value: Json, field: FieldShape, trail: Trail, owner: string): void {
    this.value(value, shapeOf(field.type), trail, owner);
    if (!isArray(value)) return;
    for (let key = 0; key < value.length; key++) {
      const fault = contentFault(value[key] as Json, field);
      if (fault !== undefined) this.#report({ above: trail, key }, fault);
    }
    if (field.unique !== undefined && value.length > 1) this.#unique(value, field, trail);
  }

  /** Server-side apply refuses a list with two items of one identity; for names the API server does too. */
  #unique(items: readonly Json[], { type, unique = [] }: FieldShape, trail: Trail): void {
    const defaults = rowOf(itemType(type))?.defaults ?? {};
    const seen = new Set<string>();
    const idOf = (item: Json, name: string) => itemIdentity(item, name) ?? `string ${defaults[name] ?? ''}`;
    const [only = ''] = unique;
    for (let index = 0; index < items.length; index++) {
      const item = items[index] as Json;
      const id =
        unique.length === 0
          ? itemIdentity(item, '')
          : unique.length === 1
            ? idOf(item, only)
            : unique.map((name) => idOf(item, name)).join('\n');
      if (id === undefined || (unique.length > 0 && !isObject(item))) continue;
      if (seen.has(id)) {
        this.#report(
          { above: trail, key: index },
          {
            found: `has the ${unique.join(' and ') || 'value'} of an earlier item, but the items of this list must differ in it`,
            hint: 'Keep one of the two.',
          },
        );
      }
      seen.add(id);
    }
  }
}

/** What is wrong with the content of a leaf of the right type. */
function contentFault(value: Json, field: FieldShape): Fault | undefined {
  const allowed = refusal(value, field);
  if (allowed === undefined) return undefined;
  const meant = typeof value === 'string' ? didYouMean(value, field.words ?? []) : undefined;
  const reason = typeof value === 'string' ? field.grammar?.explain?.(value) : undefined;
  if (reason !== undefined) {
    const found = `is ${shown(value)}, which ${reason.problem}`;
    return { found, allowed: allowed.allowed, hint: reason.hint };
  }
  return {
    found: `is ${shown(value)}, but must be ${allowed.phrase}`,
    allowed: allowed.allowed,
    hint: meant ? `Did you mean ${meant}?` : hintFor(field, allowed),
    ...(meant !== undefined && { instead: meant }),
  };
}

function refusal(value: Json, { words, bounds, grammar }: FieldShape): Allowed | undefined {
  if (typeof value === 'string') {
    if (words !== undefined && !words.includes(value)) return oneOf(words.filter((word) => word !== ''));
    return grammar === undefined || grammar.accepts(value) ? undefined : anyOf(grammar.allowed);
  }
  const text = bounds === undefined ? undefined : numberText(value);
  if (bounds === undefined || text === undefined) return undefined;
  const [least, most] = bounds;
  return Number(text) >= least && Number(text) <= most ? undefined : within(least, most);
}

function hintFor({ grammar }: FieldShape, { phrase }: Allowed): string {
  return grammar === undefined
    ? `Write ${phrase.replace(/^from /, 'a number from ')}.`
    : 'Write it in that form.';
}

function tooNew(since: number, minor: number): Fault {
  return {
    at: 'key',
    found: `exists since Kubernetes 1.${since}, but the cluster has 1.${minor}`,
    hint: 'Remove it, or name the version of a newer cluster with --kubernetes-version.',
  };
}

function missing(field: string, empty: boolean): Fault {
  return {
    found: `needs ${field}, which is ${empty ? 'empty' : 'absent'}`,
    hint: empty ? `Give ${field} an item.` : `Add ${field}.`,
  };
}
