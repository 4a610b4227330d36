/** The examples, to be searched and opened. */
import type { CatalogueEntry } from '../../../playground/state.ts';
import { shown } from '../../figures/words.ts';
import { element, showIf } from '../../view/element.ts';
import { dialog } from './dialog.ts';

const GROUPS: Readonly<Record<CatalogueEntry['group'], string>> = {
  start: 'To begin with',
  functions: 'Functions',
  pools: 'Pools',
  pods: 'Pods',
  warnings: 'With warnings',
  errors: 'Refused',
};

export class Catalogue {
  readonly node: HTMLDialogElement;
  readonly #search = element('input', {
    attributes: {
      type: 'search',
      placeholder: 'Search titles and texts',
      'aria-label': 'Search the examples',
      autofocus: '',
    },
  });
  readonly #sections: { readonly node: HTMLElement; readonly rows: { node: HTMLElement; words: string }[] }[];
  readonly #none = element(
    'p',
    { class: 'none', attributes: { role: 'status' } },
    'No example has these words.',
  );

  constructor(entries: readonly CatalogueEntry[], open: (entry: CatalogueEntry) => void) {
    const groups = Map.groupBy(entries, ({ group }) => group);
    this.#sections = (Object.keys(GROUPS) as CatalogueEntry['group'][]).flatMap((group) => {
      const rows = (groups.get(group) ?? []).map((entry) => ({
        node: element('li', {}, this.#row(entry, open)),
        words:
          `${entry.title} ${entry.id} ${entry.state.documents.map(({ text }) => text).join(' ')}`.toLowerCase(),
      }));
      if (rows.length === 0) return [];
      const node = element(
        'section',
        {},
        element('h3', {}, GROUPS[group]),
        element('ul', { class: 'entries' }, ...rows.map((row) => row.node)),
      );
      return [{ node, rows }];
    });
    this.#search.addEventListener('input', () => this.#find());
    this.node = dialog(
      `Examples (${entries.length})`,
      'catalogue',
      this.#search,
      this.#none,
      ...this.#sections.map(({ node }) => node),
    );
  }

  open(): void {
    this.#search.value = '';
    this.#find();
    this.node.showModal();
  }

  #row(entry: CatalogueEntry, open: (entry: CatalogueEntry) => void): HTMLElement {
    const { title, id } = entry;
    const act = (): void => {
      this.node.close();
      open(entry);
    };
    return element(
      'button',
      { class: 'entry', attributes: { type: 'button' }, on: { click: act } },
      element('span', {}, shown(title)),
      element('code', { class: 'faint' }, shown(id)),
    );
  }

  #find(): void {
    const wanted = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { node, rows } of this.#sections) {
      let here = 0;
      for (const row of rows) {
        const is = wanted.every((word) => row.words.includes(word));
        showIf(row.node, is);
        if (is) here += 1;
      }
      showIf(node, here > 0);
      found += here;
    }
    showIf(this.#none, found === 0);
  }
}
