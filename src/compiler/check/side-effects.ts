import type { Diagnostic } from '../words/diagnostics.ts';

/** Without warnings that only follow from an error beside them: an empty `env:` whose lines are not indented. */
export function withoutSideEffects(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!diagnostics.some(({ code }) => code === 'NullMapValue')) return diagnostics;
  const faulty = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(parent));
  return diagnostics.filter((one) => one.code !== 'NullMapValue' || !faulty.has(parent(one)));
}

function parent({ source, pointer }: Diagnostic): string {
  return `${source} ${pointer.slice(0, pointer.lastIndexOf('/'))}`;
}
