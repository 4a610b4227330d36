/** Where the leaves of an object stand in its printed text. */
import type { JsonObject } from '../../json/json.ts';
import { LEAF_END, markedYaml } from './print.ts';

/** Offsets in UTF-16 units. */
export interface LeafSpan {
  /** Where the key begins, or the dash of an item of a list. */
  readonly from: number;
  readonly value: number;
  readonly to: number;
}

export interface LaidOut {
  /** That of `printYaml`. */
  readonly text: string;
  /** In the order of the text. */
  readonly leaves: readonly LeafSpan[];
}

/** Prints an object, and says of each leaf where it is. */
export function layOut(object: JsonObject): LaidOut {
  const leaves: LeafSpan[] = [];
  const lines: string[] = [];
  let offset = 0;
  /** The indentation below which the lines of a block are its own. */
  let block = -1;
  for (const marked of markedYaml(object).split('\n')) {
    const line = marked.endsWith(LEAF_END) ? marked.slice(0, -LEAF_END.length) : marked;
    lines.push(line);
    const indent = line.search(/\S|$/);
    if (block >= 0 && indent > block) extend(leaves, offset + line.length);
    else if (line !== '') block = -1;
    if (marked !== line) {
      const { from, value } = within(line, indent);
      leaves.push({ from: offset + from, value: offset + value, to: offset + line.length });
      if (BLOCK.test(line.slice(value))) block = from;
    }
    offset += line.length + 1;
  }
  return { text: lines.join('\n'), leaves };
}

const BLOCK = /^\|-?$/;
/** A key, in quotes or plain, with what stands behind it. */
const KEY = /^(?:"(?:[^"\\]|\\.)*"|[^":][^:]*(?::(?! )[^:]*)*): /;

function extend(leaves: LeafSpan[], to: number): void {
  leaves.push({ ...(leaves.pop() as LeafSpan), to });
}

/** The columns of a key and of its value; those of the last dash and of the item where there is no key. */
function within(line: string, indent: number): { from: number; value: number } {
  let start = indent;
  while (line.startsWith('- ', start)) start += 2;
  const rest = line.slice(start);
  // The value of a key that is too long for one line.
  if (rest.startsWith(': ')) return { from: start, value: start + 2 };
  const key = KEY.exec(rest)?.[0];
  if (key !== undefined) return { from: start, value: start + key.length };
  return { from: start > indent ? start - 2 : start, value: start };
}
