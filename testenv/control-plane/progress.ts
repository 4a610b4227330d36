/** Shows what is being built and for how long: one rewritten line on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #name: string;
  readonly #start = performance.now();
  readonly #timer: NodeJS.Timeout;
  #detail = '';

  constructor(name: string, out: NodeJS.WriteStream) {
    this.#name = name;
    this.#out = out;
    this.#show();
    this.#timer = setInterval(() => this.#show(), out.isTTY ? 500 : 30_000);
  }

  /** Says what the part is doing now. */
  detail(text: string): void {
    this.#detail = text;
  }

  /** Writes the last line of this part. */
  end(outcome: string): void {
    clearInterval(this.#timer);
    if (this.#out.isTTY) this.#out.write('\r\u001b[K');
    this.#out.write(`${this.#name}: ${outcome} (${this.#elapsed()})\n`);
  }

  #show(): void {
    const line = `${this.#name}: ${this.#detail || 'starting'} (${this.#elapsed()})`;
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  #elapsed(): string {
    const seconds = Math.round((performance.now() - this.#start) / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
}
