/** The objects, a line for each line of their YAML: each value says what it comes from, and can be asked why. */
import type { Analysis, LeafSpan } from '../../../playground/protocol.ts';
import { type OutputLine, outputLines } from '../../figures/output-lines.ts';
import { shown } from '../../figures/words.ts';
import { element, say } from '../../view/element.ts';
import { List } from '../../view/list.ts';

export interface ObjectsActs {
  /** A person asks about a leaf; -1 for a line without one. */
  readonly asked: (leaf: number) => void;
  /** And to go where it comes from. */
  readonly follow: () => void;
  readonly scrolled: () => void;
}

const ROW_HEIGHT = 20;
/** Lines that are shown around a value that is scrolled to. */
const AROUND = 8;
/** Characters that a note may take on the right. */
const NOTE = 44;

export class Objects {
  readonly node: HTMLElement;
  readonly #list: List<OutputLine>;
  readonly #marks = element('div', { class: 'lit-marks', attributes: { 'aria-hidden': 'true' } });
  #lines: readonly OutputLine[] = [];
  #leaves: readonly LeafSpan[] = [];
  #firstLines = new Map<number, number>();
  #chosen = -1;
  #lit: ReadonlySet<number> = new Set();

  constructor({ asked, follow, scrolled }: ObjectsActs) {
    const ask = (index: number) => asked(this.#lines[index]?.leaf ?? -1);
    this.#list = new List<OutputLine>({
      label: 'Objects: choose a value to see what has set it',
      rowHeight: ROW_HEIGHT,
      fill: (node, line) => this.#fill(node, line),
      need: scrolled,
      open: ask,
      marked: ask,
      key: () => {},
    });
    this.#list.node.addEventListener('scroll', scrolled, { passive: true });
    this.#list.node.addEventListener('keydown', ({ key }) => key === 'Enter' && follow());
    this.node = element('div', { class: 'objects' }, this.#list.node, this.#marks);
  }

  show({ output, leaves }: Analysis): void {
    this.#leaves = leaves;
    this.#lines = output === '' ? [] : outputLines(output, leaves);
    this.#firstLines = new Map(
      this.#lines.flatMap(({ leaf, isFirst }, index) => (isFirst ? [[leaf, index] as const] : [])),
    );
    const columns = this.#lines.reduce((most, { text }) => Math.max(most, text.length), 0);
    this.#list.node.style.setProperty('--columns', String(Math.min(columns, MOST_COLUMNS) + NOTE));
    this.#chosen = -1;
    this.#lit = new Set();
    this.#draw();
  }

  focus(): void {
    this.#list.node.focus();
  }

  /** The value that is asked about; -1 for none. */
  choose(leaf: number, isToBeSeen: boolean): void {
    this.#chosen = leaf;
    const line = this.#firstLines.get(leaf);
    if (line !== undefined && isToBeSeen) {
      // With what stands around it, where it has to be scrolled to.
      if (!this.#isSeen(leaf)) for (const end of [line + AROUND, line - AROUND]) this.#reveal(end);
      this.#list.mark(line);
    }
    this.#draw();
  }

  light(leaves: readonly number[], isToBeSeen: boolean): void {
    this.#lit = new Set(leaves);
    const [first] = leaves;
    const line = first === undefined ? undefined : this.#firstLines.get(first);
    if (line !== undefined && isToBeSeen && !leaves.some((leaf) => this.#isSeen(leaf)))
      for (const end of [line + AROUND, line - AROUND]) this.#reveal(end);
    this.#draw();
  }

  /** Where a value is on the screen. */
  placeOf(leaf: number): { readonly x: number; readonly y: number } | undefined {
    const line = this.#firstLines.get(leaf);
    if (line === undefined || this.#list.node.clientHeight === 0) return undefined;
    return { x: this.#list.node.getBoundingClientRect().left, y: this.#list.heightOf(line) };
  }

  #reveal(line: number): void {
    this.#list.reveal(Math.max(0, Math.min(line, this.#lines.length - 1)));
  }

  #isSeen(leaf: number): boolean {
    const line = this.#firstLines.get(leaf) ?? -1;
    const { from, to } = this.#list.window;
    // Those at the edges are there before they are seen.
    return line >= from + 6 && line < to - 6;
  }

  #draw(): void {
    this.#list.show(
      this.#lines.length,
      (index) => this.#lines[index],
      ({ leaf }) => leaf >= 0 && leaf === this.#chosen,
    );
    const marks = [...this.#lit].slice(0, MOST_MARKS).map((leaf) => {
      const mark = element('i');
      mark.style.top = `${(100 * (this.#firstLines.get(leaf) ?? 0)) / Math.max(1, this.#lines.length)}%`;
      return mark;
    });
    this.#marks.replaceChildren(...marks);
  }

  #fill(node: HTMLElement, line: OutputLine | undefined): void {
    if (line === undefined) return;
    const leaf = this.#leaves[line.leaf];
    node.dataset.kind = leaf?.kind ?? '';
    node.dataset.leaf = String(line.leaf);
    node.classList.toggle('lit', this.#lit.has(line.leaf));
    node.classList.toggle('follows', !line.isFirst);
    node.classList.toggle('divides', line.text === '---');
    node.classList.toggle('begins', line.text.startsWith('kind: '));
    const [key, value, note] = partsOf(node);
    say(key, shown(line.text.slice(0, line.value)));
    say(value, cut(line.text.slice(line.value), MOST_COLUMNS));
    say(note, leaf !== undefined && line.isFirst ? shown(leaf.note) : '');
    const name =
      leaf === undefined
        ? line.text.trim()
        : `${leaf.path}: ${cut(line.text.slice(line.value), MOST_SPOKEN)}, ${leaf.note}`;
    node.setAttribute('aria-label', shown(name));
  }
}

/** Of a longer line the begin is shown; the file that can be saved has all of it. */
const MOST_COLUMNS = 2_000;
const MOST_SPOKEN = 200;

function cut(text: string, most: number): string {
  return shown(text.length > most ? `${text.slice(0, most)}…` : text);
}

/** More would be one bar. */
const MOST_MARKS = 400;

function partsOf(node: HTMLElement): [Element, Element, Element] {
  if (node.childElementCount === 0)
    node.append(
      element('span', { class: 'yaml-key' }),
      element('span', { class: 'yaml-value' }),
      element('span', { class: 'origin' }),
    );
  return [...node.children] as unknown as [Element, Element, Element];
}
