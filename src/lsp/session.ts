/** One editor that is served: its open texts over the files of its folder, and when to say what is wrong. */
import type { Diagnostic } from 'vscode-languageserver/node';
import { Workspace } from '../editor/workspace.ts';
import type { PlacedDiagnostic } from '../text/report/report.ts';
import { type Buffer, Buffers, type Change } from './buffers.ts';
import { uriOf } from './names.ts';
import type { GatheredFile, LspOptions } from './options.ts';
import { Published } from './published.ts';

/** Changes that come as fast as this are answered together. */
const PAUSE_MS = 20;
/** Longer nobody waits for what is wrong, however much there is to look at. */
const LONGEST_PAUSE_MS = 1_000;

/** What a session sends by itself. */
export interface Client {
  diagnostics(params: { uri: string; diagnostics: Diagnostic[] }): void;
  note(message: string): void;
  failed(error: unknown): void;
  /** The objects of these documents may have changed. */
  changed(): void;
}

export class Session {
  readonly buffers = new Buffers();
  readonly workspace: Workspace;
  readonly published: Published;
  readonly #options: LspOptions;
  readonly #client: Client;
  #root: string | undefined;
  #files: ReadonlyMap<string, GatheredFile> = new Map();
  #problems: readonly PlacedDiagnostic[] = [];
  /** As long as the last look took: half of the time is for questions. */
  #pause = PAUSE_MS;
  #timer: NodeJS.Timeout | undefined;
  #isStale = false;

  constructor(options: LspOptions, client: Client) {
    this.#options = options;
    this.#client = client;
    this.workspace = new Workspace(options.gather(undefined).terms);
    this.published = new Published(this.workspace, this.buffers, options.docs);
  }

  /** Begins with what a folder holds. */
  enter(root: string | undefined): void {
    this.#root = root;
    this.#gather();
    this.#soon();
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#take(this.buffers.open(uri, languageId, version, text));
  }

  change(uri: string, version: number, changes: readonly Change[]): void {
    const buffer = this.buffers.change(uri, version, changes);
    if (buffer !== undefined) this.#take(buffer);
  }

  /** From here on the file counts as it is on disk. */
  close(uri: string): void {
    if (this.buffers.close(uri) !== undefined) this.refresh();
  }

  /** Files have changed on disk; they are read when there is time. */
  refresh(): void {
    this.#isStale = true;
    this.#soon();
  }

  /** As the client knows it. */
  uriOf(name: string): string {
    return this.buffers.named(name)?.uri ?? uriOf(name);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #take({ name, document }: Buffer): void {
    this.workspace.set(name, document.getText(), this.#files.get(name)?.isInput ?? false);
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const begun = performance.now();
      try {
        this.#look();
      } catch (error) {
        // A fault of ours at one text is no reason to leave the editor alone with all others.
        this.#client.failed(error);
      }
      this.#pause = Math.min(Math.max(performance.now() - begun, PAUSE_MS), LONGEST_PAUSE_MS);
    }, this.#pause);
  }

  #look(): void {
    if (this.#isStale) this.#gather();
    for (const params of this.published.due(this.#problems)) this.#client.diagnostics(params);
    this.#client.changed();
  }

  #gather(): void {
    this.#isStale = false;
    const { terms, files, problems, notes } = this.#options.gather(this.#root);
    this.workspace.terms = terms;
    this.#problems = problems;
    this.#files = new Map(files.map((file) => [file.path, file]));
    const open = new Map(this.buffers.all.map(({ name, document }) => [name, document]));
    for (const name of this.workspace.names)
      if (!this.#files.has(name) && !open.has(name)) this.workspace.delete(name);
    for (const { path, text, isInput } of files)
      this.workspace.set(path, open.get(path)?.getText() ?? text, isInput);
    for (const [name, document] of open)
      if (!this.#files.has(name)) this.workspace.set(name, document.getText(), false);
    for (const note of notes) this.#client.note(note);
  }
}
