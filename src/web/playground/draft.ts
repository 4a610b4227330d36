/** What was typed last, kept in this browser. A browser that keeps nothing for pages is fine. */
import { checkState } from '../../playground/check-state.ts';
import type { State } from '../../playground/state.ts';

const KEY = 'layerc-playground';
const PAUSE_MS = 500;

export class Draft {
  #state: State | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isKept = canKeep();

  constructor() {
    // Whoever leaves is not made to wait.
    addEventListener('pagehide', () => this.#keep());
  }

  /** False once the browser has refused it. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Once nobody has typed for a moment. */
  keep(state: State): void {
    this.#state = state;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), PAUSE_MS);
  }

  #keep(): void {
    if (this.#state === undefined) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#state));
      this.#isKept = true;
    } catch {
      this.#isKept = false;
    }
  }
}

function canKeep(): boolean {
  try {
    localStorage.getItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** It is looked at like a state from anywhere: another version of the page may have kept it. */
export function storedDraft(): State | undefined {
  try {
    const state = checkState(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return typeof state === 'string' ? undefined : state;
  } catch {
    return undefined;
  }
}
