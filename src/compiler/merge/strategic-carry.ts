import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pathOf } from '../../json/path.ts';
import { pointerOf, type Trail } from '../../json/trail.ts';
import type { Finding } from '../words/diagnostics.ts';
import { emptiedBy, plain } from '../words/origin.ts';
import { shown } from '../words/phrases.ts';
import { own } from './strategic-items.ts';

export const PATCH = '$patch';
export const RETAIN_KEYS = '$retainKeys';
export const ELEMENT_ORDER = '$setElementOrder';
export const DELETE_LEAVES = '$deleteFromPrimitiveList';

/** Documents are refused at 64 levels; below this depth a patch is not followed, so that no patch ends the stack. */
const DEEPEST = 100;

/** A place of the patch that is being followed. */
export interface Place {
  /** The whole patch. */
  readonly root: JsonObject;
  readonly trail: Trail | null;
  readonly depth: number;
  readonly problems: Finding[];
}

export function below({ root, trail, depth, problems }: Place, key: string | number): Place {
  return { root, trail: { above: trail, key }, depth: depth + 1, problems };
}

export interface Problem extends Pick<Finding, 'hint' | 'allowed' | 'at'> {
  /** What is wrong there, beginning with a verb: "has no name". */
  readonly found: string;
  /** In place of the path to it. */
  readonly subject?: string;
}

export function report({ root, trail, problems }: Place, { found, subject, ...problem }: Problem): void {
  const pointer = pointerOf(trail);
  problems.push({ pointer, message: `${subject ?? (pathOf(root, pointer) || WHOLE)} ${found}.`, ...problem });
}

const WHOLE = 'podSpec';

/** True, and reported, where the patch is nested too deep to be a pod. */
export function tooDeep(place: Place): boolean {
  if (place.depth <= DEEPEST) return false;
  report(place, {
    subject: WHOLE,
    found: `is nested more than ${DEEPEST} levels deep, as no field of a pod is`,
    hint: 'Flatten it.',
  });
  return true;
}

/**
 * A part of the patch that meets nothing to be merged with. Nulls in objects vanish. kubectl drops an object with
 * `$patch` where the whole field is new, whatever the directive; undefined then.
 */
export function carryNew(value: Json, place: Place): Json | undefined {
  return carry(value, place, true);
}

/**
 * A part of the patch that kubectl takes as it is: an item that a list does not have yet, a list that is replaced, an
 * object beside `$patch: replace`. kubectl would leave nulls and directives there for the API server to choke on; here
 * the nulls vanish and a directive is reported.
 */
export function carryLiteral(value: JsonObject, place: Place): JsonObject;
export function carryLiteral(value: readonly Json[], place: Place): readonly Json[];
export function carryLiteral(value: Json, place: Place): Json | undefined {
  return carry(value, place, false);
}

function carry(value: Json, place: Place, isNew: boolean): Json | undefined {
  if (isArray(value)) {
    if (tooDeep(place)) return [];
    const items: Json[] = [];
    value.forEach((item, index) => {
      const carried = isLeaf(item) ? item : carry(item, below(place, index), isNew);
      if (carried !== undefined) items.push(carried);
    });
    return items.length === 0 || items.length === value.length ? emptiedBy(items, value) : items;
  }
  if (!isObject(value)) return value;
  if (tooDeep(place)) return {};
  const directive = own(value, PATCH);
  if (isNew && directive !== undefined) {
    if (plain(directive) !== 'delete' && plain(directive) !== 'replace') reportDirective(directive, place);
    return undefined;
  }
  const fields: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('$')) reportLeftover(key, place);
    else if (item !== null) {
      const carried = isLeaf(item) ? item : carry(item, below(place, key), isNew);
      if (carried !== undefined) fields.push([key, carried]);
    }
  }
  const carried = Object.fromEntries(fields);
  return fields.length === 0 ? emptiedBy(carried, value) : carried;
}

function isLeaf(value: Json): boolean {
  return !isArray(value) && !isObject(value);
}

export function reportDirective(directive: Json, place: Place): void {
  report(below(place, PATCH), {
    found: `is ${shown(plain(directive))}, but must be one of delete, replace`,
    allowed: 'delete, replace',
    hint: 'Use delete or replace; to merge, leave $patch out.',
  });
}

function reportLeftover(key: string, place: Place): void {
  const known = [PATCH, RETAIN_KEYS, ELEMENT_ORDER, DELETE_LEAVES].some((name) => key.startsWith(name));
  report(below(place, key), {
    at: 'key',
    found: known
      ? 'stands where nothing is merged, so it would stay in the pod as a field'
      : 'is no directive of a strategic merge patch',
    hint: known
      ? 'Remove it: directives work only in objects and keyed lists that layerc already writes.'
      : 'Remove it, or correct its spelling.',
  });
}
