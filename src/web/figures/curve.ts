/** A line over time as the path of an SVG. */

export interface Frame {
  readonly width: number;
  readonly height: number;
}

export interface Curve {
  readonly line: string;
  /** The same, closed along the bottom. */
  readonly area: string;
  readonly most: number;
}

/** Times and values of the same length, the times rising. The line keeps its last value up to `now`. */
export function curveOf(
  times: readonly number[],
  values: readonly number[],
  now: number,
  { width, height }: Frame,
): Curve {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const [from = now] = times;
  const x = placeOf(from, now, width);
  const y = (value: number) => rounded(height - (most === 0 ? 0 : (value / most) * height));
  // Counts do not glide from one number to the next.
  const steps = times.map((time, index) => {
    const to = y(values[index] as number);
    return index === 0 ? `M${x(time)} ${to}` : `H${x(time)}V${to}`;
  });
  if (steps.length === 0) return { line: '', area: '', most };
  const line = `${steps.join('')}H${rounded(width)}`;
  return { line, area: `${line}V${height}H0Z`, most };
}

/** Where a time stands from left to right. */
export function placeOf(from: number, now: number, width: number): (time: number) => number {
  const span = Math.max(1, now - from);
  return (time) => rounded(((time - from) / span) * width);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
