/** Places of `protected` that no pod has: whoever wrote them believes that something is protected. */
import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import { fieldType, itemType, rowOf, valueType } from '../kubernetes/pod-types.ts';
import type { Pool } from '../read/pool.ts';
import { type Diagnostic, diagnose } from '../words/diagnostics.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { quoted } from '../words/phrases.ts';

/** `pod`: that of the pool, before any podSpec. */
export function protectsNothing(
  { name, protected: pointers, source, pointer: place }: Pool,
  pod: JsonObject,
): readonly Diagnostic[] {
  return pointers.flatMap((pointer, index) => {
    const lost = lostAt(pointer, pod);
    if (lost === null) return [];
    const meant = lost.meant === undefined ? '' : ` Did you mean ${lost.before}/${lost.meant}?`;
    return diagnose('ProtectsNothing', source, {
      pointer: child(`${place}/protected`, index),
      message: `protected of the pool ${quoted(name)} has ${quoted(pointer)}, but ${lost.why}, so it protects nothing.`,
      hint: `Correct the place, or remove it.${meant}`,
    });
  });
}

interface Lost {
  readonly why: string;
  /** The part of the pointer that leads somewhere. */
  readonly before: Pointer;
  readonly meant: string | undefined;
}

/** Where a pointer leaves the pod; null: it leads to a place of it. The schema knows what there is beside its spec. */
function lostAt(pointer: Pointer, pod: JsonObject): Lost | null {
  const [part, ...keys] = segments(pointer);
  if (part !== 'spec') return null;
  let type: string | undefined = 'PodSpec';
  let before: Pointer = '/spec';
  for (const key of keys) {
    const below: string | undefined = itemType(type) ?? valueType(type) ?? fieldType(type, key);
    const lost = below === undefined ? noField(type, before, key) : noContainer(before, key, pod);
    if (lost !== null) return lost;
    type = below;
    before = child(before, key);
  }
  return null;
}

function noField(type: string | undefined, before: Pointer, key: string): Lost {
  const known = Object.keys(rowOf(type)?.fields ?? {});
  const why = known.length === 0 ? `${before} has nothing below it` : `${before} has no field ${quoted(key)}`;
  return { why, before, meant: didYouMean(key, known) };
}

/** Other items may come with a podSpec, and are kept away by their name; the worker and those of the template are there. */
function noContainer(before: Pointer, key: string, { containers }: JsonObject): Lost | null {
  if (before !== '/spec/containers' || !isArray(containers)) return null;
  const names = containers.map((one) => (one as { readonly name?: unknown }).name);
  if (names.includes(key) || (/^\d+$/.test(key) && Number(key) < names.length)) return null;
  return { why: `its pods have no container ${quoted(key)}`, before, meant: WORKER_CONTAINER };
}
