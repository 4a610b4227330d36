/** What `layerc test` is asked for. */
import type { CompiledFunction, Diagnostic, RefusedFunction, Settings } from '../../compiler/index.ts';
import type { Pair } from '../../dev/words/options.ts';
import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { PlacedDiagnostic, TextPlace } from '../../text/report/report.ts';

export interface TestOptions {
  /** Parts of names; none runs all cases. */
  readonly filter: readonly string[];
  readonly jobs: number;
  readonly timeout: number;
  readonly store: 'turbopuffer' | 'pgvector' | 'search';
  readonly envFile: readonly string[];
  readonly secret: readonly Pair[];
  readonly output: 'text' | 'json' | 'github';
  readonly junit: string | undefined;
}

/** The inputs: documents of all kinds, and the Functions that were compiled from them. */
export interface TestInput {
  readonly documents: readonly Json[];
  readonly functions: readonly CompiledFunction[];
  /** Those with errors. */
  readonly refused: readonly RefusedFunction[];
  readonly settings: Settings;
  /** The folder of the file that a document stands in. */
  readonly folderOf: (source: number) => string;
  readonly place: (diagnostic: Diagnostic) => PlacedDiagnostic;
  /** What else is to be said of the texts: asked when all that is wrong has been placed, which says some of it better. */
  readonly remarks: () => string;
  readonly where: (source: number, pointer: Pointer) => Pick<TextPlace, 'file' | 'line' | 'column'>;
}

export interface TestIo {
  /** Standard output: the verdicts. */
  readonly write: (text: string) => Promise<void>;
  readonly say: (text: string) => void;
  readonly colour: boolean;
}
