/** The thread with the compiler: what it is asked, in turn, and what becomes of it when it does not answer. */
import type { Answer, Request } from '../../../playground/protocol.ts';

type Body<R> = R extends Request ? Omit<R, 'serial'> : never;
/** A request before it has its number. */
export type Question = Body<Request>;
export type AnswerTo<K extends Answer['answer']> = Extract<Answer, { readonly answer: K }>;

/** Longer than any text that a person looks at takes, also on a slow machine. */
const PATIENCE_MS = 20_000;

/** So often in a row: then there is no thread to be had. */
const MOST_FAILURES = 3;

interface Asked {
  readonly question: Question;
  readonly answered: (answer: Answer | undefined) => void;
}

export interface CompilerEvents {
  readonly busy: (is: boolean) => void;
  /** It says why it cannot answer. */
  readonly fault: (sentence: string) => void;
  /** It has failed, and another one is there: why, and over which question. Without one it is not started again. */
  readonly lost: (because: string, question: Question | undefined) => void;
}

export class Compiler {
  readonly #start: () => Worker;
  readonly #events: CompilerEvents;
  readonly #patience: number;
  readonly #waiting: Asked[] = [];
  #worker: Worker | undefined;
  #asked: Asked | undefined;
  #serial = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Worker, events: CompilerEvents, patience = PATIENCE_MS) {
    this.#start = start;
    this.#events = events;
    this.#patience = patience;
    this.#worker = this.#started();
  }

  /** The serial of the last question that was sent. */
  get serial(): number {
    return this.#serial;
  }

  /** Undefined where the thread was lost over it, and where a newer question of the same kind has overtaken it. */
  ask<K extends Answer['answer']>(question: Question, expected: K): Promise<AnswerTo<K> | undefined> {
    return new Promise((resolve) => {
      const answered = (answer: Answer | undefined): void =>
        resolve(answer?.answer === expected ? (answer as AnswerTo<K>) : undefined);
      // Whoever types is ahead of the thread: only the last of its questions matters.
      const older = this.#waiting.findIndex((one) => one.question.ask === question.ask);
      if (older >= 0) for (const one of this.#waiting.splice(older, 1)) one.answered(undefined);
      this.#waiting.push({ question, answered });
      this.#next();
    });
  }

  #next(): void {
    if (this.#failures > MOST_FAILURES)
      for (const { answered } of this.#waiting.splice(0)) answered(undefined);
    if (this.#asked !== undefined) return;
    this.#asked = this.#waiting.shift();
    this.#events.busy(this.#asked !== undefined);
    if (this.#asked === undefined) return;
    this.#serial += 1;
    this.#timer = setTimeout(
      () => this.#lost(`did not answer within ${this.#patience / 1000} seconds`),
      this.#patience,
    );
    this.#worker?.postMessage({ ...this.#asked.question, serial: this.#serial });
  }

  #heard(answer: Answer): void {
    if (answer.serial !== this.#serial || this.#asked === undefined) return;
    const { answered } = this.#asked;
    this.#failures = 0;
    this.#done();
    if (answer.answer === 'fault') this.#events.fault(answer.sentence);
    answered(answer);
    this.#next();
  }

  #done(): void {
    clearTimeout(this.#timer);
    this.#asked = undefined;
  }

  #lost(because: string): void {
    const lost = this.#asked;
    this.#worker?.terminate();
    this.#failures += 1;
    const isOver = this.#failures > MOST_FAILURES;
    this.#worker = isOver ? undefined : this.#started();
    this.#done();
    if (isOver) this.#events.lost(NOWHERE, undefined);
    else if (lost !== undefined) this.#events.lost(because, lost.question);
    lost?.answered(undefined);
    this.#next();
  }

  #started(): Worker | undefined {
    let worker: Worker;
    try {
      worker = this.#start();
    } catch {
      // A browser may refuse it, to a page from a file above all.
      this.#failures = MOST_FAILURES + 1;
      this.#events.lost(NOWHERE, undefined);
      return undefined;
    }
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#heard(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#lost('ended over a fault of its own');
    });
    return worker;
  }
}

const NOWHERE = 'does not run in this browser';
