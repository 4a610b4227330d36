/** What becomes of our kinds in a cluster that has hev's own CustomResourceDefinitions, for those who ask. */
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, readable, segments } from '../../json/pointer.ts';
import { fieldAt, type Kind } from '../../schema/fields.ts';
import { inDocument } from '../read/document-place.ts';
import { takeInventory } from '../read/inventory.ts';
import { capDiagnostics } from '../words/cap-diagnostics.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose } from '../words/diagnostics.ts';
import { listed, shown } from '../words/phrases.ts';
import { isIgnored, type Settings } from '../words/settings.ts';
import { DROPS, KEEP_IT } from './dropped.ts';
import { type HevField, hevSpecs, LATER } from './hev-specs.ts';

type Say = (code: Code, pointer: Pointer, message: string, hint: string) => void;

/** The fields that the API server would drop, and what it would refuse; `documents` as `compile` takes them. */
export function checkAgainstHev(documents: readonly Json[], settings: Settings): Diagnostic[] {
  const { entries } = takeInventory(documents);
  const specs = hevSpecs();
  const found: Diagnostic[] = [];
  for (const [source, { kind, value, refused }] of entries.entries()) {
    if (kind === null || refused || !isObject(value)) continue;
    const say: Say = (code, pointer, message, hint) => {
      const at = code === 'DroppedByCrd' ? 'key' : 'value';
      found.push(diagnose(code, source, { pointer, message, hint, at }));
    };
    const { spec } = value;
    if ((spec ?? null) === null) say('RefusedByCrd', '/spec', `The ${whose(kind)} needs spec.`, 'Add spec.');
    else new Walk(kind, say).visit(spec as Json, specs[kind], '/spec');
  }
  const wanted = found.filter((one) => !isIgnored(one, settings));
  const capped = capDiagnostics(wanted, (source) => entries[source]?.value);
  return capped.map((one) => inDocument(one, entries));
}

/** Behind "the" or "The". */
function whose(kind: Kind): string {
  return `CustomResourceDefinition of ${kind} that hev ships`;
}

class Walk {
  readonly #kind: Kind;
  readonly #say: Say;

  constructor(kind: Kind, say: Say) {
    this.#kind = kind;
    this.#say = say;
  }

  visit(value: Json, field: HevField, at: Pointer): void {
    const fault = faultOf(value, field);
    if (fault !== undefined) {
      const message = `${readable(at)} is ${shown(value)}, but the ${whose(this.#kind)} asks for ${fault}.`;
      this.#say('RefusedByCrd', at, message, `Write ${fault}.`);
    } else if (isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (field.items !== undefined) this.visit(item, field.items, child(at, index));
      }
    } else if (isObject(value)) this.#object(value, field, at);
  }

  #object(
    value: JsonObject,
    { properties, additionalProperties, required = [], ...field }: HevField,
    at: Pointer,
  ) {
    const loose = field['x-kubernetes-preserve-unknown-fields'] === true;
    for (const [name, inner] of Object.entries(value)) {
      const known = own(properties, name) ?? additionalProperties;
      const pointer = child(at, name);
      if (known === undefined && !loose) this.#dropped(pointer);
      // The server takes null for absent, whether it may be null or not.
      else if (known !== undefined && inner !== null) this.visit(inner, known, pointer);
    }
    for (const name of required) {
      const pointer = child(at, name);
      if ((own(value, name) ?? null) === null)
        this.#say('RefusedByCrd', pointer, `The ${whose(this.#kind)} needs ${readable(pointer)}.`, 'Add it.');
    }
  }

  #dropped(pointer: Pointer): void {
    const path = segments(pointer);
    const isLater = path.length === 2 && LATER[this.#kind].includes(path[1] as string);
    const isOlder = pointer === '/spec/output';
    const isOurs = !isLater && !isOlder && fieldAt(this.#kind, path) !== undefined;
    const what = isLater ? ' until August 2026' : isOlder ? ' since July 2026' : '';
    const extension = isOurs ? ', an extension of layerc' : '';
    const message = `The ${whose(this.#kind)} has no ${readable(pointer)}${extension}${what}, so ${DROPS}.`;
    this.#say('DroppedByCrd', pointer, message, isOlder ? `${OUTPUT} ${KEEP_IT}` : KEEP_IT);
  }
}

const OUTPUT = 'Newer gateways read spec.version and leave the attribute to the worker.';

/** What is asked for in place of a value; undefined for one that is taken. */
function faultOf(value: Json, field: HevField): string | undefined {
  const { type, minimum, enum: words } = field;
  if (type === 'object') return isObject(value) ? undefined : 'a mapping';
  if (type === 'array') return isArray(value) ? undefined : 'a list';
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : 'true or false';
  if (type === 'integer') {
    if (minimum === undefined) return isWhole(value) ? undefined : 'a whole number';
    return isWhole(value) && Number(shown(value)) >= minimum
      ? undefined
      : `a whole number from ${minimum} on`;
  }
  if (type !== 'string') return undefined;
  if (typeof value !== 'string') return 'a string';
  return words === undefined || words.includes(value) ? undefined : listed(words, 'or');
}

/** What the server calls whole; it does not look at the format, so the number may be of any size. */
function isWhole(value: Json): boolean {
  if (value instanceof ExactNumber) return /^-?\d+$/.test(value.text);
  return typeof value === 'number' && Number.isInteger(value);
}

function own<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
