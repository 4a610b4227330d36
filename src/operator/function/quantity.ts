const SUFFIXES: Readonly<Record<string, readonly [base: bigint, exponent: number]>> = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  '': [10n, 0],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [2n, 10],
  Mi: [2n, 20],
  Gi: [2n, 30],
  Ti: [2n, 40],
  Pi: [2n, 50],
  Ei: [2n, 60],
};
/** Kubernetes rounds quantities up to a billionth. */
const UNIT = 10n ** 9n;

/**
 * A Kubernetes quantity in billionths, or null when the text is none: the server gives quantities back in a form of its
 * own (`1000m` as `1`). Grammar: apimachinery's resource.Quantity.
 */
export function parseQuantity(value: unknown): bigint | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
    String(value),
  );
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = match ?? [];
  if (match === null || whole + fraction === '') return null;
  const [base, power] =
    exponent === undefined ? (SUFFIXES[suffix] ?? [10n, 0]) : ([10n, Number(exponent)] as const);
  const scale = base ** BigInt(Math.abs(power));
  const digits = BigInt(whole + fraction) * UNIT * (power < 0 ? 1n : scale);
  const divisor = 10n ** BigInt(fraction.length) * (power < 0 ? scale : 1n);
  const rounded = (digits + divisor - 1n) / divisor;
  return sign === '-' ? -rounded : rounded;
}
