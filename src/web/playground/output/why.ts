/** Why a value is as it is, or what a field decides: the answer to what was pointed at. */
import type { Decided, LeafReason, LeafSpan, Place, ReasonInput } from '../../../playground/protocol.ts';
import { counted, shown } from '../../figures/words.ts';
import { button, element } from '../../view/element.ts';
import { ABOUT, type Kind } from './kinds.ts';

export interface WhyActs {
  readonly go: (place: Place) => void;
  readonly setting: (name: string) => void;
  readonly leaf: (leaf: number) => void;
}

/** What a row says of a value besides its path. */
export interface LeafWords {
  /** The Function that it is of; empty where there is one alone. */
  readonly fn: string;
  readonly value: string;
}

/** More are lit in the objects, and counted. */
const MOST = 60;

export class Why {
  readonly node = element('section', { class: 'why', attributes: { 'aria-label': 'Why' } });
  readonly #acts: WhyActs;

  constructor(acts: WhyActs) {
    this.#acts = acts;
    this.invite();
  }

  /** Before anything was pointed at. */
  invite(): void {
    this.node.replaceChildren(
      element(
        'p',
        { class: 'why-invite' },
        element('strong', {}, 'Click any value'),
        ' to see what has set it. ',
        element('strong', {}, 'Put the cursor on a field'),
        ' to see what it decides.',
      ),
    );
  }

  reason({ path, value, kind, rule, sentence, inputs }: LeafReason): void {
    const [own, chosen] = [inputs.filter((one) => !one.isChoice), inputs.filter((one) => one.isChoice)];
    const isRule = kind === 'rule';
    this.node.replaceChildren(
      element(
        'header',
        { class: 'why-head' },
        element('span', { class: 'chip', attributes: { 'data-kind': kind } }, rule ?? ABOUT[kind] ?? kind),
        element('code', { class: 'why-path' }, shown(path)),
      ),
      element('pre', { class: 'why-value' }, shown(value)),
      ...(isRule ? [element('p', { class: 'why-sentence' }, shown(sentence))] : []),
      ...this.#inputs(isRule ? 'It looks at' : 'It comes from', own),
      ...this.#inputs('The pool is chosen by', chosen),
    );
  }

  decides(
    { path, leaves, words: about }: Decided,
    spans: readonly LeafSpan[],
    words: (leaf: LeafSpan) => LeafWords,
  ): void {
    const count = leaves.length === 0 ? 'decides no value' : `decides ${counted(leaves.length, 'value')}`;
    this.node.replaceChildren(
      element(
        'header',
        { class: 'why-head' },
        element('code', { class: 'why-path' }, shown(path ?? '')),
        element('span', { class: 'why-count' }, count),
      ),
      ...(about === '' ? [] : [element('p', { class: 'why-sentence' }, shown(about))]),
      ...this.#leaves(leaves, spans, words),
    );
  }

  /** All values that come from the same side. */
  kind(
    kind: Kind,
    leaves: readonly number[],
    spans: readonly LeafSpan[],
    words: (leaf: LeafSpan) => LeafWords,
  ): void {
    this.node.replaceChildren(
      element(
        'header',
        { class: 'why-head' },
        element('span', { class: 'chip', attributes: { 'data-kind': kind } }, ABOUT[kind] ?? kind),
        element('span', { class: 'why-count' }, `has set ${counted(leaves.length, 'value')}`),
      ),
      ...this.#leaves(leaves, spans, words),
    );
  }

  #leaves(
    leaves: readonly number[],
    spans: readonly LeafSpan[],
    words: (leaf: LeafSpan) => LeafWords,
  ): HTMLElement[] {
    const rows = leaves.slice(0, MOST).flatMap((leaf) => {
      const span = spans[leaf];
      if (span === undefined) return [];
      const act = button('', () => this.#acts.leaf(leaf), 'why-row');
      const { fn, value } = words(span);
      act.append(
        ...(fn === '' ? [] : [element('strong', {}, shown(fn))]),
        element('code', {}, shown(span.path)),
        element('code', { class: 'why-row-value' }, shown(value)),
      );
      return [element('li', { attributes: { 'data-kind': span.kind } }, act)];
    });
    const more = leaves.length - rows.length;
    return [
      element('ul', { class: 'why-rows' }, ...rows),
      ...(more > 0 ? [element('p', { class: 'faint' }, `and ${counted(more, 'more value')}`)] : []),
    ];
  }

  #inputs(title: string, inputs: readonly ReasonInput[]): HTMLElement[] {
    if (inputs.length === 0) return [];
    const rows = inputs.map((input) => element('li', {}, this.#input(input)));
    return [element('h3', {}, title), element('ul', { class: 'why-rows' }, ...rows)];
  }

  #input({ path, value, at, setting, place }: ReasonInput): HTMLElement {
    const parts = [
      element('code', {}, shown(value === '' ? path : `${path}: ${value}`)),
      element('span', { class: 'why-place' }, shown(place)),
    ];
    const go =
      at !== null
        ? () => this.#acts.go(at)
        : setting !== null
          ? () => this.#acts.setting(setting)
          : undefined;
    if (go === undefined) return element('div', { class: 'why-row' }, ...parts);
    const act = button('', go, 'why-row');
    act.append(...parts);
    return act;
  }
}
