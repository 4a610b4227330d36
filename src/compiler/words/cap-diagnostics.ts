import { isArray, isObject, type Json } from '../../json/json.ts';
import { type Pointer, segments } from '../../json/pointer.ts';
import { andMore, type Diagnostic, MOST_OF_ONE_CODE } from './diagnostics.ts';

/**
 * Of each object no more than {@link MOST_OF_ONE_CODE} diagnostics of a code, the first ones in the order of its text;
 * the last of these says how many more there are.
 */
export function capDiagnostics(
  diagnostics: readonly Diagnostic[],
  objectOf: (source: number) => Json | undefined,
): Diagnostic[] {
  const capped = new Map<Diagnostic, Diagnostic | undefined>();
  const many = ofManyFaults(diagnostics);
  if (many.length === 0) return [...diagnostics];
  for (const group of Map.groupBy(many, ({ source, code }) => `${source} ${code}`).values()) {
    if (group.length <= MOST_OF_ONE_CODE) continue;
    const places = new Places(objectOf((group[0] as Diagnostic).source));
    const ordered = group.map((one) => ({ one, place: places.of(one.pointer) }));
    ordered.sort((a, b) => comparePlaces(a.place, b.place));
    for (const { one } of ordered.slice(MOST_OF_ONE_CODE)) capped.set(one, undefined);
    const { one: last } = ordered[MOST_OF_ONE_CODE - 1] as { one: Diagnostic };
    capped.set(last, andMore(last, group.length - MOST_OF_ONE_CODE));
  }
  return diagnostics.flatMap((one) => (capped.has(one) ? (capped.get(one) ?? []) : [one]));
}

/** Those of objects that have so many of whatever code: most objects have few, and need no closer look. */
function ofManyFaults(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<number, number>();
  for (const { source } of diagnostics) counts.set(source, (counts.get(source) ?? 0) + 1);
  return diagnostics.filter(({ source }) => (counts.get(source) as number) > MOST_OF_ONE_CODE);
}

/** Where pointers lead in an object: at each step, how many fields or items stand before. */
class Places {
  readonly #root: Json | undefined;
  readonly #fields = new Map<Json, ReadonlyMap<string, number>>();

  constructor(root: Json | undefined) {
    this.#root = root;
  }

  of(pointer: Pointer): number[] {
    const place: number[] = [];
    let here = this.#root;
    for (const key of segments(pointer)) {
      if (isArray(here)) {
        place.push(Number(key));
        here = here[Number(key)];
      } else if (isObject(here)) {
        // What is absent is said behind what is there.
        place.push(this.#positions(here).get(key) ?? Number.MAX_SAFE_INTEGER);
        here = Object.hasOwn(here, key) ? here[key] : undefined;
      }
    }
    return place;
  }

  #positions(object: Json): ReadonlyMap<string, number> {
    const known =
      this.#fields.get(object) ?? new Map(Object.keys(object as object).map((key, at) => [key, at]));
    this.#fields.set(object, known);
    return known;
  }
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((step, at) => step !== b[at]);
  return different < 0 ? a.length - b.length : (a[different] as number) - (b[different] ?? -1);
}
