import { type Diagnostic, unsaid } from '../../compiler/index.ts';

/** A diagnostic as a status holds it. */
export interface Said {
  readonly code: string;
  readonly text: string;
}

/** In the words of the command line. `of` names the object if it is another one than that whose status it is. */
export function say(diagnostic: Diagnostic, of = ''): Said {
  const { code, pointer, message, hint, related = [] } = diagnostic;
  const others = related.map((one) => ` ${one.message}`).join('');
  const allowed = unsaid(diagnostic);
  const text = `${of}${pointer}: ${message}${allowed === undefined ? '' : ` Allowed: ${allowed}.`}${others} ${hint}`;
  return { code, text };
}

/** All of it, line by line. */
export function linesOf(said: readonly Said[]): string {
  return said.map(({ text }) => text).join('\n');
}
