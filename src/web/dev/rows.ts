/** The rows of a Function in a list, by stage and by what somebody searches. */
import type { FunctionView, RowView, Stage } from '../../dev/page/protocol.ts';
import { amount, counted, shown, span } from '../figures/words.ts';
import { button, element, say, showIf } from '../view/element.ts';
import { List } from '../view/list.ts';
import type { GatewayClient } from './gateway.ts';
import { RowCache } from './row-cache.ts';
import { STAGE_NAMES, STAGES } from './stages.ts';

export interface RowActs {
  readonly open: (row: RowView) => void;
  readonly again: (row: RowView) => void;
  readonly expire: (row: RowView) => void;
  readonly againAll: () => void;
  readonly stageChosen: (stage: Stage | undefined) => void;
}

const ROW_HEIGHT = 30;
const TYPING_MS = 200;

export class Rows {
  readonly node: HTMLElement;
  readonly #gateway: GatewayClient;
  readonly #acts: RowActs;
  readonly #list: List<RowView>;
  readonly #count = element('span', { class: 'count' });
  readonly #note = element('p', { class: 'none' });
  readonly #elsewhere = element('p', { class: 'faint foot' });
  readonly #all: HTMLButtonElement;
  readonly #stage = element('select', {
    attributes: { 'aria-label': 'Which rows' },
    on: { change: () => this.#acts.stageChosen((this.#stage.value || undefined) as Stage | undefined) },
  });
  readonly #search = element('input', {
    attributes: {
      ...{ type: 'search', placeholder: 'id or error', spellcheck: 'false' },
      'aria-label': 'Search rows by id or error',
      'aria-keyshortcuts': '/',
    },
    on: { input: () => this.#typed() },
  });
  #cache: RowCache;
  #id = '';
  #view: FunctionView | undefined;
  #chosen: RowView | undefined;
  #typing: number | undefined;

  constructor(gateway: GatewayClient, acts: RowActs) {
    this.#gateway = gateway;
    this.#acts = acts;
    this.#cache = this.#newCache();
    this.#list = new List<RowView>({
      label: 'Rows: Enter opens one, r runs it again, e ends its lease',
      rowHeight: ROW_HEIGHT,
      fill: (node, row) => this.#fill(node, row),
      need: () => this.#need(),
      open: (index) => this.#on(index, acts.open),
      key: (key, index) => {
        if (key === 'r') this.#on(index, acts.again);
        if (key === 'e') this.#on(index, acts.expire);
      },
    });
    this.#stage.append(
      element('option', { attributes: { value: '' } }, 'all stages'),
      ...STAGES.map(([stage, name]) => element('option', { attributes: { value: stage } }, name)),
    );
    this.#all = button('Run all failed again', acts.againAll);
    this.node = element(
      'section',
      { class: 'card rows', attributes: { 'aria-label': 'Rows' } },
      element(
        'header',
        { class: 'card-head' },
        ...[element('h2', {}, 'Rows'), this.#count, this.#stage, this.#search, this.#all],
      ),
      this.#note,
      this.#list.node,
      this.#elsewhere,
    );
  }

  focus(): void {
    this.#list.node.focus();
  }

  search(): void {
    this.#search.select();
  }

  /** Another Function. */
  begin(id: string): void {
    this.#id = id;
    this.#search.value = '';
    this.#restart();
  }

  set stage(stage: Stage | undefined) {
    this.#stage.value = stage ?? '';
    this.#restart();
  }

  set chosen(row: RowView | undefined) {
    this.#chosen = row;
    this.#draw();
  }

  show(view: FunctionView): void {
    this.#view = view;
    this.#need();
    this.#draw();
  }

  /** It stays with what was asked for, until whoever types has ended. */
  #newCache(): RowCache {
    const asked = { stage: this.#stage.value, search: this.#search.value.trim() };
    return new RowCache(
      (from, limit) => this.#gateway.rows(this.#id, { from: String(from), limit: String(limit), ...asked }),
      () => this.#draw(),
    );
  }

  #restart(): void {
    this.#cache.close();
    this.#cache = this.#newCache();
    this.#list.reset();
    this.#need();
    this.#draw();
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#restart(), TYPING_MS);
  }

  #need(): void {
    const { from, to } = this.#list.window;
    if (this.#view?.queue !== undefined) this.#cache.need(from, to, this.#view.queue.revision);
  }

  #on(index: number, act: (row: RowView) => void): void {
    const row = this.#cache.at(index);
    if (row !== undefined) act(row);
  }

  #draw(): void {
    const { queue, namespaces } = this.#view ?? {};
    const { total, failure, isLoaded } = this.#cache;
    this.#list.show(
      total,
      (index) => this.#cache.at(index),
      ({ namespace, id }) => namespace === this.#chosen?.namespace && id === this.#chosen.id,
    );
    say(this.#count, isLoaded ? amount(total) : '');
    const isAll = this.#stage.value === '' && this.#search.value === '';
    const none = isAll ? `No row of ${namespaces?.join(', ')} is in its queue yet.` : 'No such row.';
    const empty = queue === undefined ? 'Only its schedule wakes it, so it has no queue.' : none;
    say(this.#note, failure || empty);
    showIf(this.#note, failure !== '' || queue === undefined || (isLoaded && total === 0));
    // What is hidden would lose the focus, and is mostly back at once.
    showIf(this.#list.node, total > 0 || !isLoaded);
    const { counts, elsewhere = 0 } = queue ?? {};
    showIf(this.#all, (counts?.failed ?? 0) > 0);
    say(this.#all, `Run all ${amount(counts?.failed ?? 0)} failed again`);
    showIf(this.#elsewhere, elsewhere > 0);
    const what = `${counted(elsewhere, 'row')} of ${namespaces?.join(', ')}`;
    say(this.#elsewhere, `${what} not in this queue: done before, or not let through by the filter.`);
  }

  #fill(node: HTMLElement, row: RowView | undefined): void {
    if (node.childElementCount === 0)
      node.append(...['stage', 'id', 'attempts', 'note'].map((name) => element('span', { class: name })));
    const [stage, id, attempts, note] = [...node.children] as [Element, Element, Element, Element];
    const hasSeveral = (this.#view?.namespaces.length ?? 0) > 1;
    node.dataset.stage = row?.stage ?? '';
    say(stage, row === undefined ? '…' : STAGE_NAMES[row.stage]);
    say(id, row === undefined ? '' : shown(hasSeveral ? `${row.namespace}/${row.id}` : row.id));
    say(attempts, row === undefined || row.attempts === 0 ? '' : counted(row.attempts, 'try', 'tries'));
    say(note, row === undefined ? '' : noteOf(row));
  }
}

function noteOf({ lease, error, notBefore, stage }: RowView): string {
  const now = Date.now();
  if (lease !== undefined) return `${shown(lease.worker)}, ${span(lease.until - now)} left`;
  const wait = stage === 'pending' && notBefore !== undefined && notBefore > now;
  const next = wait ? `next try in ${span(notBefore - now)}` : '';
  return [next, error === undefined ? '' : shown(error.split('\n', 1)[0] ?? '')]
    .filter((text) => text !== '')
    .join(' · ');
}
