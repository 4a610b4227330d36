import { ExactNumber } from '../../json/json.ts';

/**
 * The value of a JSON text; an integer that a double would round is an {@link ExactNumber}. Nothing in it recurses: a
 * list has the objects of many, and how deep one of them goes is not to decide about the others.
 */
export function decodeJson(text: string): unknown {
  // Looking at every token makes reading several times slower, so only where there may be such an integer.
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  let prefix = '\u0000integer:';
  while (text.includes(prefix.slice(1))) prefix = `${prefix.slice(0, -1)}:${prefix.slice(-1)}`;
  const marked = markIntegers(text, JSON.stringify(prefix).slice(1, -1));
  return marked === text ? JSON.parse(text) : unmark(JSON.parse(marked), prefix);
}

const DIGITS = 16;
const LONG_NUMBER = new RegExp(`[:[,\\s]-?\\d{${DIGITS}}`);
const [QUOTE, BACKSLASH, MINUS, ZERO, NINE] = [...'"\\-09'].map((one) => one.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

/** The text with each integer that would be rounded as a string with that prefix. */
function markIntegers(text: string, prefix: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, at);
      const number = text.slice(at, end);
      if (number.length >= DIGITS && isRounded(number)) {
        pieces.push(text.slice(kept, at), `"${prefix}${number}"`);
        kept = end;
      }
      at = end - 1;
    }
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
}

function isRounded(number: string): boolean {
  return /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number)) && String(Number(number)) !== number;
}

/** Where the string that begins there ends. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && /[\d.eE+-]/.test(text[at] as string)) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Puts the exact numbers in where the marks are. */
function unmark(value: unknown, prefix: string): unknown {
  const holder = { value };
  const waiting: object[] = [holder];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop())
    for (const [key, inner] of Object.entries(parent)) {
      if (typeof inner === 'object' && inner !== null) waiting.push(inner);
      else if (typeof inner === 'string' && inner.startsWith(prefix))
        // Not by an assignment: a key may be `__proto__`.
        Object.defineProperty(parent, key, {
          value: new ExactNumber(inner.slice(prefix.length)),
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
  return holder.value;
}
