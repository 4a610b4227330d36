/**
 * What stands in a filter that no store would understand. A filter is any JSON, it is passed on as it is written, and the
 * stores differ; so these are warnings, each at the smallest part that looks wrong. One look at each item, and no deeper
 * than any other value may be.
 */
import { MAX_DEPTH } from '../../json/depth.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer, readable } from '../../json/pointer.ts';
import type { Finding } from '../words/diagnostics.ts';
import { counted, quoted, shown } from '../words/phrases.ts';
import { conditionFindings } from './filter-condition.ts';
import { type Connective, connectiveMeant, isConnective, operatorMeant } from './filter-operators.ts';
import { asFilter } from './filter-rewrite.ts';

const FORM = 'Write a list: ["lang", "Eq", "en"], or ["And", [...]] around several.';

/** Every part of the filter that is not in its grammar. `at` is where the filter stands. */
export function filterFindings(filter: Json | undefined, at: Pointer = '/spec/filter'): Finding[] {
  // A filter that is null is one that is absent.
  if (filter === undefined || filter === null) return [];
  const found = findings(filter, at, MAX_DEPTH);
  return found.length === 0 ? found : found.map((one) => withExample(one, filter));
}

/** Where all of the filter is of another form, the list that was probably meant. */
function withExample(finding: Finding, filter: Json): Finding {
  if (finding.pointer !== '/spec/filter') return finding;
  const write = asFilter(filter);
  return write === undefined ? finding : { ...finding, write: { filter: write } };
}

function findings(filter: Json, at: Pointer, levels: number): Finding[] {
  if (levels === 0) return [];
  if (!isArray(filter)) return [notAList(filter, at)];
  if (filter.length === 0) {
    const hint = at === '/spec/filter' ? 'Leave filter out to choose every row.' : 'Remove it.';
    return [{ pointer: at, message: `${readable(at)} is an empty list, which is no filter.`, hint }];
  }
  const head = filter[0];
  if (isArray(head) || isObject(head)) return listOfFilters(filter, at, levels);
  const connective = connectiveOf(filter);
  if (connective === undefined) return conditionFindings(filter, at);
  const inner = connected(connective, filter, at, levels);
  return head === connective ? inner : [otherWord(head as string, connective, child(at, 0)), ...inner];
}

function notAList(filter: Json, at: Pointer): Finding {
  const where = readable(at);
  if (typeof filter === 'string' && /^\s*[[{]/.test(filter)) {
    return {
      pointer: at,
      message: `${where} is a text with JSON in it, but a filter must be a list.`,
      hint: 'Take the quotes around it away.',
    };
  }
  return {
    pointer: at,
    message: `${where} is ${shown(filter)}, but a filter must be a list of attribute, operator and value.`,
    hint: FORM,
  };
}

/**
 * And, Or or Not, if the list begins with one or with another word for it. An attribute may have such a name: then an
 * operator comes second.
 */
function connectiveOf({ 0: head, 1: second }: readonly Json[]): Connective | undefined {
  if (typeof head !== 'string') return undefined;
  if (typeof second === 'string' && operatorMeant(second) !== undefined) return undefined;
  if (isConnective(head)) return head;
  const meant = connectiveMeant(head);
  return meant !== undefined && (isArray(second) || isObject(second)) ? meant : undefined;
}

function otherWord(found: string, connective: Connective, pointer: Pointer): Finding {
  return {
    pointer,
    message: `${readable(pointer)} is ${quoted(found)}, where And, Or or Not must stand.`,
    hint: `Write ${connective}.`,
  };
}

function connected(word: Connective, filter: readonly Json[], at: Pointer, levels: number): Finding[] {
  const operand = filter[1];
  const pointer = child(at, 1);
  if (word === 'Not' ? filter.length !== 2 : filter.length !== 2 || !isList(operand)) {
    return [arity(word, filter, at), ...listsOf(filter, at, levels)];
  }
  if (word === 'Not') return findings(operand as Json, pointer, levels - 1);
  const list = operand as readonly Json[];
  if (isCondition(list)) {
    return [
      {
        pointer,
        message: `${readable(pointer)} is one condition, but ${word} takes a list of filters.`,
        hint: `Put the condition into a list of its own, or leave ${word} out.`,
      },
      ...findings(list, pointer, levels - 1),
    ];
  }
  return each(list, pointer, levels - 1);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return isArray(value);
}

function isCondition({ 0: head, 1: operator }: readonly Json[]): boolean {
  if (typeof head !== 'string') return false;
  return isConnective(head) || (typeof operator === 'string' && operatorMeant(operator) !== undefined);
}

function arity(word: Connective, filter: readonly Json[], at: Pointer): Finding {
  const others = filter.length - 1;
  if (word === 'Not') {
    return {
      pointer: at,
      message: `${readable(at)} has ${counted(others, 'item')} behind Not, but Not takes one filter.`,
      hint: 'Write ["Not", ["Or", [...]]] for none of several.',
    };
  }
  const [, only] = filter;
  const what = others === 1 ? `${shown(only)} behind ${word}` : `${counted(others, 'item')} behind ${word}`;
  return {
    pointer: at,
    message: `${readable(at)} has ${what}, but ${word} takes one list of filters.`,
    hint: `Write ["${word}", [...]] with all filters in the inner list.`,
  };
}

/** Items that are filters themselves; a single one in a list of its own, or several without And or Or. */
function listOfFilters(filter: readonly Json[], at: Pointer, levels: number): Finding[] {
  const [, second] = filter;
  const infix = typeof second === 'string' ? connectiveMeant(second) : undefined;
  if (infix !== undefined) {
    return [
      {
        pointer: child(at, 1),
        message: `${readable(child(at, 1))} is ${quoted(second as string)} between two filters, but it stands before them.`,
        hint: `Write ["${infix}", [...]] with the filters in the inner list.`,
      },
      ...listsOf(filter, at, levels),
    ];
  }
  const inner = each(filter, at, levels);
  if (filter.length > 1) {
    return [
      {
        pointer: at,
        message: `${readable(at)} is a list of ${filter.length} filters without And or Or before it.`,
        hint: 'Write ["And", [...]] around it for rows that pass all of them, ["Or", [...]] for any of them.',
      },
      ...inner,
    ];
  }
  // A mapping in it is told by itself.
  if (!isArray(filter[0])) return inner;
  const message = `${readable(at)} is a filter in a list of its own.`;
  return [{ pointer: at, message, hint: 'Take the outer brackets away.' }, ...inner];
}

/** The items, each a filter. */
function each(filters: readonly Json[], at: Pointer, levels: number): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < filters.length; index++)
    for (const one of findings(filters[index] as Json, child(at, index), levels - 1)) found.push(one);
  return found;
}

/** Those of the items that are lists, where the others have been told of. */
function listsOf(items: readonly Json[], at: Pointer, levels: number): Finding[] {
  return items.flatMap((item, index) => (isArray(item) ? findings(item, child(at, index), levels - 1) : []));
}
