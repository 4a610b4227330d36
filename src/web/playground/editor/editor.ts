/** The texts of the inputs, one at a time: each keeps its cursor and what can be undone while another is in front. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { DiagnosticRow, Place, Span } from '../../../playground/protocol.ts';
import type { TextDocument } from '../../../playground/state.ts';
import { element } from '../../view/element.ts';
import type { Compiler } from '../thread/compiler.ts';
import { indents } from './indent.ts';
import { lightPlaces, lit } from './lit.ts';
import { services } from './services.ts';
import { theme } from './theme.ts';

export interface EditorActs {
  readonly changed: (document: TextDocument) => void;
  /** The cursor was moved by a person. */
  readonly moved: (document: string, offset: number) => void;
  readonly go: (place: Place) => void;
  /** Something that belongs to its lines has to be drawn again. */
  readonly scrolled: () => void;
}

const HELP = 'Tab indents. Escape, then Tab, goes on to the next control. Control and Space completes.';

export class Editor {
  readonly node: HTMLElement;
  readonly #view: EditorView;
  readonly #extensions: Extension;
  readonly #states = new Map<string, EditorState>();
  #name = '';
  #isByHand = true;

  constructor(compiler: Compiler, acts: EditorActs) {
    this.#extensions = [
      ...[lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), drawSelection()],
      ...[indentUnit.of('  '), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine()],
      ...[yaml(), indents, search({ top: true }), highlightSelectionMatches(), lintGutter(), lit, theme],
      services(compiler, (text) => ({ name: this.#name, text }), acts.go),
      keymap.of([
        ...[...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap],
        indentWithTab,
      ]),
      EditorView.contentAttributes.of(() => ({
        'aria-label': this.#name,
        'aria-describedby': 'editor-help',
      })),
      EditorView.updateListener.of((update) => {
        if (update.geometryChanged || update.viewportChanged) acts.scrolled();
        if (!this.#isByHand) return;
        if (update.docChanged) acts.changed({ name: this.#name, text: update.state.doc.toString() });
        if (update.selectionSet || update.docChanged)
          acts.moved(this.#name, update.state.selection.main.head);
      }),
      EditorView.domEventHandlers({
        scroll: () => acts.scrolled(),
        focus: () => acts.moved(this.#name, this.#view.state.selection.main.head),
      }),
    ];
    this.node = element('div', { class: 'editor' });
    // The editor makes styles of its own. The page's policy lets them in where no style element is needed for them.
    const root = this.node.attachShadow({ mode: 'open' });
    this.#view = new EditorView({ root, parent: root });
    root.append(element('span', { attributes: { id: 'editor-help', hidden: '' } }, HELP));
  }

  get name(): string {
    return this.#name;
  }

  get offset(): number {
    return this.#view.state.selection.main.head;
  }

  get keyOffset(): number {
    const { from, text } = this.#view.state.doc.lineAt(this.offset);
    return from + Math.max(0, text.search(/[^\s-]/));
  }

  get hasFocus(): boolean {
    return this.#view.hasFocus;
  }

  focus(): void {
    this.#view.focus();
  }

  /** Other texts: nothing of those before can be undone. */
  begin(): void {
    this.#states.clear();
    this.#name = '';
  }

  show({ name, text }: TextDocument): void {
    if (name === this.#name) return;
    if (this.#name !== '') this.#states.set(this.#name, this.#view.state);
    this.#name = name;
    const state = this.#states.get(name) ?? EditorState.create({ doc: text, extensions: this.#extensions });
    this.#quietly(() => this.#view.setState(state));
  }

  rename(from: string, to: string): void {
    const state = this.#states.get(from);
    this.#states.delete(from);
    if (state !== undefined) this.#states.set(to, state);
    if (this.#name === from) this.#name = to;
    // The attributes of the text have its name.
    this.#quietly(() => this.#view.dispatch({}));
  }

  forget(name: string): void {
    this.#states.delete(name);
    if (this.#name === name) this.#name = '';
  }

  /** The findings in the text that is in front. */
  mark(rows: readonly DiagnosticRow[]): void {
    const length = this.#view.state.doc.length;
    const found = rows.map(
      ({ from, to, severity, code, message, hint }): Diagnostic => ({
        from: Math.min(from, length),
        to: Math.min(to, length),
        severity,
        message: `${code}: ${message}\n${hint}`,
      }),
    );
    this.#quietly(() => this.#view.dispatch(setDiagnostics(this.#view.state, found)));
  }

  light(spans: readonly Span[], isToBeSeen: boolean): void {
    this.#quietly(() => lightPlaces(this.#view, spans, isToBeSeen));
  }

  /** Puts the cursor there, as somebody would who looks for it. */
  go(span: Span): void {
    this.point(span);
    this.#view.focus();
  }

  /** The same, for whoever comes later. */
  point({ from, to }: Span): void {
    const { length } = this.#view.state.doc;
    const [anchor, head] = [Math.min(to, length), Math.min(from, length)];
    this.#view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(head, { y: 'center' }),
    });
  }

  change(edits: readonly (Span & { readonly newText: string })[]): void {
    this.#view.dispatch({
      changes: edits.map(({ from, to, newText }) => ({ from, to, insert: newText })),
      userEvent: 'input.fix',
    });
  }

  /** For whoever is typing while less of the text is seen. */
  keepCursorSeen(): void {
    if (!this.hasFocus) return;
    const seen = EditorView.scrollIntoView(this.offset, { y: 'nearest', yMargin: 24 });
    this.#quietly(() => this.#view.dispatch({ effects: seen }));
  }

  /** Where a place is on the screen; its edge where it is scrolled out of sight. */
  heightOf(offset: number): number {
    const { top, bottom } = this.#view.scrollDOM.getBoundingClientRect();
    const block = this.#view.lineBlockAt(Math.min(offset, this.#view.state.doc.length));
    const middle = this.#view.documentTop + (block.top + block.bottom) / 2;
    return Math.max(top + 4, Math.min(bottom - 4, middle));
  }

  #quietly(act: () => void): void {
    this.#isByHand = false;
    try {
      act();
    } finally {
      this.#isByHand = true;
    }
  }
}
