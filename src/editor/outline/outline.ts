import { readBlock } from './block.ts';
import { type Branch, type Budget, MOST_BRANCHES } from './branch.ts';

const SEPARATOR = /^(?:---|\.\.\.)[^\n]*(?:\n|$)/gm;

/** The root of each document of a text, in order; together they cover the whole text, one at least. */
export function outlineOf(text: string): readonly Branch[] {
  const budget: Budget = { left: MOST_BRANCHES };
  const roots: Branch[] = [];
  let start = 0;
  for (const found of text.matchAll(SEPARATOR)) {
    roots.push(readBlock(text, start, found.index, budget));
    start = found.index + found[0].length;
  }
  roots.push(readBlock(text, start, text.length, budget));
  return roots;
}

/** The document that an offset is in. */
export function documentAt(roots: readonly Branch[], offset: number): Branch {
  let found = roots[0] as Branch;
  for (const root of roots) if (root.start <= offset) found = root;
  return found;
}
