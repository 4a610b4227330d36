import type { Code } from '../../compiler/index.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Place } from './lines.ts';
import { MAX_DEPTH } from './node.ts';

/** Something wrong with the text itself, so that a document, or a whole file, has no value. */
export interface TextProblem extends Place {
  readonly code: Extract<Code, 'SyntaxError' | 'DuplicateKey' | 'ExcessiveAliasing' | 'TooDeep' | 'NotUtf8'>;
  readonly message: string;
  readonly hint: string;
}

/** Something worth knowing about a document that was read. */
export interface TextWarning {
  readonly code: Extract<Code, 'AmbiguousScalar' | 'MisreadText'>;
  readonly pointer: Pointer;
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint: string;
}

/**
 * A problem at an offset of the text, thrown inside the reader and caught by its door. Not an `Error`: no stack is
 * wanted, and there may be many.
 */
export class Fault {
  readonly code: TextProblem['code'];
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
  /** Where the innermost bracket stands that is open there, if one is. */
  readonly opening: number | undefined;

  constructor(code: TextProblem['code'], offset: number, message: string, hint: string, opening?: number) {
    this.code = code;
    this.offset = offset;
    this.message = message;
    this.hint = hint;
    this.opening = opening;
  }
}

export function tooDeep(offset: number): Fault {
  return new Fault(
    'TooDeep',
    offset,
    `The value is nested more than ${String(MAX_DEPTH)} levels deep.`,
    'Flatten the document.',
  );
}
