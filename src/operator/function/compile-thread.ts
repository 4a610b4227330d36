import { Worker } from 'node:worker_threads';
import type { Settings } from '../../compiler/index.ts';
import { decodeJson } from '../kube/decode.ts';
import { type Compiled, internal, refusal, type Sources } from './compile-function.ts';
import type { CompileRequest } from './compile-request.ts';

/** What the compiler takes for the largest object that the API server stores is a second or two. */
const MOST_MS = 20_000;
/** The code of the compiler and what it makes of one Function. */
const MOST_MEGABYTES = 256;
/** How long it is kept without work. */
const IDLE_MS = 10_000;

/**
 * Compiles in a thread of its own what is large: the lease, the probes and the other Functions go on meanwhile. What
 * takes too long, or too much memory, or ends the thread, is refused, and nothing else notices.
 */
export class CompileThread {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  /** One at a time. */
  #last: Promise<unknown> = Promise.resolve();

  compile(sources: Sources, settings: Settings, stockPools: boolean, signal: AbortSignal): Promise<Compiled> {
    const request = { sources: JSON.stringify(sources), settings, stockPools };
    const turn = this.#last.then(() => this.#ask(request, signal));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread. */
  close(): void {
    clearTimeout(this.#idle);
    void this.#worker?.terminate();
    this.#worker = null;
  }

  async #ask(request: CompileRequest, signal: AbortSignal): Promise<Compiled> {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    this.#worker ??= start();
    const worker = this.#worker;
    const { promise, resolve, reject } = Promise.withResolvers<Compiled>();
    const stop = () => reject(signal.reason);
    const late = setTimeout(() => resolve(refusal([TOO_SLOW])), MOST_MS);
    signal.addEventListener('abort', stop, { once: true });
    let isAnswered = false;
    const answered = (text: string) => {
      isAnswered = true;
      resolve(decodeJson(text) as Compiled);
    };
    const failed = (error: unknown) => resolve(refusal([internal(error)]));
    const ended = () => failed(new Error('the thread that compiles has ended'));
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(request);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      worker.off('message', answered).off('exit', ended);
      // Whatever it says after that is of no interest, but an error without a listener would end the process.
      if (!isAnswered) this.close();
      else worker.off('error', failed);
      if (isAnswered) this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    }
  }
}

const TOO_SLOW = {
  code: 'TooSlow',
  text: `Compiling it takes longer than ${MOST_MS / 1000} s. Make the Function smaller.`,
};

function start(): Worker {
  // The bundle has the file beside it.
  const name = import.meta.url.endsWith('.ts') ? './compile-worker.ts' : './compile-worker.cjs';
  const worker = new Worker(new URL(name, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  worker.unref();
  return worker;
}
