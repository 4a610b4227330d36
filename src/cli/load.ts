import { type Diagnostic, diagnose, type Json } from '../compiler/index.ts';
import { readDocuments, type TextDocument, type TextProblem } from '../text/documents.ts';
import type { PlacedDiagnostic } from '../text/report.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { type FileRead, NoSuchPath, readPath } from './files.ts';
import type { Io } from './main.ts';
import { Progress } from './progress.ts';

/** Everything that was read: values for the compiler, and the way back from a value to its place. */
export interface Loaded {
  readonly values: readonly Json[];
  /** What the text itself has to answer for. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** A diagnostic of the compiler with the place in a file that it speaks of. */
  place(diagnostic: Diagnostic): PlacedDiagnostic;
}
