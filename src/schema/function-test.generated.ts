// Generated from schemas/ by tools/generate.ts.
import type { JsonObject } from '../json/json.ts';

/**
 * Rows in, a worker, and the rows that are expected: a case of layerc test.
 */
export interface FunctionTest {
  /**
   * Version of this form.
   */
  readonly apiVersion: 'layerc/v1alpha1';
  /**
   * FunctionTest.
   */
  readonly kind: 'FunctionTest';
  readonly metadata: FunctionTestMetadata;
  readonly spec: FunctionTestSpec;
}
/**
 * What the case is called.
 */
export interface FunctionTestMetadata {
  /**
   * What the case is called in reports; no other case has the same name.
   */
  readonly name: string;
}
/**
 * What goes in, who works, and what is expected.
 */
export interface FunctionTestSpec {
  /**
   * Name of the Function, or NAMESPACE/NAME where several have it.
   */
  readonly function: string;
  /**
   * Target namespace of the rows; the Function's first one if absent.
   */
  readonly namespace?: string;
  /**
   * The rows that are there before the run; each has an id.
   *
   * @maxItems 10000
   */
  readonly rows?: readonly JsonObject[];
  /**
   * A file with rows instead, as layerc dev --rows reads it; as seen from this file.
   */
  readonly rowsFile?: string;
  readonly worker: FunctionTestWorker;
  /**
   * Variables of the worker, also in place of what only a cluster has.
   */
  readonly env?: {
    readonly [k: string]: string;
  };
  /**
   * Keys of Secrets and ConfigMaps that the worker refers to, as NAME/KEY.
   */
  readonly secrets?: {
    readonly [k: string]: string;
  };
  /**
   * How long the case may take; the value of --timeout if absent.
   */
  readonly timeoutSeconds?: number;
  readonly expect: FunctionTestExpect;
}
/**
 * A command that is run as a worker, or what a made-up worker answers.
 */
export interface FunctionTestWorker {
  /**
   * Run by the shell as a worker of the Function, with the environment of its container.
   */
  readonly command?: string;
  /**
   * Where the command is run, as seen from this file; the folder of this file if absent.
   */
  readonly folder?: string;
  /**
   * Columns that a made-up worker writes into a row, by the id of the row.
   */
  readonly answers?: {
    readonly [k: string]: JsonObject;
  };
  /**
   * Rows that a made-up worker cannot process, by the id of the row.
   */
  readonly failures?: {
    readonly [k: string]: FunctionTestFailure;
  };
  /**
   * A column into which a made-up worker writes the inputs that it was given with a row.
   */
  readonly echo?: string;
}
export interface FunctionTestFailure {
  /**
   * What the worker says.
   */
  readonly message?: string;
  /**
   * Whether another try is of no use.
   */
  readonly permanent?: boolean;
}
/**
 * What is there after the run. Rows that fail and are not expected to are a failure of the case.
 */
export interface FunctionTestExpect {
  /**
   * Rows by their ids; of each the columns that are written here are compared.
   *
   * @maxItems 10000
   */
  readonly rows?: readonly JsonObject[];
  /**
   * A file with these rows instead, as seen from this file.
   */
  readonly rowsFile?: string;
  /**
   * Rows that fail for good.
   *
   * @maxItems 10000
   */
  readonly failures?: readonly FunctionTestExpectedFailure[];
  /**
   * Ids of rows that no worker is given, since the filter does not let them pass.
   *
   * @maxItems 10000
   */
  readonly notProcessed?: readonly (string | number)[];
  /**
   * Whether every row has to be named, with every column.
   */
  readonly exact?: boolean;
  /**
   * How far a number may be from what is expected, also in vectors.
   */
  readonly tolerance?: number;
}
export interface FunctionTestExpectedFailure {
  /**
   * Id of the row.
   */
  readonly id: string | number;
  /**
   * Whether the worker gave it up at once, or all tries were used up.
   */
  readonly permanent?: boolean;
  /**
   * A part of what the worker said.
   */
  readonly message?: string;
  /**
   * A regular expression (RE2) that matches somewhere in what the worker said.
   */
  readonly messagePattern?: string;
}

