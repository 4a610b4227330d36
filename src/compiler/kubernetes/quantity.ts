/**
 * Kubernetes quantities (apimachinery, pkg/api/resource): `500m`, `1.5Gi`, `1e3`, also as plain numbers. Read into
 * whole billionths, the finest they can say, rounded away from zero as Kubernetes does.
 */
export type Billionths = bigint;

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: { readonly [suffix: string]: number } = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Long enough for any real quantity, short enough to reckon with. */
const LONGEST = 64;
const ONE = 1_000_000_000n;
const MOST = (2n ** 63n - 1n) * ONE;

/** Several checks read each amount, and all pods of a pool have the same ones. */
const READ = new Map<string, Billionths | null>();
const REMEMBERED = 1000;

/** What a quantity comes to, or null where the text is none. Kubernetes caps at 2^63-1; so does this. */
export function parseQuantity(text: string): Billionths | null {
  const known = READ.get(text);
  if (known !== undefined) return known;
  if (READ.size >= REMEMBERED) READ.clear();
  const amount = read(text);
  READ.set(text, amount);
  return amount;
}

function read(text: string): Billionths | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const match = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.exec(trimmed);
  if (match === null) return null;
  const [, sign, whole = '', fraction = match[4] ?? '', , suffix = ''] = match;
  const digits = BigInt(whole + fraction || '0');
  const power = BINARY.indexOf(suffix);
  const factor = power > 0 ? 1024n ** BigInt(power) : 1n;
  const exponent = power > 0 ? 0 : (DECIMAL[suffix] ?? Number(suffix.slice(1)));
  const amount = scale(digits * factor, exponent + 9 - fraction.length);
  const capped = amount > MOST ? MOST : amount;
  return sign === '-' ? -capped : capped;
}

function scale(digits: bigint, exponent: number): bigint {
  if (digits === 0n) return 0n;
  if (exponent > 2 * LONGEST) return MOST + 1n;
  if (exponent < -2 * LONGEST) return 1n;
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}

/** True when the quantity has no fraction. Kubernetes looks at thousandths, rounded up. */
export function isWhole(amount: Billionths): boolean {
  const thousandth = ONE / 1000n;
  const size = amount < 0n ? -amount : amount;
  return ((size + thousandth - 1n) / thousandth) % 1000n === 0n;
}
