import { ExactNumber } from '../../../json/json.ts';

/** A number that YAML can write and JSON cannot: kubectl has it as a key and refuses it as a value. */
export class NotFinite {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/** What a scalar can be once kubectl has read it. */
export type Scalar = null | boolean | number | string | ExactNumber | NotFinite;

/**
 * The words that are no text for kubectl, and what a reader of YAML 1.2 (its core schema, section 10.3.2) sees in
 * them: the same unless the row says `text`.
 */
const WORDS: readonly (readonly [value: Scalar, words: string, other?: 'text'])[] = [
  [true, 'true True TRUE'],
  [true, 'y Y yes Yes YES on On ON', 'text'],
  [false, 'false False FALSE'],
  [false, 'n N no No NO off Off OFF', 'text'],
  [null, '~ null Null NULL'],
  [new NotFinite('.nan'), '.nan .NaN .NAN'],
  [new NotFinite('.inf'), '.inf .Inf .INF +.inf +.Inf +.INF'],
  [new NotFinite('-.inf'), '-.inf -.Inf -.INF'],
];

/**
 * Whole numbers, their sign and digits, as Go's strconv.ParseInt reads them with base 0 once goyaml has taken out the
 * underscores; the last is goyaml's own, with the sign inside. YAML 1.2 knows fewer: see {@link otherReading}.
 */
const INTEGERS: readonly (readonly [prefix: string, form: RegExp])[] = [
  ['', /^([-+]?)(0|[1-9]\d*)$/],
  ['0x', /^([-+]?)0[xX]([\da-fA-F]+)$/],
  ['0o', /^([-+]?)0[oO]?([0-7]+)$/],
  ['0b', /^([-+]?)0[bB]([01]+)$/],
  ['0b', /^0b([-+])([01]+)$/],
];

/** goyaml's resolve.go, yamlStyleFloat. */
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** Go's strconv.ParseFloat for what begins with a point, where goyaml leaves the underscores in. */
const POINT_FIRST = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

const MIN_INT64 = -(2n ** 63n);
export const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
/** Of 64 bits, in the longest notation. */
const MOST_DIGITS = 64;

const words = new Map<string, Scalar>([['', null]]);
const textElsewhere = new Set<string>();
for (const [value, list, other] of WORDS) {
  for (const word of list.split(' ')) {
    words.set(word, value);
    if (other === 'text') textElsewhere.add(word);
  }
}

const LONGEST_WORD = 5;
const SMALL_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** What no number has in any notation, and a quantity does: one look in place of ten. */
const NO_NUMBER = /[^-+.\w]|[g-nG-Np-wP-Wy-zY-Z]/;

/** A plain scalar as kubectl reads it: goyaml v2, resolve.go. */
export function readPlain(text: string): Scalar {
  if (text.length <= LONGEST_WORD) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  const first = text.charCodeAt(0);
  // Digits and signs; the point; all else is text.
  if ((first < 0x30 || first > 0x39) && first !== 0x2b && first !== 0x2d) {
    return first === 0x2e && POINT_FIRST.test(text) ? (real(text.replaceAll('_', '')) ?? text) : text;
  }
  if (SMALL_NUMBER.test(text)) return Number(text);
  if (NO_NUMBER.test(text)) return text;
  const whole = integer(text);
  if (whole !== undefined) return number(String(whole));
  const bare = text.replaceAll('_', '');
  return (FLOAT.test(bare) ? real(bare) : undefined) ?? text;
}

/** The integer of a scalar, when it is one that fits Go's int64, or, without a sign, its uint64. */
export function integer(text: string): bigint | undefined {
  const bare = text.replaceAll('_', '');
  for (const [prefix, form] of INTEGERS) {
    const [, sign, digits] = form.exec(bare) ?? [];
    if (digits === undefined) continue;
    const significant = digits.replace(/^0+(?=.)/, '');
    if (significant.length > MOST_DIGITS) return undefined;
    const size = BigInt(prefix + significant);
    const value = sign === '-' ? -size : size;
    return value >= MIN_INT64 && value <= (sign === '' ? MAX_UINT64 : MAX_INT64) ? value : undefined;
  }
  return undefined;
}

/** The number in JSON's grammar, with the digits that were written; nothing when a double cannot hold it. */
function real(text: string): number | ExactNumber | undefined {
  if (!Number.isFinite(Number(text))) return undefined;
  return number(
    text
      .replace(/^\+/, '')
      .replace(/^(-?)0+(?=\d)/, '$1')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.(?!\d)/, ''),
  );
}

/** A number in JSON's grammar: a double if that gives the text back, else the text. */
function number(text: string): number | ExactNumber {
  const double = Number(text);
  return String(double) === text ? double : new ExactNumber(text);
}

/** What a reader of YAML 1.2 sees in a plain scalar, if that is not what kubectl sees. */
export function otherReading(text: string, reading: Scalar): { readonly value: number | string } | undefined {
  if (typeof reading === 'string') {
    const value = coreNumber(text);
    return value === undefined ? undefined : { value };
  }
  if (reading === null || typeof reading === 'boolean')
    return textElsewhere.has(text) ? { value: text } : undefined;
  if (reading instanceof NotFinite) return undefined;
  if (typeof reading === 'number' && SMALL_NUMBER.test(text)) return undefined;
  const value = coreNumber(text);
  if (value === undefined) return { value: text };
  return value === Number(reading instanceof ExactNumber ? reading.text : reading) ? undefined : { value };
}

function coreNumber(text: string): number | undefined {
  if (text.charCodeAt(0) > 0x39 || NO_NUMBER.test(text)) return undefined;
  if (/^[-+]?\d+$/.test(text) || FLOAT.test(text)) return Number(text);
  return /^0o[0-7]+$|^0x[\da-fA-F]+$/.test(text) ? Number(text) : undefined;
}

/** A scalar as the key of a JSON object: sigs.k8s.io/yaml, convertToJSONableObject. Nothing for what it refuses. */
export function keyOf(scalar: Scalar, text: string): string | undefined {
  if (typeof scalar === 'string') return scalar;
  if (typeof scalar === 'boolean') return String(scalar);
  if (scalar instanceof NotFinite) return scalar.key;
  if (scalar === null) return undefined;
  const whole = integer(text);
  if (whole !== undefined) return whole > MAX_INT64 ? undefined : String(whole);
  return float32(Number(scalar instanceof ExactNumber ? scalar.text : scalar));
}

/** Go's strconv.FormatFloat(value, 'g', -1, 32): kubectl rounds a fractional key to 32 bits. */
function float32(value: number): string {
  const single = Math.fround(value);
  if (single === 0) return value < 0 || 1 / value < 0 ? '-0' : '0';
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  let digits = 0;
  while (Math.fround(Number(single.toExponential(digits))) !== single) digits++;
  const shortest = single.toExponential(digits);
  const [mantissa, power] = shortest.split('e') as [string, string];
  if (Number(power) >= -4 && Number(power) < 6) return String(Number(shortest));
  return `${mantissa}e${power.slice(0, 1)}${power.slice(1).padStart(2, '0')}`;
}
