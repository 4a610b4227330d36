/**
 * Makes a worker slow, whatever it is written in: its processes stand still for a while whenever it has got a batch. The
 * lease runs meanwhile, and to everybody else it takes longer.
 */
export class Brake {
  readonly #signal: (name: 'SIGSTOP' | 'SIGCONT') => void;
  /** How long each batch is held up; 0 for a worker that goes at its own pace. */
  seconds = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(signal: (name: 'SIGSTOP' | 'SIGCONT') => void) {
    this.#signal = signal;
  }

  get isHeld(): boolean {
    return this.#timer !== undefined;
  }

  /** The worker is about to get a batch. */
  claimed(): void {
    if (this.seconds === 0 || this.isHeld) return;
    this.#signal('SIGSTOP');
    this.#timer = setTimeout(() => this.release(), this.seconds * 1000);
  }

  /** Lets it go on: a process that stands still hears no request to end. */
  release(): void {
    if (!this.isHeld) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#signal('SIGCONT');
  }
}
