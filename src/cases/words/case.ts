/** What is tested, and what came of it. */
import type { CompiledFunction, Diagnostic } from '../../compiler/index.ts';
import type { Workload } from '../../dev/worker/workload.ts';
import type { JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { FunctionTestFailure } from '../../schema/function-test.generated.ts';
import type { ManifestTestSpec } from '../../schema/manifest-test.generated.ts';

/** The apiVersion of the kinds that are layerc's own. */
export const OWN_VERSION = 'layerc/v1alpha1';

/** A command that the shell runs. */
export interface CommandWorker {
  readonly command: string;
  readonly folder: string;
  readonly env: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
}

/** What is answered without running anything, by the ids of rows. */
export interface MadeUpWorker {
  readonly answers: ReadonlyMap<string, JsonObject>;
  readonly failures: ReadonlyMap<string, FunctionTestFailure>;
  readonly echo: string | undefined;
}

export interface ExpectedFailure {
  readonly id: string;
  readonly pointer: Pointer;
  readonly permanent: boolean | undefined;
  readonly message: string | undefined;
  readonly pattern: { readonly text: string; readonly matches: (message: string) => boolean } | undefined;
}

export interface ExpectedRow {
  readonly id: string;
  readonly pointer: Pointer;
  readonly columns: JsonObject;
  /** Whether a column stands below the pointer; rows of another file have no place in this one. */
  readonly isInline: boolean;
}

export interface Expected {
  readonly rows: readonly ExpectedRow[];
  readonly failures: readonly ExpectedFailure[];
  readonly notProcessed: readonly { readonly id: string; readonly pointer: Pointer }[];
  readonly exact: boolean;
  readonly tolerance: number;
}

interface Case {
  readonly name: string;
  /** Index of its document. */
  readonly source: number;
}

export interface RowCase extends Case {
  readonly kind: 'FunctionTest';
  readonly workload: Workload;
  readonly namespace: string;
  /** By their ids. */
  readonly rows: ReadonlyMap<string, JsonObject>;
  readonly worker: CommandWorker | MadeUpWorker;
  readonly timeoutSeconds: number | undefined;
  readonly expected: Expected;
}

export interface ManifestCase extends Case {
  readonly kind: 'ManifestTest';
  readonly functions: readonly CompiledFunction[];
  readonly expect: ManifestTestSpec['expect'];
}

export type TestCase = RowCase | ManifestCase;

/** One thing that is not as expected; the two values where it is about one. */
export interface Difference {
  readonly diagnostic: Diagnostic;
  readonly expected?: string;
  readonly received?: string;
}

/** A document that is a case, or nearly, and is not run. */
export interface UnrunCase {
  /** Empty where it has none. */
  readonly name: string;
  readonly kind: string;
  readonly source: number;
  /** Failed, if the Function is to blame; else the case itself. */
  readonly outcome: 'failed' | 'unusable';
  readonly diagnostics: readonly Diagnostic[];
}

export interface Verdict {
  readonly test: TestCase | Omit<UnrunCase, 'outcome' | 'diagnostics'>;
  readonly outcome: 'passed' | 'failed' | 'unusable';
  /** Nothing where the case has passed. */
  readonly differences: readonly Difference[];
  /** What its worker said last. */
  readonly log: readonly string[];
  readonly seconds: number;
}
