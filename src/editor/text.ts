/** A text with the places of an editor: lines and UTF-16 units from 0, lines ended as the language server protocol says. */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export class Text {
  readonly value: string;
  #starts: readonly number[] | undefined;
  #newlines: readonly number[] | undefined;

  constructor(value: string) {
    this.value = value;
  }

  offsetAt({ line, character }: Position): number {
    const starts = this.#lines();
    if (line >= starts.length) return this.value.length;
    const start = starts[Math.max(0, line)] as number;
    return Math.min(start + Math.max(0, character), this.lineEnd(start));
  }

  positionAt(offset: number): Position {
    const line = lastUpTo(this.#lines(), offset);
    return { line, character: Math.max(0, offset - (this.#lines()[line] as number)) };
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The end of the line that an offset is in, without what ends it. */
  lineEnd(offset: number): number {
    const end = /[\r\n]|$/g;
    end.lastIndex = offset;
    return end.exec(this.value)?.index ?? this.value.length;
  }

  lineStart(offset: number): number {
    return this.#lines()[lastUpTo(this.#lines(), offset)] as number;
  }

  /** Of a place as src/text/yaml/lines.ts counts: only a line feed ends a line, a byte order mark is no column. */
  offsetOfPlace({ line, index }: { readonly line: number; readonly index: number }): number {
    this.#newlines ??= startsOf(this.value, /\n/g, this.value.startsWith('\ufeff') ? 1 : 0);
    return Math.min((this.#newlines[line - 1] ?? 0) + index, this.value.length);
  }

  #lines(): readonly number[] {
    this.#starts ??= startsOf(this.value, /\r\n?|\n/g, 0);
    return this.#starts;
  }
}

function startsOf(text: string, end: RegExp, first: number): number[] {
  const starts = [first];
  for (const match of text.matchAll(end)) starts.push(match.index + match[0].length);
  return starts;
}

/** The index of the last number that is not above the wanted one. */
function lastUpTo(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= wanted) low = middle;
    else high = middle;
  }
  return low;
}
