/** What is wrong with the inputs, where, and what mends it. */
import type { DiagnosticRow, FixRow, Place } from '../../../playground/protocol.ts';
import { counted, shown } from '../../figures/words.ts';
import { button, element, say, showIf } from '../../view/element.ts';
import type { Compiler } from '../thread/compiler.ts';

export interface ProblemsActs {
  readonly go: (place: Place) => void;
  readonly fix: (document: string, edits: FixRow['edits']) => void;
  readonly textOf: (document: string) => string;
}

/** More are read on a command line. */
const MOST = 100;
/** Of so many it is asked what would mend them. */
const MOST_FIXES = 20;

export class Problems {
  readonly node: HTMLElement;
  readonly #compiler: Compiler;
  readonly #acts: ProblemsActs;
  readonly #title = element('h2');
  readonly #list = element('ul', { class: 'problem-rows' });
  #round = 0;

  constructor(compiler: Compiler, acts: ProblemsActs) {
    this.#compiler = compiler;
    this.#acts = acts;
    this.node = element(
      'section',
      { class: 'problems', attributes: { 'aria-label': 'Problems' } },
      this.#title,
      this.#list,
    );
    this.node.hidden = true;
  }

  show(diagnostics: readonly DiagnosticRow[]): void {
    this.#round += 1;
    showIf(this.node, diagnostics.length > 0);
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const counts = [
      ...(errors > 0 ? [counted(errors, 'error')] : []),
      ...(diagnostics.length > errors ? [counted(diagnostics.length - errors, 'warning')] : []),
    ];
    say(this.#title, counts.join(', '));
    this.#title.className = errors > 0 ? 'bad' : 'warned';
    const rows = diagnostics.slice(0, MOST).map((one) => ({ one, row: this.#row(one) }));
    const more = diagnostics.length - rows.length;
    this.#list.replaceChildren(
      ...rows.map(({ row }) => row),
      ...(more > 0 ? [element('li', { class: 'faint' }, `and ${more} more`)] : []),
    );
    void this.#offerFixes(rows.slice(0, MOST_FIXES));
  }

  #row(one: DiagnosticRow): HTMLElement {
    const { severity, code, message, hint, cause, document, line, column, related } = one;
    const place = button(shown(`${document}:${line}:${column}`), () => this.#acts.go(one), 'place');
    const others = related.map((other) =>
      button(shown(`${other.document}: ${other.message}`), () => this.#acts.go(other), 'place'),
    );
    return element(
      'li',
      { class: `problem-row ${severity}` },
      element(
        'div',
        { class: 'problem-head' },
        element('span', { class: 'severity' }, severity),
        element('details', { class: 'code' }, element('summary', {}, code), element('p', {}, shown(cause))),
        place,
      ),
      element('p', {}, shown(message)),
      element('p', { class: 'hint' }, shown(hint)),
      ...others,
    );
  }

  /** One after the other, so that whoever types is answered in between. */
  async #offerFixes(rows: readonly { one: DiagnosticRow; row: HTMLElement }[]): Promise<void> {
    const round = this.#round;
    for (const { one, row } of rows) {
      const { document: name, from, to, code } = one;
      const document = { name, text: this.#acts.textOf(name) };
      const found = await this.#compiler.ask({ ask: 'fixes', document, from, to }, 'fixes');
      if (round !== this.#round) return;
      for (const fix of found?.fixes ?? [])
        if (fix.code === code)
          row.append(button(shown(fix.title), () => this.#acts.fix(name, fix.edits), 'fix'));
    }
  }
}
