import type { IncomingMessage } from 'node:http';
import { tooDeepAt } from '../../json/depth.ts';
import { isObject, type JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { Refusal } from '../words/refusal.ts';

/** More than any batch has, and less than hurts. */
const MOST_BYTES = 64 * 1024 * 1024;

export async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // To answer whoever sends too much, the connection has to stay.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Refusal(413, 'payload_too_large', 'A body has at most 64 MiB.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The object of a body, or an empty one where there is none. */
export function readBody(text: string): JsonObject {
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = readJson(text);
  } catch (error) {
    throw new Refusal(400, 'bad_request', `The body is not JSON: ${(error as Error).message}.`);
  }
  if (!isObject(body)) throw new Refusal(400, 'bad_request', 'The body must be a JSON object.');
  if (tooDeepAt(body) !== null) throw new Refusal(400, 'bad_request', 'The body is nested too deep.');
  return body;
}
