/** The documents that an editor works on, and what the compiler says of all of them together. */
import type { Compilation, Settings } from '../compiler/index.ts';
import { compileInput } from '../input/compile-input.ts';
import { Loaded } from '../input/loaded.ts';
import type { PlacedDiagnostic } from '../text/report/report.ts';
import { readDocuments, type TextRead } from '../text/yaml/documents.ts';
import type { Branch } from './outline/branch.ts';
import { outlineOf } from './outline/outline.ts';
import { Text } from './text.ts';

/** Whether a text is one of ours, or about to be. */
export function concerns(text: string): boolean {
  return OURS.test(text);
}

const OURS = /hevlayer|^[\s"']*kind["']?\s*:\s*["']?(?:Function|InfraRules|Index|UDF)\b/m;

/** What was decided for all Functions: the settings, and what layerc.yaml says besides. */
export interface Terms {
  readonly settings: Settings;
  readonly stockPools: boolean;
  readonly warningsAsErrors: readonly string[];
}

/** What there is to say of all documents as they are. */
export interface Analysis {
  readonly loaded: Loaded;
  readonly compilation: Compilation;
  /** By the name of the document; one without any is missing. */
  readonly diagnostics: ReadonlyMap<string, readonly PlacedDiagnostic[]>;
}

/** One text. What is found out about it is kept for as long as the text stays. */
export class EditorDocument {
  readonly name: string;
  readonly text: Text;
  /** It is read whatever is in it, as layerc.yaml asks for. */
  readonly isInput: boolean;
  #read: TextRead | undefined;
  #outline: readonly Branch[] | undefined;

  constructor(name: string, text: string, isInput: boolean) {
    this.isInput = isInput;
    this.name = name;
    this.text = new Text(text);
  }

  get read(): TextRead {
    this.#read ??= readDocuments(this.text.value);
    return this.#read;
  }

  get outline(): readonly Branch[] {
    this.#outline ??= outlineOf(this.text.value);
    return this.#outline;
  }
}

/** A larger text is not looked at while somebody types; the command line reads it. */
export const MOST_CHARACTERS = 1_000_000;

export class Workspace {
  readonly #documents = new Map<string, EditorDocument>();
  #terms: Terms;
  #analysis: Analysis | undefined;

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  get terms(): Terms {
    return this.#terms;
  }

  set terms(terms: Terms) {
    this.#terms = terms;
    this.#analysis = undefined;
  }

  get names(): readonly string[] {
    return [...this.#documents.keys()];
  }

  document(name: string): EditorDocument | undefined {
    return this.#documents.get(name);
  }

  /** An open text of something else is there to be completed, and nothing is said of it. */
  set(name: string, text: string, isInput: boolean): void {
    const known = this.#documents.get(name);
    if (known?.text.value === text && known.isInput === isInput) return;
    this.#documents.set(name, new EditorDocument(name, text, isInput));
    this.#analysis = undefined;
  }

  delete(name: string): void {
    if (this.#documents.delete(name)) this.#analysis = undefined;
  }

  /** Made when it is asked for, once for all that ask before the next change. */
  get analysis(): Analysis {
    this.#analysis ??= this.#analyse();
    return this.#analysis;
  }

  #analyse(): Analysis {
    const { settings, stockPools, warningsAsErrors } = this.#terms;
    const loaded = new Loaded();
    // By name, so that what is said does not depend on who was opened first.
    const documents = [...this.#documents.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const document of documents) {
      const { name, text } = document;
      if (!document.isInput && !concerns(text.value)) continue;
      if (text.value.length > MOST_CHARACTERS) loaded.add({ ...from(name), content: TOO_LARGE });
      // Whoever has just opened a file, or has emptied it, need not be told.
      else if (text.value.trim() !== '') loaded.addText(text.value, from(name), () => document.read);
    }
    loaded.ignore(settings);
    const compilation = compileInput(loaded, settings, stockPools, warningsAsErrors);
    const placed = [...loaded.diagnostics, ...compilation.diagnostics.map((one) => loaded.place(one))];
    return { loaded, compilation, diagnostics: Map.groupBy(placed, ({ file }) => file) };
  }
}

const TOO_LARGE = {
  code: 'TooLarge',
  reason: `holds more than ${MOST_CHARACTERS} characters, which no editor is served with; use layerc validate`,
} as const;

function from(name: string) {
  return { path: name, source: name, outside: false };
}
