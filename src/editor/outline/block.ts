/** The lines of a document by their indentation: keys, dashes, values, and what is half written among them. */
import { type Branch, type Budget, branch } from './branch.ts';
import { readFlow } from './flow.ts';
import { plainUpTo, quotedAt } from './scalars.ts';

const KEY = /(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^ \t\r\n#"'[\]{},&*!|>%@`][^\n]*?|<<)(?=\s*:(?:\s|$))/y;
const PROPERTIES = /(?:[&!][^\s,[\]{}]*[ \t]+)*/y;

/** The branches of a document from `start` to `end`, below a root. */
export function readBlock(text: string, start: number, end: number, budget: Budget): Branch {
  const root = branch(undefined, '', [start, start], -1);
  root.end = end;
  const lines = new BlockReader(text, end, budget, root);
  for (let at = start; at < end && budget.left > 0; ) at = lines.line(at);
  return root;
}

class BlockReader {
  readonly #text: string;
  readonly #limit: number;
  readonly #budget: Budget;
  /** The branches that lines below may belong to, the innermost last. */
  readonly #open: Branch[];

  constructor(text: string, limit: number, budget: Budget, root: Branch) {
    this.#text = text;
    this.#limit = limit;
    this.#budget = budget;
    this.#open = [root];
  }

  /** Reads the line that begins here, with what of its value stands below; gives where the next one begins. */
  line(start: number): number {
    const text = this.#text;
    const end = this.#endOfLine(start);
    let at = start;
    while (text[at] === ' ' || text[at] === '\ufeff') at++;
    while (text[at] === '-' && /[\s]|^$/.test(text[at + 1] ?? '')) {
      this.#item(at, at - start);
      at++;
      while (text[at] === ' ' || text[at] === '\t') at++;
      this.#top.valueStart = at;
    }
    if (at >= end || text[at] === '#' || text[at] === '\r') return end + 1;
    const column = at - start;
    KEY.lastIndex = at;
    const key = KEY.exec(text)?.[0];
    if (key === undefined || at + key.length > end) return this.#withoutKey(at, column, end);
    this.#close(column);
    const name = /^["']/.test(key) ? quotedAt(text, at, end).value : key.trimEnd();
    const entry = this.#add(name, at, at + key.length, column, true);
    const colon = text.indexOf(':', at + key.length);
    entry.valueStart = colon + 1;
    entry.end = colon + 1;
    return this.#value(entry, colon + 1, end);
  }

  get #top(): Branch {
    return this.#open.at(-1) as Branch;
  }

  #add(key: string | number, start: number, keyEnd: number, indent: number, isComplete: boolean): Branch {
    this.#budget.left--;
    const made = branch(this.#top, key, [start, keyEnd], indent, isComplete);
    this.#open.push(made);
    return made;
  }

  /** Nothing that begins as far to the right, or further, goes on. */
  #close(column: number): void {
    while (this.#open.length > 1 && this.#top.indent >= column) this.#open.pop();
  }

  #item(at: number, column: number): void {
    while (this.#open.length > 1) {
      const { indent, key, isComplete, scalar } = this.#top;
      // A list may stand as far to the left as its key.
      const isOwner = indent === column && typeof key === 'string' && isComplete && scalar === undefined;
      if (indent < column || isOwner) break;
      this.#open.pop();
    }
    this.#add(this.#top.children.length, at, at + 1, column, true);
  }

  /** A value on a line of its own, or a key that is not whole yet. */
  #withoutKey(at: number, column: number, end: number): number {
    const top = this.#top;
    if (top.key !== '' && typeof top.key === 'number' && top.valueStart === at)
      return this.#value(top, at, end);
    this.#close(column);
    if (/["'[{|>*&!]/.test(this.#text[at] as string)) return this.#value(this.#top, at, end);
    if (this.#top.scalar !== undefined) return end + 1;
    const { end: wordEnd } = plainUpTo(this.#text, at, end);
    this.#add(this.#text.slice(at, wordEnd), at, wordEnd, column, false);
    return end + 1;
  }

  #value(owner: Branch, from: number, end: number): number {
    const text = this.#text;
    let at = from;
    while (text[at] === ' ' || text[at] === '\t') at++;
    PROPERTIES.lastIndex = at;
    at += PROPERTIES.exec(text)?.[0].length ?? 0;
    if (at >= end || text[at] === '\r' || (text[at] === '#' && /\s/.test(text[at - 1] ?? ' ')))
      return end + 1;
    owner.valueStart = at;
    const char = text[at] as string;
    if (char === '[' || char === '{') {
      const last = readFlow(text, owner, at, this.#limit, this.#budget);
      return last > end ? this.#endOfLine(last - 1) + 1 : end + 1;
    }
    if (char === '|' || char === '>') return this.#blockScalar(owner, at, end);
    const scalar =
      char === '"' || char === "'"
        ? quotedAt(text, at, this.#deeperUntil(end, owner.indent))
        : plainUpTo(text, at, end);
    owner.scalar ??= scalar;
    owner.end = scalar.end;
    return Math.max(end, this.#endOfLine(scalar.end)) + 1;
  }

  #blockScalar(owner: Branch, start: number, end: number): number {
    const last = this.#deeperUntil(end, owner.indent);
    owner.scalar = { start, end: last, value: this.#text.slice(end + 1, last), style: 'block' };
    owner.end = last;
    return last + 1;
  }

  /** The end of the last line after the one that ends here that is blank or indented deeper. */
  #deeperUntil(end: number, indent: number): number {
    let last = end;
    while (last < this.#limit) {
      const next = this.#endOfLine(last + 1);
      const line = this.#text.slice(last + 1, Math.min(next, last + indent + 3));
      if (line.trim() !== '' && line.search(/[^ ]/) <= indent) return last;
      if (next >= this.#limit) return this.#limit;
      last = next;
    }
    return last;
  }

  #endOfLine(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 || end > this.#limit ? this.#limit : end;
  }
}
