/** Whether the value of a condition is of the kind that its operator compares with. */
import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer, readable } from '../../json/pointer.ts';
import type { Finding } from '../words/diagnostics.ts';
import { shown } from '../words/phrases.ts';
import type { Operand } from './filter-operators.ts';

const WANTED: Readonly<Record<Operand, string>> = {
  value: 'a text, a number, true, false or null',
  single: 'a text, a number, true or false',
  ordered: 'a number or a text',
  list: 'a list of values',
  pattern: 'a text',
  tokens: 'a text or a list of texts',
};

/** The operator for a list of values in place of the one for a single value. */
const FOR_LISTS: Readonly<Record<string, string>> = {
  Eq: 'In',
  NotEq: 'NotIn',
  Contains: 'ContainsAny',
  NotContains: 'NotContainsAny',
};

export function operandFindings(operator: string, operand: Operand, value: Json, at: Pointer): Finding[] {
  if (isObject(value) && Object.hasOwn(value, '$ref_new')) {
    return [
      {
        pointer: at,
        message: `${readable(at)} refers to $ref_new, which only a conditional write knows.`,
        hint: 'Write the value itself.',
      },
    ];
  }
  if (!fits(operand, value)) {
    return [
      {
        pointer: at,
        message: `${readable(at)} is ${shown(value)}, but ${operator} compares with ${WANTED[operand]}.`,
        hint: hintFor(operator, operand, value),
      },
    ];
  }
  return operand === 'list' && isArray(value) ? listFindings(operator, value, at) : [];
}

/** Only the first item that is wrong: the others are of the same kind. */
function listFindings(operator: string, list: readonly Json[], at: Pointer): Finding[] {
  const index = list.findIndex((item) => item === null || isArray(item) || isObject(item));
  if (index < 0) return [];
  const pointer = child(at, index);
  const item = list[index] as Json;
  return [
    {
      pointer,
      message: `${readable(pointer)} is ${shown(item)}, which cannot stand in the list of ${operator}.`,
      hint:
        item === null
          ? 'Take it out, and test for null with Eq or NotEq in a condition of its own, under an Or or And.'
          : 'Write the values one after the other in one list.',
    },
  ];
}

function fits(operand: Operand, value: Json): boolean {
  const isText = typeof value === 'string';
  const isNumber = typeof value === 'number' || value instanceof ExactNumber;
  switch (operand) {
    case 'value':
      return !isArray(value) && !isObject(value);
    case 'single':
      return isText || isNumber || typeof value === 'boolean';
    case 'ordered':
      return isText || isNumber;
    case 'list':
      return isArray(value);
    case 'pattern':
      return isText;
    case 'tokens':
      return isText || (isArray(value) && value.every((item) => typeof item === 'string'));
  }
}

function hintFor(operator: string, operand: Operand, value: Json): string {
  const forLists = FOR_LISTS[operator];
  if (isArray(value) && forLists !== undefined) return `Write ${forLists}, which takes a list.`;
  if (operand === 'list' && !isObject(value)) return 'Put the value into a list of its own, in brackets.';
  if (operand === 'ordered' && value === null)
    return 'Write NotEq null for rows that have a value, Eq null for the others.';
  if (
    (operand === 'pattern' || operand === 'tokens') &&
    !isArray(value) &&
    !isObject(value) &&
    value !== null
  )
    return 'Write it in quotes, or compare it with Eq.';
  return `Write ${WANTED[operand]}.`;
}
