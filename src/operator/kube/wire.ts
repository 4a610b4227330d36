import { escapeForYaml } from '../../json/escape.ts';
import { ApiError, type Status, type WatchEvent } from './cluster.ts';
import { decodeJson } from './decode.ts';

/** Compact JSON that an API server reads as it is meant. Throws on what cannot be sent. */
export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Looking at every value takes twice the time, so only where there may be such a one.
  if (MAYBE_UNSENDABLE.test(text)) JSON.stringify(value, sendable);
  return escapeForYaml(text);
}

/** A lone surrogate is written escaped, and a number that is none as null. */
const MAYBE_UNSENDABLE = /\\ud[89a-f]|null/;

function sendable(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) {
    throw new TypeError('a lone surrogate cannot be sent');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} cannot be sent`);
  return value;
}

/** The lines of a stream of UTF-8. What follows the last line break is left out: that line was cut. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let pending: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = chunk.subarray(start, end);
      const text =
        pending.length === 0 ? line.toString('utf8') : Buffer.concat([...pending, line]).toString('utf8');
      pending = [];
      start = end + 1;
      if (text.trim() !== '') yield text;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
}

/** The error of an answer that is not a success. A proxy in between may have written it. */
export function apiError(what: string, code: number, text: string, retryAfter?: string): ApiError {
  const status = statusOf(readObject(text)) ?? {
    code,
    reason: 'Unknown',
    message: firstLine(text),
    causes: [],
  };
  const seconds =
    retryAfter !== undefined && /^\d+$/.test(retryAfter) ? { retryAfter: Number(retryAfter) } : {};
  return new ApiError(what, { ...status, code, ...seconds });
}

/** One line of a watch. Throws on what is none. */
export function readEvent(line: string): WatchEvent {
  const event = decodeJson(line) as { type: string; object: unknown };
  if (event.type !== 'ERROR') return event as WatchEvent;
  const unknown = { code: 500, reason: 'Unknown', message: firstLine(line), causes: [] };
  return { type: 'ERROR', status: statusOf(event.object) ?? unknown };
}

function statusOf(value: unknown): Status | null {
  const body = value as StatusBody | null;
  if (body?.kind !== 'Status') return null;
  return {
    code: body.code ?? 500,
    reason: body.reason || 'Unknown',
    message: body.message || 'no message',
    causes: body.details?.causes ?? [],
    ...(body.details?.retryAfterSeconds ? { retryAfter: body.details.retryAfterSeconds } : {}),
  };
}

interface StatusBody {
  readonly kind: 'Status';
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly causes?: Status['causes']; readonly retryAfterSeconds?: number };
}

function readObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 200) || 'no message';
}
