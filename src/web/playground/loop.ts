/** From a state to what is said of it: it is compiled once nobody types, and only what is still true is passed on. */
import type { Analysis } from '../../playground/protocol.ts';
import type { State } from '../../playground/state.ts';
import type { Compiler, Question } from './thread/compiler.ts';

/** Whoever types is let finish a word. */
const TYPING_MS = 150;

export interface LoopActs {
  /** The step of the tutorial that is open. */
  readonly step: () => number | undefined;
  readonly analysed: (analysis: Analysis, serial: number, state: State) => void;
  /** Whether what is shown is still to come. */
  readonly waiting: (is: boolean) => void;
}

export class Loop {
  readonly #compiler: Compiler;
  readonly #acts: LoopActs;
  #state: State;
  /** The compiler was lost over it: it is not compiled again. */
  #deadly: State | undefined;
  /** The compiler was lost over a question about it, and has compiled it once more. */
  #retried: State | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;

  constructor(compiler: Compiler, first: State, acts: LoopActs) {
    this.#compiler = compiler;
    this.#state = first;
    this.#acts = acts;
  }

  get state(): State {
    return this.#state;
  }

  /** What is shown is older than what was typed, and nothing was asked yet. */
  get isTyping(): boolean {
    return this.#typing !== undefined;
  }

  open(state: State): void {
    this.#state = state;
    this.#deadly = undefined;
    this.#retried = undefined;
    this.#soon(0);
  }

  /** Gives whether there is anything else to compile. */
  change(state: State): boolean {
    const isSame = haveSame(state, this.#state);
    this.#state = state;
    if (!isSame) this.#soon(TYPING_MS);
    return !isSame;
  }

  busy(is: boolean): void {
    this.#isBusy = is;
    this.#tell();
  }

  /** Another compiler, which knows nothing yet. Gives whether it compiles before the text changes. */
  lostOver(question: Question): boolean {
    if (question.ask === 'analyse') {
      this.#deadly = question.state;
      return !haveSame(question.state, this.#state);
    }
    // What was asked may be asked again by itself, and be lost again: once is enough.
    if (this.#retried !== undefined && haveSame(this.#state, this.#retried)) return false;
    this.#retried = this.#state;
    this.#soon(0);
    return true;
  }

  #soon(wait: number): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#typing = undefined;
      void this.#analyse();
      this.#tell();
    }, wait);
    this.#tell();
  }

  async #analyse(): Promise<void> {
    const state = this.#state;
    if (this.#deadly !== undefined && haveSame(state, this.#deadly)) return;
    const step = this.#acts.step();
    const question = { ask: 'analyse', state, ...(step !== undefined && { step }) } as const;
    const found = await this.#compiler.ask(question, 'analysis');
    // Somebody has typed on: the next one is on its way.
    if (found !== undefined && haveSame(state, this.#state))
      this.#acts.analysed(found.analysis, found.serial, state);
  }

  #tell(): void {
    this.#acts.waiting(this.#isBusy || this.#typing !== undefined);
  }
}

/** Which tab is in front is nothing to the compiler. */
function haveSame(a: State, b: State): boolean {
  return a.documents === b.documents && a.form === b.form;
}
