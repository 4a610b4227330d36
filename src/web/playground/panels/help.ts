/** The keys, and what the page does with what is typed into it. */
import { element, say } from '../../view/element.ts';
import { dialog } from './dialog.ts';

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['↑ ↓ Home End', 'in the objects: from line to line; each value says what has set it'],
  ['Enter', 'in the objects: goes to the line that has set the value'],
  ['cursor on a field', 'in an input: every value that the field decides lights up'],
  ['Ctrl Space', 'in an input: what may be written here'],
  ['F12', 'in an input: to the pool or the Index that is named'],
  ['F8', 'in an input: to the next problem'],
  ['Ctrl F', 'in an input: search'],
  ['Esc, then Tab', 'in an input: on to the next control, where Tab alone indents'],
  ['← →', 'in tabs: from one to the next'],
  ['F6', 'from one half of the page to the other'],
];

const LOCAL =
  'This page is one file without a server. It compiles here, in the browser, with the same code as the command line; its Content-Security-Policy forbids it to talk to anyone.';
const KEPT = 'What you type is kept in this browser as a draft, and leaves it only in a link that you copy.';
const LOST =
  'This browser keeps no draft of what you type, since it lets the page keep nothing or has no room: it is gone once the page is closed. A link that you copy has it.';

export class Help {
  readonly node: HTMLDialogElement;
  readonly #draft = element('p');

  constructor() {
    this.node = dialog(
      'Keys, and what happens to what you type',
      'help',
      ...keys(),
      element('p', {}, LOCAL),
      this.#draft,
    );
  }

  open(isDraftKept: boolean): void {
    say(this.#draft, isDraftKept ? KEPT : LOST);
    this.node.showModal();
  }
}

function keys(): HTMLElement[] {
  const rows = KEYS.flatMap(([keys, what]) => [
    element('dt', {}, element('kbd', {}, keys)),
    element('dd', {}, what),
  ]);
  return [element('dl', { class: 'keys' }, ...rows)];
}
