import { Fault } from './problem.ts';

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const HASH = 0x23;
/** Stands behind the last character; the reader has refused it within the text. */
export const END = 0;

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** YAML 1.1 breaks lines at NEL, LS and PS too; YAML 1.2 does not. */
export function isBreak(code: number): boolean {
  return code === LF || code === CR || (code > 0x84 && (code === 0x85 || code === 0x2028 || code === 0x2029));
}

export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || code === END;
}

/** What ends a word: a blank, a break or the end of the text. */
export function isSpace(code: number): boolean {
  return code <= SPACE
    ? code === SPACE || code === LF || code === TAB || code === CR || code === END
    : isBreak(code);
}

/** A place in the text of one document, and the line it is in. */
export class Cursor {
  readonly text: string;
  /** Where the document begins in the whole text. */
  readonly base: number;
  pos = 0;
  lineStart = 0;

  constructor(document: string, base: number) {
    // kubectl ends every line, so that a block scalar at the end of a file has its line break.
    this.text = `${document}${document.endsWith('\n') ? '' : '\n'}\0`;
    this.base = base;
  }

  get column(): number {
    return this.pos - this.lineStart;
  }

  code(ahead = 0): number {
    return this.text.charCodeAt(this.pos + ahead);
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.pos++;
  }

  skipComment(): void {
    if (this.code() !== HASH) return;
    while (!isBreakOrEnd(this.code())) this.pos++;
  }

  /**
   * Steps over a line break and gives what a scalar keeps of it. kubectl makes LF of every CR LF before the parser
   * sees the text, so that CR CR LF is one break too.
   */
  readBreak(): string {
    const code = this.code();
    if (code === CR) {
      const crs = this.code(1) === CR && this.code(2) === LF ? 2 : 1;
      this.pos += crs + (this.code(crs) === LF ? 1 : 0);
    } else this.pos++;
    this.lineStart = this.pos;
    return code > 0x85 ? String.fromCharCode(code) : '\n';
  }

  /** `---` or `...` at the start of a line. */
  atDocumentMark(): boolean {
    if (this.pos !== this.lineStart) return false;
    const code = this.code();
    return (
      (code === 0x2d || code === 0x2e) &&
      this.code(1) === code &&
      this.code(2) === code &&
      isSpace(this.code(3))
    );
  }

  fault(message: string, hint: string, at = this.pos): Fault {
    return new Fault('SyntaxError', this.base + at, message, hint);
  }
}
