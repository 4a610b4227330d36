/**
 * What may stand in a filter: the operators, what each of them compares with, and how other languages call them. The
 * stores know different parts of it, so all of this makes warnings and never an error.
 */
import { didYouMean } from '../../json/did-you-mean.ts';

/** What an operator compares with. */
export type Operand = 'value' | 'single' | 'ordered' | 'list' | 'pattern' | 'tokens';

const OPERANDS: Readonly<Record<string, Operand>> = {
  Eq: 'value',
  NotEq: 'value',
  In: 'list',
  NotIn: 'list',
  Contains: 'single',
  NotContains: 'single',
  ContainsAny: 'list',
  NotContainsAny: 'list',
  Lt: 'ordered',
  Lte: 'ordered',
  Gt: 'ordered',
  Gte: 'ordered',
  AnyLt: 'ordered',
  AnyLte: 'ordered',
  AnyGt: 'ordered',
  AnyGte: 'ordered',
  Glob: 'pattern',
  NotGlob: 'pattern',
  IGlob: 'pattern',
  NotIGlob: 'pattern',
  Regex: 'pattern',
  Fuzzy: 'tokens',
  ContainsAllTokens: 'tokens',
  ContainsAnyToken: 'tokens',
  ContainsTokenSequence: 'tokens',
};

export const OPERATORS: readonly string[] = Object.keys(OPERANDS);
export const CONNECTIVES = ['And', 'Or', 'Not'] as const;
export type Connective = (typeof CONNECTIVES)[number];

export function operandOf(operator: string): Operand | undefined {
  return Object.hasOwn(OPERANDS, operator) ? OPERANDS[operator] : undefined;
}

export function isConnective(word: unknown): word is Connective {
  return (CONNECTIVES as readonly unknown[]).includes(word);
}

/** The same in SQL, in programming languages, in MongoDB and in other stores; letters only, in lower case. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  '=': 'Eq',
  '==': 'Eq',
  '===': 'Eq',
  ':': 'Eq',
  is: 'Eq',
  equal: 'Eq',
  equals: 'Eq',
  '!=': 'NotEq',
  '!==': 'NotEq',
  '<>': 'NotEq',
  '~=': 'NotEq',
  ne: 'NotEq',
  neq: 'NotEq',
  isnot: 'NotEq',
  notequal: 'NotEq',
  notequals: 'NotEq',
  '<': 'Lt',
  lessthan: 'Lt',
  '<=': 'Lte',
  '=<': 'Lte',
  le: 'Lte',
  '>': 'Gt',
  greaterthan: 'Gt',
  '>=': 'Gte',
  '=>': 'Gte',
  ge: 'Gte',
  nin: 'NotIn',
  oneof: 'In',
  has: 'Contains',
  like: 'Glob',
  notlike: 'NotGlob',
  ilike: 'IGlob',
  notilike: 'NotIGlob',
  '~': 'Regex',
  '=~': 'Regex',
  match: 'Regex',
  matches: 'Regex',
  regexp: 'Regex',
  all: 'And',
  any: 'Or',
  '&': 'And',
  '&&': 'And',
  '|': 'Or',
  '||': 'Or',
  '!': 'Not',
};

/** Two letters are as near to any operator of two: en to Eq. */
const SHORTEST = 3;
const LONGEST = 32;

/** The operator that another word for it stands for, also in other case: `!=`, `$ne`, `not_eq`, `NOT IN`. */
export function operatorMeant(word: string): string | undefined {
  return meant(word, OPERATORS);
}

/** The operator that such a word is a slip of, where the word is known to be meant as one. */
export function operatorNear(word: string): string | undefined {
  return word.length < SHORTEST || word.length > LONGEST ? undefined : didYouMean(word, OPERATORS);
}

/** And, Or or Not, where it is called something else. Nothing that is merely near: an attribute may be called ord. */
export function connectiveMeant(word: string): Connective | undefined {
  const found = meant(word, CONNECTIVES);
  return isConnective(found) ? found : undefined;
}

function meant(word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return word;
  if (word.length > LONGEST) return undefined;
  const plain = word.toLowerCase().replace(/[\s_$-]/g, '');
  const found =
    known.find((one) => one.toLowerCase() === plain) ??
    (Object.hasOwn(OTHER_WORDS, plain) ? OTHER_WORDS[plain] : undefined);
  return found !== undefined && known.includes(found) ? found : undefined;
}
