/** The left half: the documents and the settings, each behind its tab, and what is wrong with them. */
import { MOST_DOCUMENTS } from '../../../playground/check-state.ts';
import type { Analysis, DiagnosticRow, FormField, Place } from '../../../playground/protocol.ts';
import type { State } from '../../../playground/state.ts';
import { button, element } from '../../view/element.ts';
import { Tabs } from '../../view/tabs.ts';
import { Editor } from '../editor/editor.ts';
import type { Compiler } from '../thread/compiler.ts';
import { Problems } from './problems.ts';
import { SettingsForm } from './settings-form.ts';
import { documentTab, settingsTab } from './tab-row.ts';

export interface InputsActs {
  /** The state as a person has changed it. */
  readonly changed: (state: State) => void;
  readonly moved: (document: string, offset: number) => void;
  readonly setting: (name: FormField['name']) => void;
  readonly scrolled: () => void;
  readonly add: () => void;
  readonly rename: (name: string) => void;
}

/** No name of a document: those end in .yaml or .json. */
const SETTINGS = 'settings';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export class Inputs {
  readonly node: HTMLElement;
  readonly form: SettingsForm;
  readonly #acts: InputsActs;
  readonly #editor: Editor;
  readonly #tabs: Tabs;
  readonly #panel: HTMLElement;
  readonly #problems: Problems;
  readonly #add: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  readonly #rename: HTMLButtonElement;
  #state: State;
  #front = '';
  #diagnostics: readonly DiagnosticRow[] = [];
  #badSettings = 0;
  #lit: readonly Place[] = [];
  #litSettings: readonly string[] = [];

  constructor(compiler: Compiler, state: State, acts: InputsActs) {
    this.#acts = acts;
    this.#state = state;
    const { moved, scrolled } = acts;
    this.#editor = new Editor(compiler, {
      ...{ moved, scrolled },
      changed: (document) => this.#typed(document),
      go: (place) => this.go(place),
    });
    this.form = new SettingsForm({
      changed: (form) => this.#change({ ...this.#state, form }),
      entered: (name) => acts.setting(name),
    });
    this.form.node.addEventListener('scroll', scrolled, { passive: true });
    this.#tabs = new Tabs('Inputs', 'input', (id) => this.show(id));
    this.#problems = new Problems(compiler, {
      go: (place) => this.go(place),
      fix: (name, edits) => {
        this.show(name);
        this.#editor.change(edits);
        this.#editor.focus();
      },
      textOf: (name) => this.#state.documents.find((one) => one.name === name)?.text ?? '',
    });
    this.#rename = button('Rename', () => acts.rename(this.#front), 'quiet');
    this.#remove = button('Remove', () => this.#removeShown(), 'quiet');
    this.#add = button('+', acts.add, 'quiet');
    this.#add.setAttribute('aria-label', 'Add a document');
    this.#add.title = 'Add a document';
    const tools = element('div', { class: 'tab-tools' }, ...[this.#add, this.#rename, this.#remove]);
    this.#panel = element(
      'div',
      { class: 'input', attributes: { id: 'input', role: 'tabpanel' } },
      ...[this.#editor.node, this.form.node],
    );
    this.node = element(
      'section',
      { class: 'half inputs', attributes: { 'aria-label': 'Inputs' } },
      element('header', { class: 'half-head' }, this.#tabs.node, tools),
      ...[this.#panel, this.#problems.node],
    );
  }

  /** A person is writing in a document. */
  get hasCursor(): boolean {
    return this.#editor.hasFocus;
  }

  get cursor(): { readonly document: string; readonly offset: number } {
    return { document: this.#editor.name, offset: this.#editor.offset };
  }

  /** The document in front. */
  get front(): string {
    return this.#front;
  }

  /** Where the first word of the cursor's line begins. */
  get keyOffset(): number {
    return this.#editor.keyOffset;
  }

  get names(): readonly string[] {
    return this.#state.documents.map(({ name }) => name);
  }

  /** Other inputs altogether. */
  begin(state: State): void {
    this.#state = state;
    this.#lit = [];
    this.#diagnostics = [];
    this.#editor.begin();
    this.form.fill(state.form);
    this.show(state.shown);
  }

  /** Brings a document or the settings to the front. */
  show(id: string): void {
    const document = this.#state.documents.find(({ name }) => name === id) ?? this.#state.documents[0];
    const isForm = id === SETTINGS || document === undefined;
    this.#front = isForm ? SETTINGS : document.name;
    this.#panel.setAttribute('aria-label', isForm ? 'Settings' : document.name);
    this.#editor.node.hidden = isForm;
    this.form.node.hidden = !isForm;
    if (!isForm) {
      this.#editor.show(document);
      if (document.name !== this.#state.shown) this.#change({ ...this.#state, shown: document.name });
      this.#editor.mark(this.#diagnostics.filter((one) => one.document === this.#front));
    }
    this.#relight(false);
    this.#drawTabs();
    this.#acts.scrolled();
  }

  showSetting(name: string): void {
    this.show(SETTINGS);
    this.form.focus(name);
  }

  go(place: Place): void {
    this.show(place.document);
    this.#editor.go(place);
  }

  /** Where somebody is to begin. */
  point(place: Place): void {
    this.show(place.document);
    this.#editor.point(place);
  }

  analysed(analysis: Analysis): void {
    this.#diagnostics = analysis.diagnostics;
    this.#editor.mark(this.#diagnostics.filter((one) => one.document === this.#front));
    this.#problems.show(analysis.diagnostics);
    // The list takes its place from the text.
    this.#editor.keepCursorSeen();
    this.#badSettings = analysis.badSettings.length;
    this.form.refuse(analysis.badSettings);
    this.#drawTabs();
  }

  /** Lights places and settings. Where none of them is in front, the first one comes there if it is to be seen. */
  light(places: readonly Place[], settings: readonly string[], isToBeSeen: boolean): void {
    this.#lit = places;
    this.#litSettings = settings;
    const [first] = places;
    const isInFront =
      this.#front === SETTINGS
        ? places.length === 0 && settings.length > 0
        : places.some(({ document }) => document === this.#front);
    if (isToBeSeen && !isInFront && (first !== undefined || settings.length > 0))
      this.show(first?.document ?? SETTINGS);
    this.#relight(isToBeSeen);
    this.#drawTabs();
  }

  /** Where a place or a setting is on the screen; nothing for what is behind another tab, which is lit itself. */
  pointOf(place: Place | null, setting: string | null): Point | undefined {
    if (place === null && setting === null) return undefined;
    if ((place?.document ?? SETTINGS) !== this.#front) return undefined;
    const { right } = this.node.getBoundingClientRect();
    if (place !== null) return { x: right, y: this.#editor.heightOf(place.from) };
    const y = this.form.heightOf(setting ?? '');
    return y === undefined ? undefined : { x: right, y };
  }

  add(name: string, text: string): void {
    this.#change({ ...this.#state, documents: [...this.#state.documents, { name, text }] });
    this.show(name);
    this.#editor.focus();
  }

  rename(from: string, to: string): void {
    const documents = this.#state.documents.map((one) => (one.name === from ? { ...one, name: to } : one));
    this.#editor.rename(from, to);
    if (this.#front === from) this.#front = to;
    this.#change({ ...this.#state, documents, shown: to });
    this.#drawTabs();
    this.#tabs.focus();
  }

  #removeShown(): void {
    const documents = this.#state.documents.filter(({ name }) => name !== this.#front);
    const [first] = documents;
    if (first === undefined) return;
    this.#editor.forget(this.#front);
    this.#change({ ...this.#state, documents, shown: first.name });
    this.show(first.name);
    this.#tabs.focus();
  }

  #typed(document: { readonly name: string; readonly text: string }): void {
    const documents = this.#state.documents.map((one) => (one.name === document.name ? document : one));
    this.#change({ ...this.#state, documents });
  }

  #change(state: State): void {
    this.#state = state;
    this.#acts.changed(state);
  }

  #relight(isToBeSeen: boolean): void {
    if (this.#front !== SETTINGS)
      this.#editor.light(
        this.#lit.filter(({ document }) => document === this.#front),
        isToBeSeen,
      );
    this.form.light(this.#litSettings, isToBeSeen);
  }

  #drawTabs(): void {
    const isForm = this.#front === SETTINGS;
    const tabs = this.names.map((name) =>
      documentTab(name, this.#diagnostics, this.#lit, name === this.#front),
    );
    const settings = settingsTab(SETTINGS, this.#badSettings, !isForm && this.#litSettings.length > 0);
    this.#tabs.show([...tabs, settings], this.#front);
    this.#rename.disabled = isForm;
    this.#remove.disabled = isForm || this.#state.documents.length < 2;
    this.#add.disabled = this.#state.documents.length >= MOST_DOCUMENTS;
  }
}
