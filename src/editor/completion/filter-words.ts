/** A filter is lists of an attribute, an operator and a value, or of a connective and more of them. */
import { CONNECTIVES, OPERATORS, type Operand, operandOf } from '../../compiler/index.ts';
import type { Context } from '../context.ts';
import { branchAt } from '../outline/branch.ts';
import type { Offer } from './offer.ts';

const OPERANDS: { readonly [operand in Operand]: string } = {
  value: 'compares with a value',
  single: 'compares with one value',
  ordered: 'compares with a number or text',
  list: 'compares with a list',
  pattern: 'compares with a pattern',
  tokens: 'compares with words',
};

/** Nothing for a place that is not in a filter. */
export function filterWords({ shape, object, path, role }: Context): Offer[] | undefined {
  if (shape !== 'Function' || path[0] !== 'spec' || path[1] !== 'filter') return undefined;
  const place = path.at(-1);
  if (role !== 'item' || path.length < 3) return [];
  const offer = (label: string, detail: string, kind: Offer['kind'] = 'value'): Offer => ({
    ...{ label, kind, detail, documentation: undefined, text: label },
  });
  if (place === 0) {
    const attributes = branchAt(object, ['spec', 'inputs'])?.children ?? [];
    const names = attributes.flatMap(({ scalar }) => (scalar === undefined ? [] : [scalar.value]));
    return [
      ...[...new Set(names)].map((name) => offer(name, 'attribute of inputs', 'reference')),
      ...CONNECTIVES.map((word) => offer(word, 'of filters')),
    ];
  }
  const first = branchAt(object, [...path.slice(0, -1), 0])?.scalar?.value;
  if (place !== 1 || first === undefined || CONNECTIVES.some((one) => one === first)) return [];
  return OPERATORS.map((word) => offer(word, OPERANDS[operandOf(word) as Operand]));
}
