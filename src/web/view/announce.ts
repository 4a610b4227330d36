import { element, say } from './element.ts';

/** Says what has come of something, below the page and to screen readers. */
export class Announcer {
  readonly node = element('div', {
    class: 'announcer',
    attributes: { role: 'status', 'aria-live': 'polite' },
  });
  #timer: number | undefined;

  say(text: string, isFailure = false): void {
    clearTimeout(this.#timer);
    this.node.classList.toggle('failure', isFailure);
    say(this.node, text);
    this.#timer = setTimeout(() => say(this.node, ''), isFailure ? 8000 : 4000);
  }
}
