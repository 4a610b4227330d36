/** Filters on words. A store splits texts as its schema says; here there is no schema, so words are letters and digits. */
import { isArray, isObject, type Json } from '../../../json/json.ts';
import { invalid } from '../../words/refusal.ts';

type Test = (value: Json) => boolean;

/** ContainsAllTokens, ContainsAnyToken and ContainsTokenSequence. */
export function tokenTest(operator: string, wanted: Json, options: Json | undefined): Test {
  const query = words(wanted);
  const lastIsPrefix = isObject(options) && options.last_as_prefix === true;
  const isAt = (found: readonly string[], place: number, index: number): boolean => {
    const token = query[index] as string;
    const isPrefix = lastIsPrefix && index === query.length - 1;
    return isPrefix ? (found[place]?.startsWith(token) ?? false) : found[place] === token;
  };
  const isIn = (found: readonly string[], index: number) =>
    found.some((_, place) => isAt(found, place, index));
  return (value) => {
    const found = words(value);
    if (query.length === 0) return false;
    if (operator === 'ContainsAllTokens') return query.every((_, index) => isIn(found, index));
    if (operator === 'ContainsAnyToken') return query.some((_, index) => isIn(found, index));
    return found.some((_, start) => query.every((_, index) => isAt(found, start + index, index)));
  };
}

function words(value: Json): readonly string[] {
  const texts = isArray(value) ? value : [value];
  return texts.flatMap((text) =>
    typeof text === 'string' ? (text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) : [],
  );
}

/** Fuzzy: some part of the text is within so many edits of the wanted one, by its length. */
export function fuzzyTest(wanted: string, options: Json | undefined, where: string): Test {
  const steps =
    isObject(options) && isArray(options.max_edit_distance) ? options.max_edit_distance : undefined;
  const read = steps?.map((step) => (isObject(step) ? [step.min_query_chars, step.distance] : []));
  if (
    read === undefined ||
    read.length === 0 ||
    !read.every(
      ([least, distance]) =>
        typeof least === 'number' &&
        typeof distance === 'number' &&
        distance >= 0 &&
        distance <= 2 &&
        least >= 3 * (distance + 1),
    )
  ) {
    throw invalid(
      `${where} must be {"max_edit_distance": [{"min_query_chars": 3, "distance": 0}, ...]} with a distance of at most 2 and three characters for each edit and one more.`,
    );
  }
  const ignoreCase = isObject(options) && options.case_sensitive === false;
  const query = [...(ignoreCase ? wanted.toLowerCase() : wanted)];
  const distances = (read as [number, number][]).flatMap(([least, distance]) =>
    query.length >= least ? [distance] : [],
  );
  if (distances.length === 0) return () => false;
  const most = Math.max(...distances);
  const isNear = (text: Json) =>
    typeof text === 'string' && isWithin(query, [...(ignoreCase ? text.toLowerCase() : text)], most);
  return (value) => (isArray(value) ? value.some(isNear) : isNear(value));
}

function isWithin(query: readonly string[], text: readonly string[], most: number): boolean {
  if (text.length + most < query.length) return false;
  if (query.length <= most) return true;
  let before = Array.from({ length: query.length + 1 }, (_, index) => index);
  for (const character of text) {
    const here = [0];
    for (const [index, expected] of query.entries()) {
      const changed = (before[index] as number) + (expected === character ? 0 : 1);
      here.push(Math.min((before[index + 1] as number) + 1, (here[index] as number) + 1, changed));
    }
    if ((here[query.length] as number) <= most) return true;
    before = here;
  }
  return false;
}
