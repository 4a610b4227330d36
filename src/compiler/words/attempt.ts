import { type Diagnostic, diagnose } from './diagnostics.ts';
import { quoted } from './phrases.ts';

/** What a step gave, or what went wrong with it. */
export type Attempt<T> =
  | { readonly value: T; readonly fault?: never }
  | { readonly value?: never; readonly fault: Diagnostic };

/**
 * One step of the compiler for one object. What our own code throws is that object's error, and all others go on: nobody
 * may write a Function that keeps others from being compiled.
 */
export function attempt<T>(source: number, step: () => T): Attempt<T> {
  try {
    return { value: step() };
  } catch (error) {
    return { fault: internalError(source, error) };
  }
}

/** The stack names files of the machine, so it is left out. */
function internalError(source: number, error: unknown): Diagnostic {
  const said =
    error instanceof Error ? `${error.name} ${quoted(error.message)}` : `throw of ${quoted(String(error))}`;
  return diagnose('InternalError', source, {
    pointer: '',
    message: `layerc itself has failed at this object with the ${said}.`,
    hint: 'This is a fault of layerc: please report it with this message and, if you may, the object.',
  });
}
