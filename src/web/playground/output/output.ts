/** The right half: the objects and why they are so, the picture, and what has changed. */
import type { Analysis } from '../../../playground/protocol.ts';
import { counted, shown } from '../../figures/words.ts';
import { element, say, showIf } from '../../view/element.ts';
import { Tabs } from '../../view/tabs.ts';
import type { Changes } from './changes.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { Objects } from './objects.ts';
import type { Picture } from './picture.ts';
import type { Why } from './why.ts';

export interface OutputParts {
  readonly objects: Objects;
  readonly why: Why;
  readonly picture: Picture;
  readonly changes: Changes;
  readonly lightKind: (kind: Kind | undefined) => void;
  readonly scrolled: () => void;
}

const STALE = 'The inputs have errors: this is from before.';
const ERRORS =
  'There are no objects, because the inputs have errors. The inputs say which, where, and what mends them.';
const NOTHING =
  'There are no objects, because there is no Function. Write one among the inputs, or open an example.';

/** The same words for the same state, however it came about. */
function totalsOf({ totals, badSettings }: Analysis): string {
  if (badSettings.length > 0) return 'a setting cannot be used';
  if (totals.objects === 0 && totals.errors > 0) return totals.words;
  return `${counted(totals.objects, 'object')} of ${counted(totals.functions, 'Function')}`;
}

type View = 'objects' | 'picture' | 'changes';

export class Output {
  readonly node: HTMLElement;
  readonly #parts: OutputParts;
  readonly #tabs: Tabs;
  readonly #counts = new Map<Kind, { readonly node: HTMLButtonElement; readonly count: HTMLElement }>();
  readonly #totals = element('p', { class: 'totals' });
  readonly #refused = element('div', { class: 'refused' });
  readonly #legend: HTMLElement;
  readonly #staleWords = element('p', { class: 'stale-words' }, STALE);
  readonly #none = element('p', { class: 'none' });
  readonly #views: Readonly<Record<View, HTMLElement>>;
  #view: View = 'objects';
  #isStale = false;
  #lit: Kind | undefined;

  constructor(parts: OutputParts) {
    this.#parts = parts;
    const { objects, why, picture, changes } = parts;
    this.#tabs = new Tabs('Output', 'output', (id) => this.show(id as View));
    this.#legend = element(
      'div',
      { class: 'legend', attributes: { role: 'group', 'aria-label': 'Where values come from' } },
      ...KINDS.map(([kind, name, about]) => this.#legendEntry(kind, name, about)),
      element('span', { class: 'faint' }, 'Click any value to see what has set it'),
    );
    this.#views = {
      objects: element(
        'div',
        { class: 'view view-objects' },
        ...[this.#legend, this.#refused, this.#none, objects.node, why.node],
      ),
      picture: element('div', { class: 'view' }, picture.node),
      changes: element('div', { class: 'view' }, changes.node),
    };
    this.node = element(
      'section',
      { class: 'half output', attributes: { 'aria-label': 'Objects' } },
      element('header', { class: 'half-head' }, this.#tabs.node, this.#totals),
      element(
        'div',
        { class: 'output-views', attributes: { id: 'output', role: 'tabpanel', 'aria-label': 'Output' } },
        this.#staleWords,
        ...Object.values(this.#views),
      ),
    );
    this.show('objects');
  }

  get view(): View {
    return this.#view;
  }

  show(view: View): void {
    this.#view = view;
    for (const [name, node] of Object.entries(this.#views)) showIf(node, name === view);
    const tabs = [
      ['objects', 'Objects'],
      ['picture', 'Picture'],
      ['changes', 'What changed'],
    ] as const;
    this.#tabs.show(
      tabs.map(([id, label]) => ({ id, label, note: '', class: '' })),
      view,
    );
    this.#tellStale();
    this.#parts.changes.appear(view === 'changes');
    this.#parts.scrolled();
  }

  /** The inputs have errors now: what they gave before is shown, so that nobody loses sight of it while typing. */
  stale(analysis: Analysis): void {
    say(this.#totals, totalsOf(analysis));
    this.#isStale = true;
    this.#tellStale();
    for (const { node } of [this.#parts.objects, this.#parts.picture]) node.classList.add('stale');
  }

  analysed(analysis: Analysis): void {
    const { leaves, totals, output, refused, cut, badSettings } = analysis;
    this.#lit = undefined;
    this.#isStale = false;
    this.#tellStale();
    for (const { node } of [this.#parts.objects, this.#parts.picture]) node.classList.remove('stale');
    for (const [kind, { node, count }] of this.#counts) {
      const here = leaves.filter((leaf) => leaf.kind === kind).length;
      say(count, String(here));
      showIf(node, here > 0);
      node.setAttribute('aria-pressed', 'false');
    }
    say(this.#totals, totalsOf(analysis));
    const rows = refused.map(({ namespace, name, errors }) =>
      element(
        'li',
        {},
        element('strong', {}, shown(`${namespace}/${name}`)),
        ` gives no objects: ${shown(errors.map(({ code, message }) => `${code}: ${message}`).join(' · '))}`,
      ),
    );
    showIf(this.#refused, rows.length > 0);
    this.#refused.replaceChildren(element('ul', {}, ...rows));
    showIf(this.#none, output === '' || cut !== null);
    const isWrong = totals.errors + badSettings.length > 0;
    say(this.#none, cut ?? (isWrong ? ERRORS : NOTHING));
    showIf(this.#legend, output !== '');
    showIf(this.#parts.objects.node, output !== '');
    showIf(this.#parts.why.node, output !== '');
  }

  /** What has changed is compared with what is there now. */
  #tellStale(): void {
    showIf(this.#staleWords, this.#isStale && this.#view !== 'changes');
  }

  #legendEntry(kind: Kind, name: string, about: string): HTMLElement {
    const count = element('span', { class: 'count' });
    const node = element(
      'button',
      {
        class: 'legend-entry',
        attributes: { type: 'button', 'data-kind': kind, 'aria-pressed': 'false', title: about },
        on: { click: () => this.#press(kind) },
      },
      ...[name, ' ', count],
    );
    this.#counts.set(kind, { node, count });
    return node;
  }

  #press(kind: Kind): void {
    this.#lit = this.#lit === kind ? undefined : kind;
    for (const [one, { node }] of this.#counts) node.setAttribute('aria-pressed', String(one === this.#lit));
    this.#parts.lightKind(this.#lit);
  }
}