/**
 * Rows in, a worker, and the rows that are expected: a case of layerc test.
 */
export interface FilledFunctionTest {
  /**
   * Version of this form.
   */
  readonly apiVersion: 'layerc/v1alpha1';
  /**
   * FunctionTest.
   */
  readonly kind: 'FunctionTest';
  readonly metadata: FilledFunctionTestMetadata;
  readonly spec: FilledFunctionTestSpec;
}
/**
 * What the case is called.
 */
export interface FilledFunctionTestMetadata {
  /**
   * What the case is called in reports; no other case has the same name.
   */
  readonly name: string;
}
/**
 * What goes in, who works, and what is expected.
 */
export interface FilledFunctionTestSpec {
  /**
   * Name of the Function, or NAMESPACE/NAME where several have it.
   */
  readonly function: string;
  /**
   * Target namespace of the rows; the Function's first one if absent.
   */
  readonly namespace?: string;
  /**
   * The rows that are there before the run; each has an id.
   *
   * @maxItems 10000
   */
  readonly rows?: readonly JsonObject[];
  /**
   * A file with rows instead, as layerc dev --rows reads it; as seen from this file.
   */
  readonly rowsFile?: string;
  readonly worker: FilledFunctionTestWorker;
  /**
   * Variables of the worker, also in place of what only a cluster has.
   */
  readonly env?: {
    readonly [k: string]: string;
  };
  /**
   * Keys of Secrets and ConfigMaps that the worker refers to, as NAME/KEY.
   */
  readonly secrets?: {
    readonly [k: string]: string;
  };
  /**
   * How long the case may take; the value of --timeout if absent.
   */
  readonly timeoutSeconds?: number;
  readonly expect: FilledFunctionTestExpect;
}
/**
 * A command that is run as a worker, or what a made-up worker answers.
 */
export interface FilledFunctionTestWorker {
  /**
   * Run by the shell as a worker of the Function, with the environment of its container.
   */
  readonly command?: string;
  /**
   * Where the command is run, as seen from this file; the folder of this file if absent.
   */
  readonly folder?: string;
  /**
   * Columns that a made-up worker writes into a row, by the id of the row.
   */
  readonly answers?: {
    readonly [k: string]: JsonObject;
  };
  /**
   * Rows that a made-up worker cannot process, by the id of the row.
   */
  readonly failures?: {
    readonly [k: string]: FilledFunctionTestFailure;
  };
  /**
   * A column into which a made-up worker writes the inputs that it was given with a row.
   */
  readonly echo?: string;
}
export interface FilledFunctionTestFailure {
  /**
   * What the worker says.
   */
  readonly message?: string;
  /**
   * Whether another try is of no use.
   */
  readonly permanent?: boolean;
}
/**
 * What is there after the run. Rows that fail and are not expected to are a failure of the case.
 */
export interface FilledFunctionTestExpect {
  /**
   * Rows by their ids; of each the columns that are written here are compared.
   *
   * @maxItems 10000
   */
  readonly rows?: readonly JsonObject[];
  /**
   * A file with these rows instead, as seen from this file.
   */
  readonly rowsFile?: string;
  /**
   * Rows that fail for good.
   *
   * @maxItems 10000
   */
  readonly failures?: readonly FilledFunctionTestExpectedFailure[];
  /**
   * Ids of rows that no worker is given, since the filter does not let them pass.
   *
   * @maxItems 10000
   */
  readonly notProcessed?: readonly (string | number)[];
  /**
   * Whether every row has to be named, with every column.
   */
  readonly exact?: boolean;
  /**
   * How far a number may be from what is expected, also in vectors.
   */
  readonly tolerance?: number;
}
export interface FilledFunctionTestExpectedFailure {
  /**
   * Id of the row.
   */
  readonly id: string | number;
  /**
   * Whether the worker gave it up at once, or all tries were used up.
   */
  readonly permanent?: boolean;
  /**
   * A part of what the worker said.
   */
  readonly message?: string;
  /**
   * A regular expression (RE2) that matches somewhere in what the worker said.
   */
  readonly messagePattern?: string;
}
