/** What a person makes in the playground, and what it offers to begin with. */
import type { SettingName } from '../compiler/index.ts';

/** What a person has made: all that a link, a draft and a state of Back hold. */
export interface State {
  /** The tabs, in their order. Names are those of files: `function.yaml`. */
  readonly documents: readonly TextDocument[];
  /** The name of the document whose tab is in front. */
  readonly shown: string;
  readonly form: Form;
}

export interface TextDocument {
  readonly name: string;
  readonly text: string;
}

/** Settings of the installation as they are typed, and two switches; what is left empty has its default. */
export interface Form {
  readonly settings: { readonly [name in SettingName]?: string };
  /** The pools of hev's chart stand in for InfraRules. */
  readonly stockPools: boolean;
  /** Codes of warnings with commas between, as layerc.yaml has them. */
  readonly warningsAsErrors: string;
}

/** Everything as it is by itself. */
export const PLAIN_FORM: Form = { settings: {}, stockPools: false, warningsAsErrors: '' };

/** A state to begin with, made from a fixture or an example. */
export interface CatalogueEntry {
  /** Stable, for a link: `fixture-push`. */
  readonly id: string;
  readonly title: string;
  readonly group: 'start' | 'functions' | 'pools' | 'pods' | 'warnings' | 'errors';
  readonly state: State;
}

/** A step of the tutorial. Texts are plain, with `code` in backticks. */
export interface Step {
  readonly title: string;
  /** What it shows: paragraphs. */
  readonly read: readonly string[];
  /** What to do now. */
  readonly task: readonly string[];
  readonly state: State;
  /** The document and the words in it at which the task begins, to be shown; `by` in their place does the task. */
  readonly look: { readonly document: string; readonly words: string; readonly by: string };
}
