/** Places as they go over the wire: the client may count the units of a line in UTF-8, we count them in UTF-16. */
import type { Position, Range, Text } from '../editor/text.ts';

export type Encoding = 'utf-16' | 'utf-8';

/** What the client offers first of what we know; without an offer it is UTF-16. */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  const found = (offered ?? []).find((one) => one === 'utf-16' || one === 'utf-8');
  return (found as Encoding | undefined) ?? 'utf-16';
}

export function fromWire(position: Position, text: Text, encoding: Encoding): Position {
  if (encoding === 'utf-16') return position;
  const start = text.offsetAt({ line: position.line, character: 0 });
  let left = position.character;
  let at = start;
  for (const end = text.lineEnd(start); at < end && left > 0; ) {
    const code = text.value.codePointAt(at) as number;
    left -= bytesOf(code);
    at += code > 0xffff ? 2 : 1;
  }
  return { line: position.line, character: at - start };
}

export function toWire(position: Position, text: Text, encoding: Encoding): Position {
  if (encoding === 'utf-16') return position;
  const start = text.offsetAt({ line: position.line, character: 0 });
  const end = start + position.character;
  let character = 0;
  for (let at = start; at < end; ) {
    const code = text.value.codePointAt(at) as number;
    character += bytesOf(code);
    at += code > 0xffff ? 2 : 1;
  }
  return { line: position.line, character };
}

export function rangeToWire({ start, end }: Range, text: Text, encoding: Encoding): Range {
  return { start: toWire(start, text, encoding), end: toWire(end, text, encoding) };
}

function bytesOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
