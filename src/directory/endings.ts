/** The line endings of a file, which a checkout may change: they are no difference. */

const CRLF = /\r\n/g;

/** The text of a file without its byte order mark, each line ended by a line feed; bytes that are no text as they are. */
export function linesOf(bytes: Buffer): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('latin1', marked ? 3 : 0).replace(CRLF, '\n');
}

export function firstLine(bytes: Buffer): string {
  return linesOf(bytes.subarray(0, bytes.indexOf(10) + 1));
}

/** Whether a file holds this text, whatever ends its lines. */
export function isSame(bytes: Buffer, text: string): boolean {
  const wanted = Buffer.from(text);
  return wanted.equals(bytes) || linesOf(bytes) === wanted.toString('latin1');
}

/** A text with the line endings of the file that it replaces, where these are alike. */
export function endedLike(bytes: Buffer, text: string): string {
  if (!bytes.includes(13)) return text;
  const lines = bytes.toString('latin1').split('\n');
  const isWindows = lines.length > 1 && lines.slice(0, -1).every((line) => line.endsWith('\r'));
  return isWindows ? text.replaceAll('\n', '\r\n') : text;
}
