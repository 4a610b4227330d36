/** One row, whole: what went in, what came out, what went wrong, and what has happened to it. */
import type { Field, Happening, RowDetail } from '../../dev/page/protocol.ts';
import { amount, counted, shown, span } from '../figures/words.ts';
import { button, element, say, showIf } from '../view/element.ts';
import { clock } from './clock.ts';
import { STAGE_NAMES } from './stages.ts';

export interface DetailActs {
  readonly again: () => void;
  readonly expire: () => void;
  readonly close: () => void;
}

export class Detail {
  readonly node: HTMLElement;
  readonly #title = element('h2', { attributes: { tabindex: '-1', id: 'row-title' } });
  readonly #state = element('p', { class: 'row-state' });
  readonly #body = element('div', { class: 'row-body' });
  readonly #again: HTMLButtonElement;
  readonly #expire: HTMLButtonElement;
  #shown = '';

  constructor({ again, expire, close }: DetailActs) {
    this.#again = button('Run again', again, 'primary');
    this.#expire = button('Expire lease', expire);
    const shut = button('Close', close);
    this.node = element(
      'section',
      {
        class: 'card detail',
        attributes: { 'aria-labelledby': 'row-title' },
        on: { keydown: ({ key }) => key === 'Escape' && close() },
      },
      element('header', { class: 'card-head' }, this.#title, shut),
      this.#state,
      element('div', { class: 'acts' }, this.#again, this.#expire),
      this.#body,
    );
  }

  focus(): void {
    this.#title.focus();
  }

  show(row: RowDetail): void {
    const { namespace, id, stage, attempts, lease, notBefore, version, error, history } = row;
    say(this.#title, shown(`${namespace}/${id}`));
    const now = Date.now();
    const facts = [
      STAGE_NAMES[stage],
      `version ${version}`,
      counted(attempts, 'failed try', 'failed tries'),
      ...(lease === undefined
        ? []
        : [`held by ${lease.worker}, ${span(lease.until - now)} of its lease left`]),
      ...(notBefore !== undefined && notBefore > now ? [`next try in ${span(notBefore - now)}`] : []),
    ];
    say(this.#state, shown(facts.join(' · ')));
    this.node.dataset.stage = stage;
    this.#again.disabled = stage === 'pending' || stage === 'processing';
    this.#again.title = this.#again.disabled ? 'It is in the queue already.' : '';
    this.#expire.disabled = lease === undefined;
    this.#expire.title = lease === undefined ? 'No worker holds it.' : '';
    const body = JSON.stringify([row.input, row.output, row.others, error, history]);
    if (body === this.#shown) return;
    this.#shown = body;
    this.#body.replaceChildren(
      ...(error === undefined ? [] : [part('Error', element('pre', { class: 'error' }, said(error)))]),
      fieldsPart('Input', row.input),
      fieldsPart('Output', row.output, stage === 'completed' ? '' : 'Nothing was written so far.'),
      ...(row.others.length === 0 ? [] : [fieldsPart('Other columns', row.others)]),
      part('What happened', historyList(history)),
    );
    showIf(this.#body, true);
  }
}

function said(error: string): string {
  return error === '' ? 'The worker gave no reason.' : shown(error);
}

function part(name: string, content: HTMLElement): HTMLElement {
  return element('section', { class: 'part' }, element('h3', {}, name), content);
}

function fieldsPart(name: string, fields: readonly Field[], none = 'None is known.'): HTMLElement {
  if (fields.length === 0) return part(name, element('p', { class: 'faint' }, none || 'None is known.'));
  const rows = fields.map((field) => {
    const cut = field.cut === 0 ? '' : ` … and ${amount(field.cut)} characters`;
    return [
      element('dt', {}, shown(field.name)),
      element('dd', {}, element('code', {}, shown(field.text)), element('span', { class: 'faint' }, cut)),
    ];
  });
  return part(name, element('dl', { class: 'fields' }, ...rows.flat()));
}

function historyList(history: readonly Happening[]): HTMLElement {
  const items = history.map(({ at, what, worker, message }) =>
    element(
      'li',
      {},
      element('time', {}, clock(at)),
      element('span', {}, what),
      element('span', { class: 'faint' }, shown([worker, message].filter(Boolean).join(': '))),
    ),
  );
  if (items.length === 0) return element('p', { class: 'faint' }, 'Nothing that is still remembered.');
  return element('ol', { class: 'history' }, ...items);
}
