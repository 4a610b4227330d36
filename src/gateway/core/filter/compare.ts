/** Values compared exactly: numbers by all their digits, texts by code points, never one type with another. */
import { ExactNumber, type Json } from '../../../json/json.ts';

/** Less than 0, 0, or more than 0; undefined for values that have no order between them. */
export function compare(a: Json | undefined, b: Json | undefined): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return isNumber(a) && isNumber(b) ? compareDecimals(decimal(a), decimal(b)) : undefined;
}

export function equal(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || compare(a, b) === 0;
}

function isNumber(value: Json | undefined): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** As the bytes of UTF-8 are: by UTF-16 units, what is beyond the first plane would come too early. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) return rank(unitA) - rank(unitB);
  }
  return a.length - b.length;
}

/** Surrogates after all other units. */
function rank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** Sign, digits without leading or trailing zeros, and where the point stands: 0.digits × 10^exponent. */
interface Decimal {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly exponent: number;
}

function decimal(value: number | ExactNumber): Decimal {
  const text = typeof value === 'number' ? String(value) : value.text;
  const [, minus, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const leading = all.length - digits.length;
  const trimmed = digits.replace(/0+$/, '');
  if (trimmed === '') return { sign: 0, digits: '', exponent: 0 };
  return {
    sign: minus === '-' ? -1 : 1,
    digits: trimmed,
    exponent: whole.length - leading + Number(exponent),
  };
}

function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign - b.sign;
  const size = a.exponent - b.exponent || (a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0);
  return a.sign * size;
}
