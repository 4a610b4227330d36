/**
 * What the playground's page and its worker say to each other. Types alone. Places are offsets in UTF-16 units, of the
 * text as the page has sent it; whoever edits with `\n` sends `\n`.
 */
import type { Code, SettingName, Severity } from '../compiler/index.ts';
import type { State, TextDocument } from './state.ts';

/** One row of the form, made from what the command line knows of its flags. */
export interface FormField {
  readonly name: SettingName | 'stockPools' | 'warningsAsErrors';
  /** In words: `Kubernetes version`. */
  readonly label: string;
  /** As `--help` says it. */
  readonly help: string;
  /** With its dashes. */
  readonly flag: string;
  readonly kind: 'text' | 'number' | 'choice' | 'switch';
  /** The text of the default, empty for none. */
  readonly value: string;
  /** Of a choice, and what a text may be completed with. */
  readonly choices: readonly string[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place in a document of the state. */
export interface Place extends Span {
  readonly document: string;
}

/** What the page sends. A serial goes up by one with each; the answer has it again. */
export type Request = { readonly serial: number } & (Analyse | AboutOutput | AboutInput | AboutState);

/** Compiles a state. What is asked about the output afterwards is asked of the last one that was analysed. */
export interface Analyse {
  readonly ask: 'analyse';
  readonly state: State;
  /** The step of the tutorial that is open, from 0: whether it is done is said too. */
  readonly step?: number;
}

/** About what was printed. `of` is the serial of its analysis: where that is no more the last, the answer is `stale`. */
export type AboutOutput = { readonly of: number } & (
  | { readonly ask: 'reason'; readonly leaf: number }
  /** Which leaves the field under a cursor decides. */
  | { readonly ask: 'decided'; readonly document: string; readonly offset: number }
  | { readonly ask: 'decidedBySetting'; readonly setting: SettingName }
);

/** About a text that may be newer than the last analysis: it comes along. */
export type AboutInput = { readonly document: TextDocument } & (
  | { readonly ask: 'complete'; readonly offset: number }
  | { readonly ask: 'hover'; readonly offset: number }
  | { readonly ask: 'definition'; readonly offset: number }
  | { readonly ask: 'fixes'; readonly from: number; readonly to: number }
);

export type AboutState =
  | { readonly ask: 'form' }
  /** In the words of `layerc diff`. */
  | { readonly ask: 'differ'; readonly before: State; readonly after: State }
  /** The same as a command line, and as files. */
  | { readonly ask: 'take'; readonly state: State };

/** What the worker answers, each to the request with its serial. An answer that is older than the last request is dropped. */
export type Answer = { readonly serial: number } & AnswerBody;

export type AnswerBody =
  | { readonly answer: 'analysis'; readonly analysis: Analysis }
  | { readonly answer: 'reason'; readonly reason: LeafReason }
  | { readonly answer: 'decided'; readonly decided: Decided }
  | { readonly answer: 'completions'; readonly completions: readonly CompletionRow[] }
  | { readonly answer: 'hover'; readonly hover: HoverText | null }
  | { readonly answer: 'definition'; readonly places: readonly Place[] }
  | { readonly answer: 'fixes'; readonly fixes: readonly FixRow[] }
  | { readonly answer: 'form'; readonly fields: readonly FormField[] }
  | { readonly answer: 'difference'; readonly difference: Difference }
  | { readonly answer: 'taken'; readonly taken: Taken }
  /** The output that was asked about is no more the last one. */
  | { readonly answer: 'stale' }
  /** A fault of ours, or a request that is none: a sentence for the person, who may report it. */
  | { readonly answer: 'fault'; readonly sentence: string };

export interface Analysis {
  /** Byte for byte what `layerc render --keep-going` prints; empty while a setting cannot be used. */
  readonly output: string;
  /** Why only a part of it is here: it is too long to be looked at. Null where all of it is. */
  readonly cut: string | null;
  /** In the order of the output; none overlaps. The id of a leaf is its index. */
  readonly leaves: readonly LeafSpan[];
  /** The objects, in the order of the output. */
  readonly objects: readonly ObjectSpan[];
  readonly functions: readonly FunctionRow[];
  /** The Functions that have an error and give no objects. */
  readonly refused: readonly RefusedRow[];
  /** Those of all documents, in the order of `layerc validate`. */
  readonly diagnostics: readonly DiagnosticRow[];
  /** The settings that cannot be used: the sentences of the command line. Nothing is compiled then. */
  readonly badSettings: readonly { readonly field: FormField['name']; readonly sentence: string }[];
  readonly picture: Picture;
  readonly totals: Totals;
  /** Of the tutorial's step that was asked with; null without one. */
  readonly isDone: boolean | null;
}

/** A value of an object with its key: `from` is where the key, the dash or the item begins, `value` where the value does. */
export interface LeafSpan extends Span {
  readonly value: number;
  /** `deployment.spec.replicas`. */
  readonly path: string;
  readonly kind: LeafReason['kind'];
  /** What it comes from, beside the value: `spec.worker.image`, `--namespace`, the name of a rule. */
  readonly note: string;
}

export interface ObjectSpan extends Span {
  readonly kind: string;
  readonly name: string;
  /** Index in `functions`. */
  readonly of: number;
}

/** A Function that was compiled. */
export interface FunctionRow extends Span {
  readonly namespace: string;
  readonly name: string;
  /** Its document; null where it cannot be found. */
  readonly at: Place | null;
}

export interface RefusedRow {
  readonly namespace: string;
  readonly name: string;
  readonly document: string;
  readonly errors: readonly { readonly code: Code; readonly message: string }[];
}

export interface DiagnosticRow extends Place {
  readonly code: Code;
  readonly severity: Severity;
  /** A sentence, and what is allowed where that does not say it. */
  readonly message: string;
  readonly hint: string;
  /** What its code stands for, as docs/diagnostics.md says it. */
  readonly cause: string;
  /** From 1, as the command line counts. */
  readonly line: number;
  readonly column: number;
  readonly related: readonly (Place & { readonly message: string })[];
}

/** As `layerc graph` has it. */
export interface Picture {
  /** Functions by their namespace. */
  readonly groups: readonly { readonly label: string; readonly nodes: readonly PictureNode[] }[];
  readonly pools: readonly PictureNode[];
  readonly indexes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface PictureNode {
  readonly id: string;
  /** Its lines; the first is the name. */
  readonly lines: readonly string[];
  /** Where it is written, for a click; null for a stock pool and for what is only named. */
  readonly at: Place | null;
}

/** From an index to a Function, and from there to its pool with the dispatch for a label. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
}

export interface Totals {
  readonly functions: number;
  readonly refused: number;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  /** In the words of the command line: `1 error; nothing was rendered`. Empty where there is nothing to say. */
  readonly words: string;
}

/** Why a leaf has its value, as `layerc explain` says it. */
export interface LeafReason {
  readonly leaf: number;
  /** `deployment.spec.replicas`. */
  readonly path: string;
  readonly value: string;
  readonly kind: 'rule' | 'function' | 'podSpec' | 'infraRules' | 'setting';
  /** The name of a rule, such as GraceOutlastsCall; null where it is none. */
  readonly rule: string | null;
  /** The sentence of a rule, or what the input is: `patch of spec.worker.podSpec`. */
  readonly sentence: string;
  /** What the value comes from, or what a rule looks at; then what chose the pool. */
  readonly inputs: readonly ReasonInput[];
  /** All of it as `layerc explain` prints it. */
  readonly text: string;
}

export interface ReasonInput {
  /** `spec.worker.image`, `computePools[cpu].nodeSelector`, `gatewayBaseUrl`. */
  readonly path: string;
  readonly value: string;
  /** Where it is written; null for a default, a stock pool and a setting. */
  readonly at: Place | null;
  /** The field of the form, where it is a setting. */
  readonly setting: SettingName | null;
  /** In a few words: `function.yaml:11:11`, `default`, `--namespace`. */
  readonly place: string;
  /** Whether it chose the input that stands before it. */
  readonly isChoice: boolean;
}

export interface Decided {
  /** The field of the input, such as `spec.worker.batchSize`; null where the cursor is on none. */
  readonly path: string | null;
  /** The key or value that was meant; null with it. */
  readonly at: Place | null;
  readonly leaves: readonly number[];
  /** What it decides that is no value, or why it decides none; empty where the leaves say all. */
  readonly words: string;
}

export interface CompletionRow extends Span {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'reference';
  readonly detail: string;
  readonly documentation: string;
  readonly newText: string;
  /** What of it the typed word is compared with. */
  readonly filterText: string;
}

export interface HoverText extends Span {
  readonly markdown: string;
}

export interface FixRow {
  readonly title: string;
  readonly code: Code;
  /** In the document that was asked about; none overlaps another. */
  readonly edits: readonly (Span & { readonly newText: string })[];
}

export interface Difference {
  /** All of it as `layerc diff` prints it. */
  readonly text: string;
  readonly functions: readonly {
    readonly id: string;
    /** Worst first; none where nothing happens. */
    readonly effects: readonly string[];
    /** Lines: what it gains and loses, the fields and whose change they are, why it is refused. */
    readonly lines: readonly string[];
  }[];
  /** Why the two cannot be compared; null where they can. */
  readonly trouble: string | null;
}

export interface Taken {
  /** For a shell in an empty folder: prints the bytes that the page shows. */
  readonly commandLine: string;
  readonly files: readonly TextDocument[];
}
