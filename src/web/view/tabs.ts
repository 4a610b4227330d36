/** Tabs of which one is in front, moved through with the arrow keys. */
import { element, say } from './element.ts';
import { Keyed } from './keyed.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Said behind the label: how many findings there are, or that something else is lit. */
  readonly note: string;
  readonly class: string;
}

export class Tabs {
  readonly node: HTMLElement;
  readonly #choose: (id: string) => void;
  readonly #panel: string;
  readonly #keyed: Keyed<Tab>;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #ids: readonly string[] = [];
  #chosen = '';

  /** `panel` is the id of the element that they change. */
  constructor(label: string, panel: string, choose: (id: string) => void) {
    this.#choose = choose;
    this.#panel = panel;
    this.node = element('div', {
      class: 'tabs',
      attributes: { role: 'tablist', 'aria-label': label },
      on: { keydown: (event) => this.#pressed(event) },
    });
    this.#keyed = new Keyed<Tab>(this.node, (tab) => this.#made(tab));
  }

  show(tabs: readonly Tab[], chosen: string): void {
    this.#ids = tabs.map(({ id }) => id);
    this.#chosen = chosen;
    for (const id of this.#buttons.keys()) if (!this.#ids.includes(id)) this.#buttons.delete(id);
    this.#keyed.show(tabs, ({ id }) => id);
  }

  focus(): void {
    this.#buttons.get(this.#chosen)?.focus();
  }

  #made({ id }: Tab) {
    const label = element('span');
    const note = element('span', { class: 'tab-note' });
    const attributes = { role: 'tab', type: 'button', 'aria-controls': this.#panel };
    const act = element(
      'button',
      { class: 'tab', attributes, on: { click: () => this.#choose(id) } },
      ...[label, note],
    );
    this.#buttons.set(id, act);
    const update = (tab: Tab): void => {
      say(label, tab.label);
      say(note, tab.note);
      act.className = `tab ${tab.class}`;
      act.setAttribute('aria-selected', String(id === this.#chosen));
      act.tabIndex = id === this.#chosen ? 0 : -1;
    };
    return { node: act, update };
  }

  #pressed(event: KeyboardEvent): void {
    const at = this.#ids.indexOf(this.#chosen);
    const { length } = this.#ids;
    const steps: { readonly [key: string]: number } = {
      ArrowRight: (at + 1) % length,
      ArrowLeft: (at + length - 1) % length,
      Home: 0,
      End: length - 1,
    };
    const step = this.#ids[steps[event.key] ?? -1];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#choose(step);
    this.focus();
  }
}
