/** What there is to say to a person. */
export interface Words {
  readonly message: string;
  readonly hint: string;
}

/** Something in a faulty text that may be to blame, and what the text would be without it. */
export interface Suspect extends Words {
  /** Where a person has to look. */
  readonly at: number;
  /** The part of the text that is replaced, and by what. */
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

/** Where the reader stopped, and where the innermost bracket stands that is open there, if one is. */
export interface Stop {
  readonly at: number;
  readonly opening: number | undefined;
}

/** Finds what one kind of mistake would look like in a text that could be read only so far, from first to last. */
export type Rule = (text: string, stop: Stop) => Suspect[];

/** A suspect for every match of a pattern: its first group, with the flag `d`, or all of it. */
export function suspects(
  text: string,
  pattern: RegExp,
  suspect: (match: RegExpExecArray) => Pick<Suspect, 'instead' | 'message' | 'hint'>,
): Suspect[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
    return { at: start, start, end, ...suspect(match) };
  });
}

/** The end of the line that an offset is in, before its line break. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}

/** The beginning of that line. */
export function lineStart(text: string, from: number): number {
  return from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
}

/** A piece of the text as a message can hold it. */
export function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 40).toWellFormed()}…` : line;
}
