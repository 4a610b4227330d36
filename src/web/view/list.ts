/** A list of any length of which only what is seen is there, driven by the keyboard as a listbox. */
import { type Extent, heightOf, scrollTo, type Window, windowAt } from '../figures/window.ts';
import { element } from './element.ts';

export interface ListSettings<T> {
  readonly label: string;
  readonly rowHeight: number;
  /** Fills an element that may have shown another item. `undefined` is one that is still to come. */
  readonly fill: (node: HTMLElement, item: T | undefined, index: number) => void;
  /** What is seen has changed: its items are needed. */
  readonly need: (from: number, to: number) => void;
  readonly open: (index: number) => void;
  /** A person has moved to an item. */
  readonly marked?: (index: number) => void;
  /** Another key while an item is marked. */
  readonly key: (key: string, index: number) => void;
}

let lists = 0;

export class List<T> {
  readonly node: HTMLElement;
  readonly #whole = element('div', { class: 'list-whole', attributes: { role: 'presentation' } });
  readonly #settings: ListSettings<T>;
  readonly #id = `list-${++lists}`;
  readonly #nodes: HTMLElement[] = [];
  #total = 0;
  #items: (index: number) => T | undefined = () => undefined;
  #active = -1;
  #chosen: (item: T) => boolean = () => false;
  #seen: Window = { from: 0, to: 0, top: 0, first: 0 };

  constructor(settings: ListSettings<T>) {
    this.#settings = settings;
    this.node = element(
      'div',
      {
        class: 'list',
        attributes: { role: 'listbox', tabindex: '0', 'aria-label': settings.label },
        on: {
          scroll: () => this.#draw(),
          keydown: (event) => this.#pressed(event),
          focus: () => this.#entered(),
          click: (event) => this.#clicked(event),
        },
      },
      this.#whole,
    );
    new ResizeObserver(() => this.#draw()).observe(this.node);
  }

  get active(): number {
    return this.#active;
  }

  get window(): Window {
    return this.#seen;
  }

  /** Shows other items, or the same ones changed. */
  show(total: number, items: (index: number) => T | undefined, chosen: (item: T) => boolean): void {
    this.#total = total;
    this.#items = items;
    this.#chosen = chosen;
    this.#active = Math.min(this.#active, total - 1);
    this.#draw();
  }

  /** Another list of items: from its begin. */
  reset(): void {
    this.#active = -1;
    this.node.scrollTop = 0;
  }

  #extent(): Extent {
    return { total: this.#total, rowHeight: this.#settings.rowHeight, height: this.node.clientHeight };
  }

  #draw(): void {
    const extent = this.#extent();
    const seen = windowAt(extent, this.node.scrollTop);
    const { from, to, top } = seen;
    const isMoved = from !== this.#seen.from || to !== this.#seen.to;
    this.#seen = seen;
    this.#whole.style.height = `${heightOf(extent)}px`;
    while (this.#nodes.length < to - from) {
      const node = element('div', { class: 'list-row', attributes: { role: 'option' } });
      node.style.height = `${this.#settings.rowHeight}px`;
      this.#nodes.push(node);
      this.#whole.append(node);
    }
    for (const [place, node] of this.#nodes.entries()) {
      const index = from + place;
      node.hidden = index >= to;
      // Another one may have its name from now on.
      if (node.hidden) node.removeAttribute('id');
      if (node.hidden) continue;
      node.style.transform = `translateY(${top + place * this.#settings.rowHeight}px)`;
      node.id = `${this.#id}-${index}`;
      node.dataset.index = String(index);
      node.setAttribute('aria-posinset', String(index + 1));
      node.setAttribute('aria-setsize', String(this.#total));
      node.classList.toggle('active', index === this.#active);
      const item = this.#items(index);
      node.setAttribute('aria-selected', String(item !== undefined && this.#chosen(item)));
      this.#settings.fill(node, item, index);
    }
    const isSeen = this.#active >= from && this.#active < to;
    if (isSeen) this.node.setAttribute('aria-activedescendant', `${this.#id}-${this.#active}`);
    else this.node.removeAttribute('aria-activedescendant');
    if (isMoved) this.#settings.need(from, to);
  }

  /** Nothing may scroll now: a click that brings the focus comes to its row only after that. */
  #entered(): void {
    if (this.#active < 0 && this.#total > 0) this.#active = this.#seen.first;
    this.#draw();
  }

  /** Marks an item and brings it into sight. */
  mark(index: number): void {
    if (this.#total === 0) return;
    this.#active = Math.max(0, Math.min(this.#total - 1, index));
    this.node.scrollTop = scrollTo(this.#extent(), this.#active, this.node.scrollTop);
    this.#draw();
  }

  /** Brings an item into sight. */
  reveal(index: number): void {
    this.node.scrollTop = scrollTo(this.#extent(), index, this.node.scrollTop);
    this.#draw();
  }

  /** Where an item is on the screen; its edge where it is scrolled out of sight. */
  heightOf(index: number): number {
    const { top, height } = this.node.getBoundingClientRect();
    const { rowHeight } = this.#settings;
    const { from, top: first } = this.#seen;
    const middle = first + (index - from + 0.5) * rowHeight - this.node.scrollTop;
    return top + Math.max(4, Math.min(height - 4, middle));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.#settings.rowHeight) - 1);
    const steps: { readonly [key: string]: number } = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: this.#total - 1,
    };
    const step = steps[event.key];
    const isOpening = event.key === 'Enter' || event.key === ' ';
    // The page would scroll too.
    if (step !== undefined || isOpening) event.preventDefault();
    if (step !== undefined) {
      this.mark(step);
      if (this.#active >= 0) this.#settings.marked?.(this.#active);
    } else if (isOpening && this.#active >= 0) this.#settings.open(this.#active);
    else if (this.#active >= 0) this.#settings.key(event.key, this.#active);
  }

  #clicked({ target }: Event): void {
    const row = target instanceof Element ? target.closest<HTMLElement>('.list-row') : null;
    const index = Number(row?.dataset.index ?? -1);
    if (index < 0) return;
    this.mark(index);
    this.#settings.open(index);
  }
}
