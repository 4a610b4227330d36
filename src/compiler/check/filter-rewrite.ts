/**
 * The filter that was probably meant by a mapping or by a text of SQL, to show what to write: an example for small
 * filters of the usual forms, and nothing for any other. The Function itself is never changed.
 */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { connectiveMeant, operandOf, operatorMeant } from './filter-operators.ts';

/** Conditions of an example; whoever has more of them sees from these how they are written. */
const MOST = 4;
const LEVELS = 4;
const LONGEST_TEXT = 200;

export function asFilter(found: Json): Json | undefined {
  if (typeof found === 'string') return fromText(found);
  return isObject(found) ? fromMapping(found, LEVELS) : undefined;
}

/** `{lang: en, year: {$gt: 2020}}`, `{$or: [...]}` and `{field: lang, operator: eq, value: en}`. */
function fromMapping(mapping: JsonObject, levels: number): Json | undefined {
  const entries = Object.entries(mapping);
  if (levels === 0 || entries.length === 0 || entries.length > MOST) return undefined;
  const spelledOut = fromParts(mapping);
  if (spelledOut !== undefined) return spelledOut;
  const filters = entries.map(([key, value]) => fromEntry(key, value, levels));
  if (filters.some((filter) => filter === undefined)) return undefined;
  return filters.length === 1 ? filters[0] : ['And', filters as Json[]];
}

function fromParts(mapping: JsonObject): Json | undefined {
  const of = (...names: string[]) => {
    const name = names.find((one) => Object.hasOwn(mapping, one));
    return name === undefined ? undefined : mapping[name];
  };
  const attribute = of('attribute', 'field', 'column', 'key', 'name');
  const operator = of('operator', 'op', 'comparison');
  const value = of('value', 'values');
  if (typeof attribute !== 'string' || typeof operator !== 'string' || value === undefined) return undefined;
  return condition(attribute, operator, value);
}

function fromEntry(key: string, value: Json, levels: number): Json | undefined {
  const connective = connectiveMeant(key);
  if (connective === 'Not' && isObject(value)) {
    const inner = fromMapping(value, levels - 1);
    return inner === undefined ? undefined : ['Not', inner];
  }
  if (connective !== undefined && isArray(value)) {
    if (value.length === 0 || value.length > MOST) return undefined;
    const inner = value.map((item) => (isObject(item) ? fromMapping(item, levels - 1) : item));
    return inner.some((item) => item === undefined) ? undefined : [connective, inner as Json[]];
  }
  if (isArray(value)) return condition(key, 'In', value);
  if (!isObject(value)) return condition(key, 'Eq', value);
  const tests = Object.entries(value).slice(0, MOST + 1);
  if (tests.length === 0 || tests.length > MOST) return undefined;
  const conditions = tests.map(([operator, operand]) => condition(key, operator, operand));
  if (conditions.some((one) => one === undefined)) return undefined;
  return conditions.length === 1 ? conditions[0] : ['And', conditions as Json[]];
}

function condition(attribute: string, word: string, value: Json): Json | undefined {
  const operator = operatorMeant(word);
  if (operator === undefined || isObject(value)) return undefined;
  if (attribute.length > LONGEST_TEXT || (typeof value === 'string' && value.length > LONGEST_TEXT))
    return undefined;
  const isListOperator = operandOf(operator) === 'list';
  if (isListOperator !== isArray(value)) return undefined;
  const isUnfit = isArray(value) && (value.length > MOST || value.includes(null));
  return isUnfit ? undefined : [attribute, operator, value];
}

/** `lang = 'en'`, without the parts that would need a parser. */
const COMPARISON =
  /^\s*["`]?([A-Za-z_]\w*)["`]?\s*(=|==|!=|<>|<=|>=|<|>|\bis not\b|\bis\b|\b(?:not )?i?like\b)\s*('[^'"]*'|"[^'"]*"|-?\d{1,15}(?:\.\d{1,6})?|true|false|null)\s*$/i;

/** `price between 3 and 5`. */
const BETWEEN =
  /(["`]?\b[A-Za-z_]\w{0,100}["`]?)\s{1,9}between\s{1,9}(-?\d{1,15}(?:\.\d{1,6})?|'[^'"]{0,100}')\s{1,9}and\s{1,9}(-?\d{1,15}(?:\.\d{1,6})?|'[^'"]{0,100}')/gi;

function fromText(text: string): Json | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const spelledOut = text.replace(BETWEEN, '$1 >= $2 and $1 <= $3');
  const words = [...spelledOut.matchAll(/\s(and|or|&&|\|\|)\s/gi)].map(([, word]) =>
    connectiveMeant(word as string),
  );
  if (words.length >= MOST || new Set(words).size > 1) return undefined;
  const filters = spelledOut.split(/\s(?:and|or|&&|\|\|)\s/i).map(fromComparison);
  if (filters.some((filter) => filter === undefined)) return undefined;
  return words.length === 0 ? filters[0] : [words[0] as string, filters as Json[]];
}

function fromComparison(text: string): Json | undefined {
  const [, attribute, operator, value] = COMPARISON.exec(text) ?? [];
  if (attribute === undefined || operator === undefined || value === undefined) return undefined;
  const plain = /^['"]/.test(value) ? value.slice(1, -1) : (JSON.parse(value.toLowerCase()) as Json);
  if (!/like/i.test(operator)) return condition(attribute, operator, plain);
  return typeof plain === 'string' && !/[*?[\]{}\\]/.test(plain)
    ? condition(attribute, operator, plain.replaceAll('%', '*').replaceAll('_', '?'))
    : undefined;
}
