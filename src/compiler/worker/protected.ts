import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pathOf } from '../../json/path.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import type { Workload } from '../resolve/workload.ts';
import { unmarked } from '../words/origin.ts';
import { quoted, shown } from '../words/phrases.ts';
import { POD_REFUSALS } from '../words/pod-refusals.ts';
import { said } from '../words/refusals.ts';
import { metadataOfPod } from './metadata.ts';
import type { CodedFinding } from './promises.ts';

/** What a podSpec changes of the pod template of its pool although the pool protects it; pointers are into the pod. */
export function protectedFindings(
  workload: Workload,
  before: JsonObject,
  after: JsonObject,
): readonly CodedFinding[] {
  const { pool } = workload;
  if (pool.protected.length === 0) return [];
  const old = template({ ...workload, podMetadata: null }, before);
  const now = template(workload, after);
  return pool.protected.flatMap((pointer, index) => {
    const [was, is] = [follow(old, pointer), follow(now, pointer, old)];
    if (isSame(was.value, is.value)) return [];
    const path = pathOf(now, is.pointer);
    const place = child(`${pool.pointer}/protected`, index);
    const found = is.value === undefined ? 'is removed by the podSpec' : 'is changed by the podSpec';
    return [
      {
        code: 'ProtectedField',
        pointer: is.pointer.replace(/^\/spec(?=\/|$)/, ''),
        ...said(POD_REFUSALS.ProtectedField, {
          what: `${path} ${isLeaf(is.value) ? `is ${shown(is.value)}` : found}`,
          pool: quoted(pool.name),
        }),
        related: [
          {
            source: pool.source,
            pointer: place,
            message: `protected of the pool ${quoted(pool.name)} has ${pointer}.`,
          },
        ],
      },
    ];
  });
}

function template(workload: Workload, pod: JsonObject): JsonObject {
  return { metadata: metadataOfPod(workload, unmarked) as unknown as JsonObject, spec: pod };
}

interface Followed {
  readonly pointer: Pointer;
  readonly value: Json | undefined;
}

/**
 * What stands at a pointer, in which an item of a list may go by its name. `numbered`: the value whose items the numbers
 * count, where that is another one; an item with a name is the one of that name.
 */
function follow(root: Json, pointer: Pointer, numbered: Json = root): Followed {
  let place: Pointer = '';
  let here: Json | undefined = root;
  let there: Json | undefined = numbered;
  for (const key of segments(pointer)) {
    if (isArray(here) || isArray(there)) {
      const items: readonly Json[] = isArray(here) ? here : [];
      const others: readonly Json[] = isArray(there) ? there : [];
      const other = itemAt(others, key);
      const named = nameOf(others[other]) ?? key;
      const at: number = items.findIndex((item) => nameOf(item) === named);
      const index: number = at < 0 ? other : at;
      place = child(place, index < 0 ? key : index);
      [here, there] = [items[index], others[other]];
    } else {
      place = child(place, key);
      [here, there] = [below(here, key), below(there, key)];
    }
  }
  return { pointer: place, value: here };
}

function itemAt(items: readonly Json[], key: string): number {
  const named = items.findIndex((item) => nameOf(item) === key);
  return named < 0 && /^\d+$/.test(key) ? Number(key) : named;
}

function nameOf(item: Json | undefined): string | undefined {
  return isObject(item) && typeof item.name === 'string' ? item.name : undefined;
}

function below(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isLeaf(value: Json | undefined): boolean {
  return !isArray(value) && !isObject(value) && value !== undefined;
}

/** Whatever the order of the keys. */
function isSame(before: Json | undefined, after: Json | undefined): boolean {
  if (isArray(before)) {
    return (
      isArray(after) && before.length === after.length && before.every((item, at) => isSame(item, after[at]))
    );
  }
  if (!isObject(before)) return before === after;
  if (!isObject(after)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].every((key) => isSame(below(before, key), below(after, key)));
}
