/**
 * What a text that may be half written says of its shape: keys and items with their places. Unlike the reader of
 * src/text/yaml it never refuses, and unlike its tree a branch knows where it ends.
 */

export interface Scalar {
  readonly start: number;
  readonly end: number;
  /** As it is meant; of a block the text as it stands. */
  readonly value: string;
  readonly style: 'plain' | 'quoted' | 'block' | 'alias';
}

/** An entry of a mapping or an item of a list; the root of a document is neither. */
export interface Branch {
  readonly parent: Branch | undefined;
  /** The name of an entry, the number of an item. */
  readonly key: string | number;
  /** Of the key, or of the dash or the first character of an item. */
  readonly start: number;
  readonly keyEnd: number;
  /** The column of a key or a dash; -1 for the root and within brackets. */
  readonly indent: number;
  /** Whether there is a colon behind the key: not yet, while it is typed. Items and the root need none. */
  isComplete: boolean;
  /** Where the value begins, or would. */
  valueStart: number;
  end: number;
  /** The bracket that opens the value. */
  flow: '' | '{' | '[';
  /** Whether the bracket is closed; the end is then behind it. */
  isClosed: boolean;
  scalar: Scalar | undefined;
  readonly children: Branch[];
}

/** A file of a hundred thousand lines is none that a person writes; beyond it nothing is offered any more. */
export const MOST_BRANCHES = 100_000;

/** Deeper the compiler reads nothing either. */
export const MOST_DEPTH = 200;

/** Counts down, so that no text costs more than it may. */
export interface Budget {
  left: number;
}

export function branch(
  parent: Branch | undefined,
  key: string | number,
  [start, keyEnd]: readonly [number, number],
  indent: number,
  isComplete = true,
): Branch {
  const made: Branch = {
    ...{ parent, key, start, keyEnd, indent, isComplete },
    ...{ valueStart: keyEnd, end: keyEnd, flow: '', isClosed: false, scalar: undefined, children: [] },
  };
  parent?.children.push(made);
  return made;
}

/** The way from the root, without it. */
export function chainOf(last: Branch): Branch[] {
  const chain: Branch[] = [];
  for (let at: Branch | undefined = last; at?.parent !== undefined; at = at.parent) chain.push(at);
  return chain.reverse();
}

export function childOf(parent: Branch | undefined, key: string | number): Branch | undefined {
  return parent?.children.find((one) => one.key === key);
}

/** What stands at the end of a path, or nothing. */
export function branchAt(root: Branch, path: readonly (string | number)[]): Branch | undefined {
  return path.reduce<Branch | undefined>(childOf, root);
}

/** The last branch that begins at an offset or before it. */
export function lastBefore(root: Branch, offset: number): Branch {
  let at = root;
  for (;;) {
    let low = 0;
    let high = at.children.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((at.children[middle] as Branch).start <= offset) low = middle + 1;
      else high = middle;
    }
    const next = at.children[low - 1];
    if (next === undefined) return at;
    at = next;
  }
}

/** Where the last of what is below a branch ends. */
export function extentOf(one: Branch): number {
  let end = one.end;
  for (let last = one.children.at(-1); last !== undefined; last = last.children.at(-1))
    end = Math.max(end, last.end);
  return end;
}
