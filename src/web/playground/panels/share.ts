/** What can be taken along: a link, a command line, and files. */
import type { Taken } from '../../../playground/protocol.ts';
import type { State } from '../../../playground/state.ts';
import { amount } from '../../figures/words.ts';
import { button, element, say } from '../../view/element.ts';
import { dialog } from './dialog.ts';
import { saveFile } from './save.ts';

export interface ShareActs {
  readonly linkTo: (state: State) => Promise<string>;
  readonly take: (state: State) => Promise<Taken | undefined>;
  readonly tell: (sentence: string, isFailure?: boolean) => void;
}

/** Longer addresses are cut by some programs that they are sent with. */
const LONG_LINK = 8000;

export class Share {
  readonly node: HTMLDialogElement;
  readonly #acts: ShareActs;
  readonly #link = element('input', { attributes: { type: 'text', readonly: '', 'aria-label': 'Link' } });
  readonly #size = element('p', { class: 'faint' });
  readonly #command = element('pre', {
    class: 'command',
    attributes: { tabindex: '0', 'aria-label': 'Command line' },
  });
  readonly #files = element('div', { class: 'acts' });

  constructor(acts: ShareActs) {
    this.#acts = acts;
    const copyLink = button('Copy link', () => void this.#copy(this.#link.value, 'The link'), 'primary');
    copyLink.setAttribute('autofocus', '');
    this.node = dialog(
      'Share',
      'share',
      part(
        'A link',
        element(
          'p',
          {},
          'Everything is in the link itself. Nothing is sent anywhere: whoever opens it reads it from there.',
        ),
        element('div', { class: 'link-row' }, this.#link, copyLink),
        this.#size,
      ),
      part(
        'A command line',
        this.#command,
        element(
          'div',
          { class: 'acts' },
          button(
            'Copy as command line',
            () => void this.#copy(this.#command.textContent ?? '', 'The command line'),
          ),
        ),
      ),
      part('Files', this.#files),
    );
  }

  async open(state: State, output: string): Promise<void> {
    const [link, taken] = await Promise.all([this.#acts.linkTo(state), this.#acts.take(state)]);
    this.#link.value = link;
    const isLong = link.length > LONG_LINK ? ': some programs cut one that long' : '';
    say(this.#size, `${amount(link.length)} characters${isLong}`);
    say(this.#command, taken?.commandLine ?? '');
    this.#files.replaceChildren(
      ...(taken?.files ?? []).map(({ name, text }) => button(`Save ${name}`, () => saveFile(name, text))),
      ...(output === '' ? [] : [button('Save objects.yaml', () => saveFile('objects.yaml', output))]),
    );
    this.node.showModal();
    this.#link.select();
  }

  async #copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#acts.tell(`${what} was copied`);
    } catch {
      this.#acts.tell('The browser does not let the page copy: mark the text and copy it', true);
    }
  }
}

function part(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', { class: 'share-part' }, element('h3', {}, title), ...content);
}
