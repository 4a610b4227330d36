/** Sends to a gateway, within bounds: how many at a time, how long, how much of an answer. */

import { tooDeepAt } from '../../json/depth.ts';
import { isObject, type Json } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import type { Answer, Request } from '../sync/index.ts';
import { Limit } from './limit.ts';
import type { TokenSource } from './token.ts';

export interface ClientOptions {
  /** Without a slash at the end. */
  readonly url: string;
  readonly token: TokenSource;
  /** Requests at a time. */
  readonly inFlight?: number;
  readonly timeoutMs?: number;
  /** Called after every answer; status 0: there was none. */
  readonly onAnswer?: (request: Request, status: number, seconds: number) => void;
}

const IN_FLIGHT = 4;
const TIMEOUT_MS = 30_000;
/** A registry of many thousands is a list of some megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

export class GatewayClient {
  readonly #options: ClientOptions;
  readonly #limit: Limit;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#limit = new Limit(options.inFlight ?? IN_FLIGHT);
  }

  /** Never throws but for the reason of `signal`. A refused token is read again once: it may have been replaced. */
  async send(request: Request, signal: AbortSignal): Promise<Answer> {
    const { token } = this.#options;
    const answer = await this.#sendWith(token.read(), request, signal);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    return token.readAgain() ? this.#sendWith(token.read(), request, signal) : answer;
  }

  /** The text of a page that anybody may read, such as /metrics; null where there is none. */
  async text(path: string, signal: AbortSignal): Promise<string | null> {
    const found = await this.#limit.run(signal, () => this.#fetch({ method: 'GET', path }, {}, signal));
    return found.status === 200 ? found.text : null;
  }

  async #sendWith(token: string | null, request: Request, signal: AbortSignal): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (token !== null) headers.authorization = `Bearer ${token}`;
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    const { status, text, fault, retryAfterMs } = await this.#limit.run(signal, () =>
      this.#fetch(request, headers, signal),
    );
    if (status === 0) return { status, body: undefined, fault, retryAfterMs };
    // A server that repeats what it was sent must not have the token shown.
    const said = token === null || status < 400 ? text : text.replaceAll(token, '[hidden]');
    return { status, body: jsonOf(said), retryAfterMs };
  }

  async #fetch(request: Request, headers: Record<string, string>, signal: AbortSignal): Promise<Raw> {
    const { url, timeoutMs = TIMEOUT_MS, onAnswer } = this.#options;
    const begun = performance.now();
    const told = (raw: Raw): Raw => {
      onAnswer?.(request, raw.status, (performance.now() - begun) / 1000);
      return raw;
    };
    const late = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${url}${request.path}`, {
        method: request.method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, late]),
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      });
      const text = await textOf(response);
      return told({ status: response.status, text, fault: '', retryAfterMs: retryAfterOf(response) });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const fault = late.aborted ? `not within ${timeoutMs / 1000} s.` : faultOf(error);
      return told({ status: 0, text: '', fault, retryAfterMs: undefined });
    }
  }
}

interface Raw {
  readonly status: number;
  readonly text: string;
  readonly fault: string;
  readonly retryAfterMs: number | undefined;
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error(`the answer is longer than ${MOST_BYTES / 1024 / 1024} MiB.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function jsonOf(text: string): Json | undefined {
  try {
    const value = readJson(text);
    return isObject(value) && tooDeepAt(value) === null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds, or a date. */
function retryAfterOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** `fetch` says only that it failed; why is the innermost cause. */
function faultOf(error: unknown): string {
  let one = error;
  while (one instanceof Error && one.cause instanceof Error) one = one.cause;
  const { message = String(one), code } = one as NodeJS.ErrnoException;
  const text = message || code || 'it failed';
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
