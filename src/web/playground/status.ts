/** Whether the compiler is at work, and what has become of it. */
import { button, element, say, showIf } from '../view/element.ts';

export class Status {
  readonly node = element('span', { class: 'working', attributes: { role: 'status' } });
  readonly notice = element('div', { class: 'notice warning lost', attributes: { role: 'alert' } });
  readonly #words = element('p');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.notice.append(
      this.#words,
      button('Close', () => showIf(this.notice, false), 'small'),
    );
    this.notice.hidden = true;
  }

  busy(is: boolean): void {
    clearTimeout(this.#timer);
    // What is answered at once need not flicker.
    if (is) this.#timer = setTimeout(() => say(this.node, 'compiling…'), 400);
    else say(this.node, '');
  }

  warn(sentence: string): void {
    say(this.#words, sentence);
    showIf(this.notice, sentence !== '');
  }
}
