/** A state as the hash of a URL, and back: versioned, compressed, and never trusted. */
import { checkState, MOST_CHARACTERS } from './check-state.ts';
import type { State } from './state.ts';

/** What was opened: a state, or why there is none. */
export type Opened = { readonly state: State } | { readonly trouble: string };

const VERSION = 1;
/** A hash is compressed: what is longer cannot hold a state that is small enough. */
const MOST_HASH = 3_000_000;
/** Each character takes three bytes at most, and JSON may write it as six. */
const MOST_BYTES = MOST_CHARACTERS * 6;

/** What version 1 holds. Old links are opened for ever: a change of it is another version beside it. */
interface Version1 {
  readonly documents: readonly (readonly [name: string, text: string])[];
  readonly shown: string;
  readonly settings: { readonly [name: string]: string };
  readonly stockPools: boolean;
  readonly warningsAsErrors: string;
}

/** `#v1.` and the state. */
export async function linkOf({ documents, shown, form }: State): Promise<string> {
  const { settings, stockPools, warningsAsErrors } = form;
  const texts = documents.map(({ name, text }) => [name, text] as const);
  const kept: Version1 = { documents: texts, shown, settings, stockPools, warningsAsErrors };
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  const packed = await through(new CompressionStream('deflate-raw'), bytes, Number.POSITIVE_INFINITY);
  return `#v${VERSION}.${base64url(packed as Uint8Array)}`;
}

/** Undefined where the hash is empty; never throws. */
export async function openLink(hash: string): Promise<Opened | undefined> {
  if (hash === '' || hash === '#') return undefined;
  if (hash.length > MOST_HASH) return { trouble: 'The link is too long to be one of the playground.' };
  const [, version, text] = /^#v(\d{1,9})\.([\w-]*)$/.exec(hash) ?? [];
  if (version === undefined || text === undefined)
    return { trouble: 'The link is none of the playground, or a part of it was lost.' };
  if (Number(version) !== VERSION)
    return {
      trouble: `The link has version ${Number(version)}, and this playground knows version ${VERSION}: a newer one opens it.`,
    };
  try {
    const bytes = fromBase64url(text);
    const plain = await through(new DecompressionStream('deflate-raw'), bytes, MOST_BYTES);
    if (plain === undefined) return { trouble: 'The link holds more than the playground takes.' };
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
    const state = checkState(stateOf(value));
    return typeof state === 'string' ? { trouble: `The link cannot be used. ${state}` } : { state };
  } catch {
    return { trouble: 'The link is damaged: a part of it was lost or changed.' };
  }
}

function stateOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { documents, shown, settings, stockPools, warningsAsErrors } = value as Partial<Version1>;
  const texts = Array.isArray(documents)
    ? documents.map((one: unknown) => (Array.isArray(one) ? { name: one[0], text: one[1] } : undefined))
    : documents;
  return { documents: texts, shown, form: { settings, stockPools, warningsAsErrors } };
}

/** The bytes behind a stream; undefined once they are more than `most`, of which the rest is then never made. */
async function through(
  { readable, writable }: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const writer = writable.getWriter();
  // What is wrong with the bytes is seen by whoever reads.
  const sent = Promise.allSettled([writer.write(bytes), writer.close()]);
  const reader = readable.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    length += piece.value.length;
    if (length > most) {
      await Promise.allSettled([reader.cancel(), writer.abort()]);
      return undefined;
    }
    pieces.push(piece.value);
  }
  await sent;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const PIECE = 8_192;

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
