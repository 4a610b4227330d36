/** What is around the two halves of the page. */
import { button, element } from '../view/element.ts';
import { Help } from './panels/help.ts';
import type { Status } from './status.ts';

export interface FrameParts {
  readonly inputs: HTMLElement;
  readonly output: HTMLElement;
  readonly wires: SVGElement;
  readonly tutorial: HTMLElement;
  readonly status: Status;
  readonly openExamples: () => void;
  readonly openTutorial: () => void;
  readonly openShare: () => void;
  readonly isDraftKept: () => boolean;
  readonly resized: () => void;
}

export class Frame {
  readonly node: HTMLElement;
  readonly help = new Help();
  readonly #work: HTMLElement;

  constructor(parts: FrameParts) {
    const { inputs, output, wires, tutorial, status, resized } = parts;
    const work = element('main', { class: 'work', attributes: { id: 'work' } }, inputs, output, wires);
    this.#work = work;
    new ResizeObserver(resized).observe(work);
    // The tutorial moves the halves without changing them.
    new ResizeObserver(resized).observe(tutorial);
    addEventListener('scroll', resized, { passive: true });
    this.node = element(
      'div',
      { class: 'frame' },
      element(
        'a',
        { class: 'skip', attributes: { href: '#work' }, on: { click: (event) => skip(event, work) } },
        'To the inputs',
      ),
      element(
        'header',
        { class: 'top' },
        element('h1', { class: 'brand' }, 'layerc playground'),
        element(
          'span',
          {
            class: 'local',
            attributes: { title: 'No server: the page compiles by itself, and sends nothing.' },
          },
          'nothing leaves this page',
        ),
        status.node,
        element(
          'nav',
          { class: 'top-acts', attributes: { 'aria-label': 'Playground' } },
          button('Examples', parts.openExamples),
          button('Tutorial', parts.openTutorial),
          button('Share', parts.openShare),
          button('Help', () => this.help.open(parts.isDraftKept())),
        ),
      ),
      ...[status.notice, tutorial, work],
    );
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'F6' || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      const [from, to] = inputs.contains(document.activeElement) ? [inputs, output] : [output, inputs];
      if (from !== to) to.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    });
  }

  /** Whether what is shown is still to come. */
  busy(is: boolean): void {
    this.#work.setAttribute('aria-busy', String(is));
  }
}

/** The address stays: its hash is a state. */
function skip(event: Event, work: HTMLElement): void {
  event.preventDefault();
  work.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
}
