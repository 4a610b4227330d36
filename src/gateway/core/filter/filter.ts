/** A filter made into a test of rows. What is not in the grammar, or not in the store, is refused with its place. */
import { filterFindings, operandOf } from '../../../compiler/index.ts';
import { isArray, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer, readable } from '../../../json/pointer.ts';
import { invalid } from '../../words/refusal.ts';
import { compare, equal } from './compare.ts';
import { glob, type Matches, regex } from './patterns.ts';
import { hasUnknown, nullIsLowest, type StoreName, understands } from './stores.ts';
import { fuzzyTest, tokenTest } from './texts.ts';

/** True, false, or null for SQL's unknown. */
type Truth = boolean | null;
type Test = (row: JsonObject) => Truth;

export interface Filter {
  readonly matches: (row: JsonObject) => boolean;
  /** The attributes that it names, sorted. */
  readonly attributes: readonly string[];
}

const ALL: Filter = { matches: () => true, attributes: [] };

/** Throws the 422 of everything that is wrong with a filter. `at` is where it stands. */
export function readFilter(filter: Json | undefined, store: StoreName, at: Pointer = '/spec/filter'): Filter {
  if (filter === undefined || filter === null) return ALL;
  const findings = filterFindings(filter, at);
  if (findings.length > 0) throw invalid(findings.map(({ message, hint }) => `${message} ${hint}`).join(' '));
  const attributes = new Set<string>();
  const test = testOf(filter as readonly Json[], { store, attributes }, at);
  return { matches: (row) => test(row) === true, attributes: [...attributes].sort() };
}

interface Context {
  readonly store: StoreName;
  readonly attributes: Set<string>;
}

function testOf(filter: readonly Json[], context: Context, at: Pointer): Test {
  const [head, second] = filter;
  const isConnected = !(typeof second === 'string' && operandOf(second) !== undefined);
  if (!isConnected) return conditionTest(filter, context, at);
  known(context.store, head as string, child(at, 0));
  if (head === 'Not') {
    const inner = testOf(second as readonly Json[], context, child(at, 1));
    return (row) => not(inner(row));
  }
  const list = child(at, 1);
  const inner = (second as readonly Json[]).map((one, index) =>
    testOf(one as readonly Json[], context, child(list, index)),
  );
  return head === 'And' ? (row) => every(inner, row) : (row) => some(inner, row);
}

function not(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

function every(tests: readonly Test[], row: JsonObject): Truth {
  let truth: Truth = true;
  for (const test of tests) {
    const found = test(row);
    if (found === false) return false;
    if (found === null) truth = null;
  }
  return truth;
}

function some(tests: readonly Test[], row: JsonObject): Truth {
  let truth: Truth = false;
  for (const test of tests) {
    const found = test(row);
    if (found === true) return true;
    if (found === null) truth = null;
  }
  return truth;
}

function known(store: StoreName, word: string, at: Pointer): void {
  if (understands(store, word)) return;
  throw invalid(`${readable(at)} is ${word}, which the store ${store} does not have.`);
}

function conditionTest(condition: readonly Json[], { store, attributes }: Context, at: Pointer): Test {
  const [attribute, operator, value, options] = condition as [string, string, Json, Json | undefined];
  known(store, operator, child(at, 1));
  attributes.add(attribute);
  const test = valueTest(operator, value, options, store, at);
  const unknown = hasUnknown(store) && value !== null;
  return (row) => {
    const found = Object.hasOwn(row, attribute) ? (row[attribute] as Json) : null;
    return unknown && found === null ? null : test(found);
  };
}

/** Of one value; null stands for one that is absent. */
function valueTest(
  operator: string,
  wanted: Json,
  options: Json | undefined,
  store: StoreName,
  at: Pointer,
): (found: Json) => boolean {
  const where = readable(child(at, 2));
  const list = isArray(wanted) ? wanted : [];
  const isListed = (found: Json) => list.some((one) => equal(found, one));
  const anyOf = (test: (item: Json) => boolean) => (found: Json) => isArray(found) && found.some(test);
  const texts = (matches: Matches) => (found: Json) =>
    isArray(found)
      ? found.some((item) => typeof item === 'string' && matches(item))
      : typeof found === 'string' && matches(found);
  const negated = (test: (found: Json) => boolean) => (found: Json) => !test(found);
  const order = (is: (order: number) => boolean) => (found: Json) => {
    const found2 = compare(found, wanted);
    return found2 !== undefined && is(found2);
  };
  switch (operator) {
    case 'Eq':
      return (found) => equal(found, wanted);
    case 'NotEq':
      return (found) => !equal(found, wanted);
    case 'In':
      return (found) => (isArray(found) ? found.some(isListed) : isListed(found));
    case 'NotIn':
      return (found) => !(isArray(found) ? found.some(isListed) : isListed(found));
    case 'Contains':
      return anyOf((item) => equal(item, wanted));
    case 'NotContains':
      return negated(anyOf((item) => equal(item, wanted)));
    case 'ContainsAny':
      return anyOf(isListed);
    case 'NotContainsAny':
      return negated(anyOf(isListed));
    case 'Lt':
    case 'Lte': {
      const test = order(operator === 'Lt' ? (found) => found < 0 : (found) => found <= 0);
      return nullIsLowest(store) ? (found) => found === null || test(found) : test;
    }
    case 'Gt':
      return order((found) => found > 0);
    case 'Gte':
      return order((found) => found >= 0);
    case 'AnyLt':
      return anyOf(order((found) => found < 0));
    case 'AnyLte':
      return anyOf(order((found) => found <= 0));
    case 'AnyGt':
      return anyOf(order((found) => found > 0));
    case 'AnyGte':
      return anyOf(order((found) => found >= 0));
    case 'Glob':
    case 'IGlob':
      return texts(glob(wanted as string, operator === 'IGlob', where));
    case 'NotGlob':
    case 'NotIGlob':
      return negated(texts(glob(wanted as string, operator === 'NotIGlob', where)));
    case 'Regex':
      return texts(regex(wanted as string, where));
    case 'Fuzzy':
      return fuzzyTest(wanted as string, options, readable(child(at, 3)));
    default:
      return tokenTest(operator, wanted, options);
  }
}
