/** Characters by what they may be in the common style. */

export const LF = 0x0a;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const SINGLE_QUOTE = 0x27;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const OPEN = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE = 0x5d;

/** What a character may be; beyond ASCII it is nothing here. */
export const IN_TEXT = 1;
export const IN_KEY = 2;
export const IN_BRACKETS = 4;
export const BEGINS_KEY = 8;
export const BEGINS_PLAIN = 16;

const DIGITS = '0123456789_';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const CLASSES = new Uint8Array(128);
for (let code = 0x21; code < 0x7f; code++) CLASSES[code] = IN_TEXT;
for (const [characters, kinds] of [
  [`${DIGITS}${LETTERS}./-`, IN_KEY + IN_BRACKETS],
  [LETTERS, BEGINS_KEY],
  [`${DIGITS}${LETTERS}./$(`, BEGINS_PLAIN],
] as const) {
  for (let index = 0; index < characters.length; index++) {
    const code = characters.charCodeAt(index);
    CLASSES[code] = (CLASSES[code] ?? 0) + kinds;
  }
}

export function isInComment(code: number): boolean {
  return code === SPACE || is(code, IN_TEXT) || (code > 0xa0 && code !== 0x2028 && code !== 0x2029);
}

export function is(code: number, kind: number): boolean {
  return ((CLASSES[code] ?? 0) & kind) !== 0;
}
