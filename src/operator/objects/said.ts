import { type Diagnostic, unsaid } from '../../compiler/index.ts';

/** A diagnostic as a status holds it. */
export interface Said {
  readonly code: string;
  readonly text: string;
}

/** Where the command line would name a flag of its own. */
const HINTS: { readonly [code: string]: string } = {
  MissingInfraRules: 'Create InfraRules/default in the cluster; the platform team owns it.',
  ReplicasOverCeiling: 'Ask for fewer replicas, or have the operator run with a higher MAX_REPLICAS_CEILING.',
};

/** In the words of the command line. `of` names the object if it is another one than that whose status it is. */
export function say(diagnostic: Diagnostic, of = ''): Said {
  const { code, pointer, message, related = [] } = diagnostic;
  const hint = HINTS[code] ?? diagnostic.hint;
  const others = related.map((one) => ` ${one.message}`).join('');
  const allowed = unsaid(diagnostic);
  const text = `${of}${pointer}: ${message}${allowed === undefined ? '' : ` Allowed: ${allowed}.`}${others} ${hint}`;
  return { code, text };
}

/** All of it, line by line. */
export function linesOf(said: readonly Said[]): string {
  return said.map(({ text }) => text).join('\n');
}
