/** What has changed since a moment that is remembered, in the words of `layerc diff`. */
import type { Difference } from '../../../playground/protocol.ts';
import type { State } from '../../../playground/state.ts';
import { shown } from '../../figures/words.ts';
import { button, element, say } from '../../view/element.ts';
import type { Compiler } from '../thread/compiler.ts';

export class Changes {
  readonly node: HTMLElement;
  readonly #compiler: Compiler;
  readonly #since = element('p', { class: 'faint' });
  readonly #body = element('div', { class: 'changes-body' });
  #before: State | undefined;
  #now: State | undefined;
  #isShown = false;

  constructor(compiler: Compiler, keep: () => void) {
    this.#compiler = compiler;
    this.node = element(
      'div',
      { class: 'changes' },
      element('header', { class: 'changes-head' }, this.#since, button('Compare from here', keep, 'small')),
      this.#body,
    );
  }

  /** The moment to compare with. */
  remember(state: State, words: string): void {
    this.#before = state;
    say(this.#since, `Since ${words}`);
    void this.#look();
  }

  analysed(state: State): void {
    this.#now = state;
    void this.#look();
  }

  /** Nobody need compare what nobody looks at. */
  appear(is: boolean): void {
    this.#isShown = is;
    void this.#look();
  }

  async #look(): Promise<void> {
    const [before, after] = [this.#before, this.#now];
    if (!this.#isShown || before === undefined || after === undefined) return;
    const found = await this.#compiler.ask({ ask: 'differ', before, after }, 'difference');
    if (found !== undefined && after === this.#now) this.#draw(found.difference);
  }

  #draw({ functions, text, trouble }: Difference): void {
    if (trouble !== null) {
      this.#body.replaceChildren(element('p', { class: 'none' }, shown(trouble)));
      return;
    }
    const changed = functions.filter(({ effects, lines }) => effects.length + lines.length > 0);
    if (changed.length === 0) {
      const none = 'Nothing has changed in the objects. Change a field of a Function or of a pool.';
      this.#body.replaceChildren(element('p', { class: 'none' }, none));
      return;
    }
    this.#body.replaceChildren(
      ...changed.map(({ id, effects, lines }) =>
        element(
          'section',
          { class: 'change' },
          element('h3', {}, shown(id)),
          element('ul', { class: 'effects' }, ...effects.map((effect) => element('li', {}, shown(effect)))),
          element('pre', { class: 'change-lines' }, ...lines.map(line)),
        ),
      ),
      element(
        'details',
        {},
        element('summary', {}, 'As layerc diff prints it'),
        element('pre', { attributes: { tabindex: '0' } }, shown(text)),
      ),
    );
  }
}

/** Whose change it is stands behind it, in brackets. */
function line(text: string): HTMLElement {
  const [, what = text, whose = ''] = /^(.*?) {2}\((.*)\)$/s.exec(text) ?? [];
  return element(
    'span',
    { class: 'change-line' },
    shown(what),
    ...(whose === '' ? [] : [' ', element('span', { class: 'change-cause' }, shown(whose))]),
  );
}
