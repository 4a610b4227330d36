/** The tutorial: a step at a time, with what to do and whether it is done. */
import type { Step } from '../../../playground/state.ts';
import { button, element, say, showIf } from '../../view/element.ts';
import { inline } from '../../view/markdown.ts';

export interface TutorialActs {
  /** A step is opened: its state replaces what is there. */
  readonly begin: (step: Step) => void;
  readonly close: () => void;
}

export class Tutorial {
  readonly node: HTMLElement;
  readonly #steps: readonly Step[];
  readonly #acts: TutorialActs;
  readonly #title = element('h2', { attributes: { tabindex: '-1' } });
  readonly #read = element('div', { class: 'step-read' });
  readonly #task = element('div', { class: 'step-task' });
  readonly #done = element('p', { class: 'step-done', attributes: { role: 'status' } });
  readonly #places: readonly HTMLButtonElement[];
  readonly #back: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #finished = new Set<number>();
  #at = -1;

  constructor(steps: readonly Step[], acts: TutorialActs) {
    this.#steps = steps;
    this.#acts = acts;
    this.#places = steps.map(({ title }, index) => {
      const act = button(String(index + 1), () => this.open(index), 'step-place');
      act.title = title;
      act.setAttribute('aria-label', `Step ${index + 1}: ${title}`);
      return act;
    });
    this.#back = button('Back', () => this.open(this.#at - 1), 'small');
    this.#next = button('Next', () =>
      this.#at === steps.length - 1 ? this.close() : this.open(this.#at + 1),
    );
    this.node = element(
      'section',
      { class: 'tutorial', attributes: { 'aria-label': 'Tutorial' } },
      element(
        'header',
        { class: 'step-head' },
        this.#title,
        element('div', { class: 'step-places' }, ...this.#places),
        this.#back,
        this.#next,
        button('Close', () => this.close(), 'small'),
      ),
      element('div', { class: 'step-body' }, this.#read, element('div', {}, this.#task, this.#done)),
    );
    this.node.hidden = true;
  }

  /** The step that is open; undefined for none. */
  get step(): number | undefined {
    return this.node.hidden ? undefined : this.#at;
  }

  open(index: number): void {
    const step = this.#steps[index];
    if (step === undefined) return;
    this.#at = index;
    showIf(this.node, true);
    say(this.#title, `${index + 1}. ${step.title}`);
    this.#read.replaceChildren(...step.read.map((text) => element('p', {}, ...inline(text))));
    this.#task.replaceChildren(...step.task.map((text) => element('p', {}, ...inline(text))));
    this.#draw();
    this.#acts.begin(step);
    this.#title.focus();
  }

  close(): void {
    showIf(this.node, false);
    this.#acts.close();
  }

  /** What the compiler says of the task. */
  analysed(isDone: boolean | null): void {
    if (this.node.hidden || isDone === null) return;
    if (isDone) this.#finished.add(this.#at);
    this.#draw();
  }

  #draw(): void {
    const isDone = this.#finished.has(this.#at);
    const isLast = this.#at === this.#steps.length - 1;
    say(this.#done, isDone ? (isLast ? 'Done. That was the last step.' : 'Done. On to the next step.') : '');
    this.node.classList.toggle('is-done', isDone);
    this.#back.disabled = this.#at === 0;
    say(this.#next, isLast ? 'Finish' : 'Next');
    this.#next.classList.toggle('primary', isDone);
    for (const [index, place] of this.#places.entries()) {
      place.classList.toggle('is-done', this.#finished.has(index));
      if (index === this.#at) place.setAttribute('aria-current', 'step');
      else place.removeAttribute('aria-current');
    }
  }
}
