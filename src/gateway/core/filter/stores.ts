/** The stores that stand behind the vendor's gateway: what each understands, and what it makes of a value that is absent. */
import { operandOf } from '../../../compiler/index.ts';

export const STORES = ['turbopuffer', 'pgvector', 'search'] as const;
export type StoreName = (typeof STORES)[number];

const ORDER = ['Lt', 'Lte', 'Gt', 'Gte'];

/** turbopuffer has them all. */
const OPERATORS: Readonly<Record<Exclude<StoreName, 'turbopuffer'>, readonly string[]>> = {
  pgvector: ['And', 'Or', 'Not', 'Eq', 'NotEq', 'In', 'NotIn', ...ORDER],
  search: ['And', 'Or', 'Eq', 'NotEq', 'In', 'Contains', 'ContainsAny', ...ORDER],
};

/** Whether a store has an operator or connective at all. */
export function understands(store: StoreName, word: string): boolean {
  if (store === 'turbopuffer') return ['And', 'Or', 'Not'].includes(word) || operandOf(word) !== undefined;
  return OPERATORS[store].includes(word);
}

/** Whether a row without the attribute is less than every value, as in turbopuffer: it sorts null lowest. */
export function nullIsLowest(store: StoreName): boolean {
  return store === 'turbopuffer';
}

/** Whether a comparison with a missing value is neither true nor false, as in SQL: NOT does not bring such a row back. */
export function hasUnknown(store: StoreName): boolean {
  return store === 'pgvector';
}
