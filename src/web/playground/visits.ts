/** The way back: an entry of the browser's history for each thing that was opened, none for what was typed. */
import { openLink } from '../../playground/link.ts';
import type { State } from '../../playground/state.ts';

export interface VisitActs {
  readonly now: () => State;
  readonly show: (state: State) => void;
  readonly trouble: (sentence: string) => void;
}

export class Visits {
  readonly #acts: VisitActs;

  constructor(acts: VisitActs) {
    this.#acts = acts;
    addEventListener('popstate', ({ state }) => void this.#came(state));
  }

  /** Another state is opened now. */
  leave(state: State): void {
    enter('replaceState', this.#acts.now(), location.hash);
    enter('pushState', state, '');
  }

  /** Neither the address nor the entry is that of what is there any more: the draft is. */
  changed(): void {
    if (location.hash !== '' || history.state !== null) enter('replaceState', null, '');
  }

  /** The address is a link to what is there. */
  named(hash: string): void {
    enter('replaceState', this.#acts.now(), hash);
  }

  async #came(kept: unknown): Promise<void> {
    // What is kept was made here: no page of another origin has a say in it.
    if (kept !== null) return this.#acts.show(kept as State);
    const opened = await openLink(location.hash);
    if (opened === undefined) return;
    if ('trouble' in opened) this.#acts.trouble(opened.trouble);
    else this.#acts.show(opened.state);
  }
}

function enter(how: 'pushState' | 'replaceState', state: State | null, hash: string): void {
  const address = location.href.replace(/#.*$/s, '') + hash;
  try {
    history[how](state, '', address);
  } catch {
    // It is too large for an entry: Back leads to the address alone.
    history[how](null, '', address);
  }
}
