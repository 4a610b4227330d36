/**
 * What changes, to every page that is open, by server-sent events. Nothing is queued for anybody: what a reader has not
 * taken yet is left out, and it gets what is true when it reads again.
 */
import type { ServerResponse } from 'node:http';
import { Refusal } from '../../gateway/words/refusal.ts';
import type { Chronicle, Memory } from './chronicle.ts';
import type { LogLine, Messages, Overview } from './protocol.ts';

const EVERY_MS = 250;
const MOST_READERS = 32;
/** Of the log at a time; what is left comes with the next look. */
const MOST_CHARACTERS = 200_000;

interface Reader {
  readonly response: ServerResponse;
  overview: string;
  readonly seen: Map<string, Seen>;
}

/** What a reader knows of a Function: a generation of samples, how many of them, and lines of the log. */
interface Seen {
  readonly memory: Memory;
  generation: number;
  samples: number;
  line: number;
}

export class Streams {
  readonly #chronicle: Chronicle;
  readonly #overview: () => Overview;
  readonly #readers = new Set<Reader>();
  #timer: NodeJS.Timeout | undefined;

  constructor(chronicle: Chronicle, overview: () => Overview) {
    this.#chronicle = chronicle;
    this.#overview = overview;
  }

  /** Answers with a stream that lasts until either side ends it. */
  open(response: ServerResponse): void {
    if (this.#readers.size >= MOST_READERS)
      throw new Refusal(503, 'unavailable', `${MOST_READERS} pages are open, and that is enough.`);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const reader: Reader = { response, overview: '', seen: new Map() };
    this.#readers.add(reader);
    response.once('close', () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    });
    this.#timer ??= setInterval(() => this.#look(), EVERY_MS);
    this.#look();
  }

  #look(): void {
    const waiting = [...this.#readers].filter(({ response }) => !response.writableNeedDrain);
    if (waiting.length === 0) return;
    const overview = this.#overview();
    const text = JSON.stringify(overview);
    for (const reader of waiting) {
      if (reader.overview !== text) send(reader, 'overview', overview);
      reader.overview = text;
      for (const { id } of overview.functions) this.#tell(reader, id);
    }
  }

  #tell(reader: Reader, id: string): void {
    const memory = this.#chronicle.of(id);
    const { samples, log } = memory;
    const known = reader.seen.get(id);
    // One that was gone in between begins anew.
    const seen = known?.memory === memory ? known : { memory, generation: -1, samples: 0, line: 0 };
    reader.seen.set(id, seen);
    const isWhole = seen.generation !== samples.generation;
    const fresh = isWhole ? samples.all : samples.all.slice(seen.samples);
    if (fresh.length > 0) send(reader, 'samples', { id, isWhole, samples: fresh });
    seen.generation = samples.generation;
    seen.samples = samples.all.length;
    const missed = Math.max(0, log.first - seen.line);
    const lines: LogLine[] = [];
    let characters = 0;
    seen.line += missed;
    for (; seen.line < log.next && characters < MOST_CHARACTERS; seen.line++) {
      const line = log.at(seen.line) as LogLine;
      lines.push(line);
      characters += line.text.length;
    }
    if (lines.length > 0) send(reader, 'log', { id, missed, lines });
  }
}

/** JSON has no line breaks, so an event is always one line of data. */
function send<K extends keyof Messages>({ response }: Reader, event: K, message: Messages[K]): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(message)}\n\n`);
}
