/** Who may ask what: the token, its scope, and the name that the server was called by. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal, SCOPES, type Scope } from '../words/refusal.ts';

/** Tokens and what each of them allows. */
export type Tokens = ReadonlyMap<string, Scope>;

/** Throws a 401 or 403 unless the bearer may do what needs this scope. */
export function authorize({ headers }: IncomingMessage, tokens: Tokens, needed: Scope): void {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw new Refusal(401, 'unauthorized', '');
  let scope: Scope | undefined;
  // Each one is looked at, so that the time tells nothing.
  for (const [known, allows] of tokens) if (isSame(known, token)) scope = allows;
  if (scope === undefined) throw new Refusal(403, 'forbidden', '');
  if (SCOPES.indexOf(scope) < SCOPES.indexOf(needed)) throw new Refusal(403, 'forbidden', '', needed);
}

/** In a time that does not depend on where they differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(left, right);
}

/**
 * Throws a 403 for a request by another name than this machine's own: a page of another origin may have its name
 * resolve to 127.0.0.1, but cannot hide it.
 */
export function refuseOtherHosts({ headers }: IncomingMessage, port: number): void {
  if (isOwnHost({ headers }, port)) return;
  throw new Refusal(403, 'forbidden_host', `This gateway answers as 127.0.0.1:${port} alone.`);
}

/** Whether a request names this machine, as whoever knows the port does. */
export function isOwnHost({ headers }: Pick<IncomingMessage, 'headers'>, port: number): boolean {
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes((headers.host ?? '').toLowerCase());
}

/** Throws a 403 for what a page of another origin has sent; whoever is no browser names none. */
export function refuseOtherOrigins({ headers }: IncomingMessage): void {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'] ?? 'none';
  const isOwn = origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
  if (isOwn && (site === 'same-origin' || site === 'none')) return;
  throw new Refusal(403, 'forbidden_origin', 'Only the page of this gateway itself may ask for this.');
}
