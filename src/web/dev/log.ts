/** What the workers of a Function print, the newest at the bottom. */
import type { LogLine, LogMessage } from '../../dev/page/protocol.ts';
import { shown } from '../figures/words.ts';
import { element } from '../view/element.ts';
import { clock } from './clock.ts';

const MOST = 1000;

export class Log {
  readonly node: HTMLElement;
  readonly #lines = element('div', {
    class: 'log',
    attributes: { role: 'log', 'aria-live': 'off', tabindex: '0', 'aria-label': 'What the workers print' },
  });
  readonly #choice = element('select', {
    attributes: { 'aria-label': 'Whose log' },
    on: { change: () => this.#filter() },
  });
  readonly #none = element('p', { class: 'none' }, 'They have printed nothing so far.');

  constructor() {
    this.#choice.append(element('option', { attributes: { value: '' } }, 'all workers'));
    this.node = element(
      'section',
      { class: 'card', attributes: { 'aria-label': 'Logs' } },
      element('header', { class: 'card-head' }, element('h2', {}, 'Logs'), this.#choice),
      this.#none,
      this.#lines,
    );
  }

  begin(lines: readonly LogLine[]): void {
    this.#lines.replaceChildren();
    this.#choice.replaceChildren(this.#choice.firstElementChild as Element);
    this.#add(lines);
  }

  take({ missed, lines }: LogMessage): void {
    const gap = { at: lines[0]?.at ?? 0, worker: '', text: `${missed} lines were too many`, isError: false };
    this.#add(missed > 0 ? [gap, ...lines] : lines);
  }

  #add(lines: readonly LogLine[]): void {
    const box = this.#lines;
    // Whoever reads further up stays there.
    const follows = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    box.append(...lines.slice(-MOST).map((line) => this.#line(line)));
    while (box.childElementCount > MOST) box.firstElementChild?.remove();
    box.hidden = box.childElementCount === 0;
    this.#none.hidden = !box.hidden;
    if (follows) box.scrollTop = box.scrollHeight;
  }

  #line({ at, worker, text, isError }: LogLine): HTMLElement {
    if (worker !== '' && ![...this.#choice.options].some(({ value }) => value === worker))
      this.#choice.append(element('option', { attributes: { value: worker } }, worker));
    const line = element(
      'div',
      { class: `log-line${isError ? ' error' : ''}${worker === '' ? ' about' : ''}` },
      element('time', {}, clock(at)),
      // Those of one Function differ in their ends.
      element('span', { class: 'log-worker' }, worker.slice(-5)),
      element('span', { class: 'log-text' }, shown(text)),
    );
    line.dataset.worker = worker;
    line.hidden = !this.#isChosen(worker);
    return line;
  }

  #isChosen(worker: string): boolean {
    return this.#choice.value === '' || this.#choice.value === worker;
  }

  #filter(): void {
    for (const line of this.#lines.children as Iterable<Element> as Iterable<HTMLElement>)
      line.hidden = !this.#isChosen(line.dataset.worker ?? '');
    this.#lines.scrollTop = this.#lines.scrollHeight;
  }
}
