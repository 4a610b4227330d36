/** `[attribute, operator, value, options?]`: what is wrong with one condition, at the item that looks wrong. */
import { isObject, type Json } from '../../json/json.ts';
import { child, type Pointer, readable } from '../../json/pointer.ts';
import type { Finding } from '../words/diagnostics.ts';
import { counted, quoted, shown } from '../words/phrases.ts';
import { operandFindings } from './filter-operand.ts';
import { OPERATORS, operandOf, operatorMeant, operatorNear } from './filter-operators.ts';

/** What other languages have and a filter says in another way. */
const OTHER_FORMS: Readonly<Record<string, string>> = {
  between: 'Write ["And", [[attribute, "Gte", least], [attribute, "Lte", most]]].',
  exists: 'Write [attribute, "NotEq", null].',
  missing: 'Write [attribute, "Eq", null].',
  isnull: 'Write [attribute, "Eq", null].',
  isnotnull: 'Write [attribute, "NotEq", null].',
  startswith: 'Write [attribute, "Glob", "text*"].',
  prefix: 'Write [attribute, "Glob", "text*"].',
  endswith: 'Write [attribute, "Glob", "*text"].',
};

export function conditionFindings(condition: readonly Json[], at: Pointer): Finding[] {
  const { 0: attribute, 1: operator, 2: value, 3: options } = condition;
  if (typeof attribute !== 'string' || attribute === '') {
    const pointer = child(at, 0);
    return [
      {
        pointer,
        message: `${readable(pointer)} is ${shown(attribute)}, but the name of an attribute must be a text.`,
        hint: 'Write the attribute first, then the operator and the value.',
      },
    ];
  }
  if (operandOf(attribute) !== undefined && !isOperator(operator)) return [operatorFirst(attribute, at)];
  if (condition.length < 3) return [tooShort(condition, at)];
  const operand = typeof operator === 'string' ? operandOf(operator) : undefined;
  if (typeof operator !== 'string' || operand === undefined) return [unknownOperator(operator, at)];
  if (condition.length > 4) return [tooLong(condition, operand === 'list', at)];
  const found = operandFindings(operator, operand, value as Json, child(at, 2));
  if (options === undefined || isObject(options)) return found;
  return [...found, wrongOptions(options, operand === 'list', at)];
}

function isOperator(word: Json | undefined): boolean {
  return typeof word === 'string' && operatorMeant(word) !== undefined;
}

function operatorFirst(operator: string, at: Pointer): Finding {
  const pointer = child(at, 0);
  return {
    pointer,
    message: `${readable(pointer)} is the operator ${operator}, but the attribute must stand first.`,
    hint: `Write [attribute, "${operator}", value].`,
  };
}

function tooShort(condition: readonly Json[], at: Pointer): Finding {
  const [, operator] = condition;
  const lacksValue =
    isOperator(operator) || (typeof operator === 'string' && otherForm(operator) !== undefined);
  const hint =
    (typeof operator === 'string' ? otherForm(operator) : undefined) ??
    (lacksValue
      ? 'Add the value; null stands for a row without one.'
      : 'Write [attribute, operator, value].');
  return {
    pointer: at,
    message: `${readable(at)} has ${counted(condition.length, 'item')}, but a condition has an attribute, an operator and a value.`,
    hint,
  };
}

function unknownOperator(found: Json | undefined, at: Pointer): Finding {
  const pointer = child(at, 1);
  if (typeof found !== 'string') {
    return {
      pointer,
      message: `${readable(pointer)} is ${shown(found)}, where the operator must stand.`,
      hint: 'Write [attribute, operator, value]; Eq tests whether they are equal.',
    };
  }
  const message = `${readable(pointer)} is ${quoted(found)}, which is no operator of a filter.`;
  const meant = operatorMeant(found) ?? operatorNear(found);
  const other = otherForm(found);
  if (other !== undefined) return { pointer, message, hint: other };
  if (meant !== undefined) return { pointer, message, hint: `Write ${meant}.`, instead: meant };
  return { pointer, message, hint: 'Write one of the operators.', allowed: OPERATORS.join(', ') };
}

function otherForm(operator: string): string | undefined {
  const plain = operator
    .slice(0, 20)
    .toLowerCase()
    .replace(/[\s_$-]/g, '');
  return Object.hasOwn(OTHER_FORMS, plain) ? OTHER_FORMS[plain] : undefined;
}

function tooLong(condition: readonly Json[], list: boolean, at: Pointer): Finding {
  return {
    pointer: at,
    message: `${readable(at)} has ${condition.length} items, but a condition has an attribute, an operator, a value and perhaps options.`,
    hint: list ? 'Put the values into one list.' : 'Write ["And", [...]] around several conditions.',
  };
}

function wrongOptions(options: Json, list: boolean, at: Pointer): Finding {
  const pointer = child(at, 3);
  return {
    pointer,
    message: `${readable(pointer)} is ${shown(options)}, but behind the value only a mapping of options may stand.`,
    hint: list ? 'Put the values into one list.' : 'Remove it.',
  };
}
