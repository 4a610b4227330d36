/** The objects as lines to look at: which value stands in each, and what of it is the key. */
import type { LeafSpan } from '../../playground/protocol.ts';

export interface OutputLine {
  readonly from: number;
  readonly text: string;
  /** The leaf that stands here, or a part of it; -1 for none. */
  readonly leaf: number;
  /** Whether the leaf begins here. */
  readonly isFirst: boolean;
  /** Where in the text its value begins: the key and what leads to it stand before. */
  readonly value: number;
}

/** `leaves` in the order of the text. */
export function outputLines(text: string, leaves: readonly LeafSpan[]): OutputLine[] {
  const lines: OutputLine[] = [];
  let from = 0;
  let next = 0;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const end = from + line.length;
    while (next < leaves.length && (leaves[next] as LeafSpan).to <= from) next += 1;
    const leaf = leaves[next];
    const isHere = leaf !== undefined && leaf.from <= end && leaf.to > from;
    const isFirst = isHere && leaf.from >= from;
    lines.push({
      ...{ from, text: line, isFirst },
      leaf: isHere ? next : -1,
      value: isFirst ? Math.min(line.length, leaf.value - from) : isHere ? 0 : line.length,
    });
    from = end + 1;
  }
  return lines;
}
