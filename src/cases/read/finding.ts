import { type Code, type Diagnostic, diagnose } from '../../compiler/index.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { TestCase } from '../words/case.ts';

/** What becomes of a document: a case, or what is wrong with it. */
export interface CaseRead {
  readonly test?: TestCase;
  readonly diagnostics: readonly Diagnostic[];
}

/** Gathers what is wrong with one document. */
export class Faults {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: number;

  constructor(source: number) {
    this.#source = source;
  }

  add(code: Code, pointer: Pointer, message: string, hint: string): void {
    this.diagnostics.push(diagnose(code, this.#source, { pointer, message, hint }));
  }
}
