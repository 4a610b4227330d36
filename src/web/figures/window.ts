/** Which rows of a long list are to be seen, and where they stand. */

/** Browsers lay out no element that is much higher. */
const HIGHEST = 8_000_000;
/** Rows beyond both edges, so that a small scroll shows no gap. */
const MARGIN = 6;

export interface Extent {
  readonly total: number;
  readonly rowHeight: number;
  /** Of what is seen of the list. */
  readonly height: number;
}

export interface Window {
  readonly from: number;
  readonly to: number;
  /** Where the row `from` begins, from the top of the whole. */
  readonly top: number;
  /** The first row that is seen whole. */
  readonly first: number;
}

/** The height of the whole. A list that would be too high is squeezed: a step of the scrollbar then passes more rows. */
export function heightOf({ total, rowHeight }: Extent): number {
  return Math.min(total * rowHeight, HIGHEST);
}

export function windowAt(extent: Extent, scrollTop: number): Window {
  const { total, rowHeight, height } = extent;
  const whole = heightOf(extent);
  const most = Math.max(0, whole - height);
  const at = Math.min(Math.max(0, scrollTop), most);
  // The first row at the top, the last one at the bottom, in between by proportion.
  const first = most === 0 ? 0 : (at / most) * Math.max(0, total - height / rowHeight);
  const from = Math.max(0, Math.floor(first) - MARGIN);
  const to = Math.min(total, Math.ceil(first + height / rowHeight) + MARGIN);
  return { from, to, top: at - (first - from) * rowHeight, first: Math.ceil(first) };
}

/** Where to scroll so that a row is seen whole, from where the list is now. */
export function scrollTo(extent: Extent, index: number, scrollTop: number): number {
  const { total, rowHeight, height } = extent;
  const most = Math.max(0, heightOf(extent) - height);
  const spread = Math.max(0, total - height / rowHeight);
  if (spread === 0) return 0;
  const first = (scrollTop / most) * spread;
  const seen = height / rowHeight;
  const wanted = index < first ? index : index + 1 > first + seen ? index + 1 - seen : first;
  return (Math.min(wanted, spread) / spread) * most;
}
