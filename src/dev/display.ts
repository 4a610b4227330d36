/** What a local run says while it runs: lines, and on a terminal a few below them that stand still. */
import { printableLine } from '../text/report/printable.ts';

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** One Function as the display shows it. */
export interface Row {
  readonly id: string;
  readonly counts: Readonly<Record<'pending' | 'processing' | 'completed' | 'failed', number>>;
  readonly running: number;
  readonly wanted: number;
  readonly isPaused: boolean;
  readonly hasWorker: boolean;
}

/** A log that nobody watches gets a line at most so often. */
const LINE_EVERY_MS = 2000;
const FRAME_EVERY_MS = 100;

export class Display {
  readonly #stream: Stream;
  readonly #isLive: boolean;
  #below = 0;
  #shown = '';
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(stream: Stream, isLive: boolean) {
    this.#stream = stream;
    this.#isLive = isLive;
  }

  /** A line of our own, or of a worker: whatever it holds, it drives no terminal. */
  say(text: string): void {
    const lines = text.split('\n').map((line) => printableLine(line));
    this.#stream.write(`${this.#cleared()}${lines.join('\n')}\n`);
    this.#shown = '';
  }

  /** How things stand, when that has changed. */
  show(rows: readonly Row[], now: number, isLast = false): void {
    if (!isLast && now - this.#shownAt < (this.#isLive ? FRAME_EVERY_MS : LINE_EVERY_MS)) return;
    const lines = rows.map(lineOf);
    const text = lines.join('\n');
    if (text === this.#shown || text === '') return;
    const cut = this.#isLive ? lines.map((line) => line.slice(0, (this.#stream.columns ?? 80) - 1)) : lines;
    this.#stream.write(`${this.#cleared()}${cut.join('\n')}\n`);
    this.#below = this.#isLive ? cut.length : 0;
    this.#shown = text;
    this.#shownAt = now;
  }

  #cleared(): string {
    const lines = this.#below;
    this.#below = 0;
    // Up so many lines, and everything from there on away.
    return lines === 0 ? '' : `\u001b[${lines}A\u001b[J`;
  }
}

function lineOf({ id, counts, running, wanted, isPaused, hasWorker }: Row): string {
  const { pending, processing, completed, failed } = counts;
  const rows = `${pending} pending, ${processing} in flight, ${completed} done, ${failed} failed`;
  const workers = hasWorker ? `${running} worker${running === 1 ? '' : 's'}` : 'no worker here';
  const scale = isPaused ? 'paused' : `would scale to ${wanted} on the cluster`;
  return printableLine(`${id}: ${rows}; ${workers} (${scale})`);
}
