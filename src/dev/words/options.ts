/** What `layerc dev` is asked for. */
import type { CompiledFunction, Settings } from '../../compiler/index.ts';

/** `NAME=VALUE` of a flag. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** What is said of the Functions whose workers run in containers. */
export interface ContainerOptions {
  /** Names of Functions, each with an image in place of its own; empty for its own. */
  readonly containers: readonly Pair[];
  readonly engine: 'docker' | 'podman' | 'nerdctl' | undefined;
  readonly pull: 'always' | 'missing' | 'never' | undefined;
  /** Arguments of the engine's `run` beside ours. */
  readonly engineArgs: readonly string[];
}

export interface DevOptions extends ContainerOptions {
  readonly rows: readonly Pair[];
  readonly workers: readonly Pair[];
  readonly out: readonly Pair[];
  /** False for `--no-workers`: the gateway alone. */
  readonly runsWorkers: boolean;
  readonly port: number;
  /** What may do everything; a random one if absent. */
  readonly token: string | undefined;
  /** Further tokens, each with its scope. */
  readonly scopes: readonly Pair[];
  readonly envFiles: readonly string[];
  readonly secrets: readonly Pair[];
  readonly workdir: string;
  readonly store: 'turbopuffer' | 'pgvector' | 'search';
  readonly state: string | undefined;
  /** Functions with a schedule begin at once. */
  readonly now: boolean;
  readonly speed: number;
  /** Whose changes start the workers anew. */
  readonly watch: readonly string[];
  readonly once: boolean;
  readonly junit: string | undefined;
  readonly output: 'text' | 'json';
  readonly prometheus: string | undefined;
  readonly settings: Settings;
}

/** What the inputs give: the Functions, and what was said of them. */
export interface Compiled {
  readonly functions: readonly CompiledFunction[];
  readonly hasErrors: boolean;
  readonly report: string;
  /** Where they were read, standard input aside. */
  readonly inputs: readonly string[];
}

export type Compile = () => Promise<Compiled>;

/** Something that was asked for cannot be had: the command ends with 2, or with 1 for an input that is wrong. */
export class CannotRun extends Error {
  readonly exit: 1 | 2;
  constructor(message: string, exit: 1 | 2 = 2) {
    super(message);
    this.exit = exit;
  }
}
