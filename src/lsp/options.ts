/** What the language server needs of the command line, which knows files and layerc.yaml. */
import type { Terms } from '../editor/workspace.ts';
import type { PlacedDiagnostic } from '../text/report/report.ts';

/** The documents of a folder as they are on disk. */
export interface Gathered {
  readonly terms: Terms;
  /** By their absolute paths. */
  readonly files: readonly GatheredFile[];
  /** What a layerc.yaml has wrong, its file as an absolute path. */
  readonly problems: readonly PlacedDiagnostic[];
  /** What should be said once, such as that there are too many files. */
  readonly notes: readonly string[];
}

export interface GatheredFile {
  readonly path: string;
  readonly text: string;
  /** Whether layerc.yaml names it. */
  readonly isInput: boolean;
}

export interface LspOptions {
  /** The version of layerc. */
  readonly version: string;
  /** Where the row of a code is found, to be followed by `#` and the code. */
  readonly docs: string;
  /** Reads a folder; nothing for none, where only the open documents count. */
  readonly gather: (root: string | undefined) => Gathered;
}
