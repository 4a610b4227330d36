import { type Code, type Diagnostic, diagnose, quoted, type RefusedFunction } from '../../compiler/index.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { TestCase } from '../words/case.ts';

/** What becomes of a document: a case, or what is wrong with it. */
export interface CaseRead {
  readonly test?: TestCase;
  /** Why it is no case. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why it has failed before it could be run: its Function has errors. */
  readonly refusals: readonly Diagnostic[];
}

/** Gathers what is wrong with one document. */
export class Faults {
  readonly diagnostics: Diagnostic[] = [];
  readonly refusals: Diagnostic[] = [];
  readonly #source: number;

  constructor(source: number) {
    this.#source = source;
  }

  add(code: Code, pointer: Pointer, message: string, hint: string): void {
    this.diagnostics.push(diagnose(code, this.#source, { pointer, message, hint }));
  }

  /** A Function that is meant is there, and has errors, which are said at their own places. */
  refuse(pointer: Pointer, { namespace, name }: RefusedFunction): void {
    const message = `The Function ${quoted(`${namespace}/${name}`)} has errors, so nothing can be said of it.`;
    const hint = 'Mend the Function: layerc validate says what is wrong with it.';
    this.refusals.push(diagnose('CaseNotFinished', this.#source, { pointer, message, hint }));
  }
}
