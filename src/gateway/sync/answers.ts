/** What an answer of the gateway means that is not a success: who has to act, and when to ask again. */
import { isObject, type Json } from '../../json/json.ts';

/** An answer, or that there was none. */
export interface Answer {
  /** 0: there was none. */
  readonly status: number;
  /** Undefined: it was not JSON. */
  readonly body: Json | undefined;
  /** Why there was none. */
  readonly fault?: string;
  /** After how long the gateway wants to be asked again. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * `changed`: not before the Function has changed. `slow`: every few minutes, somebody has to act elsewhere. `soon`: with
 * growing pauses, it passes by itself.
 */
export type AskAgain = 'changed' | 'slow' | 'soon';

export interface Trouble {
  readonly reason: 'GatewayRegistrationFailed' | 'GatewayHasNoFunctions';
  readonly message: string;
  readonly again: AskAgain;
  /** It says something of the gateway, and not of the one UDF that was asked for. */
  readonly isOfGateway: boolean;
  readonly retryAfterMs: number | undefined;
}

const PASSING: readonly number[] = [0, 408, 429, 500, 502, 503, 504];
const REFUSALS: readonly number[] = [400, 409, 413, 422];
const SAID_AT_MOST = 500;

export function isSuccess({ status, body }: Answer): boolean {
  return status >= 200 && status < 300 && isObject(body);
}

/** Whether there is no such UDF: a 404 in the gateway's own words. */
export function isAbsent({ status, body }: Answer): boolean {
  return status === 404 && isObject(body);
}

/** What is wrong. `request`: what was asked, as in `POST /v2/udfs`. */
export function troubleOf(request: string, answer: Answer): Trouble {
  const { status, body, fault = '', retryAfterMs } = answer;
  const failed = { reason: 'GatewayRegistrationFailed', retryAfterMs } as const;
  if (status === 404 && !isObject(body))
    return {
      reason: 'GatewayHasNoFunctions',
      message: `${request}: the gateway answered 404 without JSON, so it has no Functions: they need the build with a Postgres store, or the address is another server's.`,
      again: 'slow',
      isOfGateway: true,
      retryAfterMs,
    };
  const said =
    status === 0 ? `the gateway did not answer: ${fault}` : `the gateway answered ${saying(answer)}`;
  const message = `${request}: ${said}`;
  if (isLicence(body) || [401, 403].includes(status))
    return { ...failed, message: `${message}${whoActs(body)}`, again: 'slow', isOfGateway: true };
  if (PASSING.includes(status)) return { ...failed, message, again: 'soon', isOfGateway: true };
  if (REFUSALS.includes(status)) return { ...failed, message, again: 'changed', isOfGateway: false };
  return { ...failed, message, again: 'slow', isOfGateway: status < 400 || status >= 500 };
}

function isLicence(body: Json | undefined): boolean {
  return isObject(body) && body.error === 'license_required';
}

function whoActs(body: Json | undefined): string {
  if (isLicence(body)) return ' Its licence does not cover this.';
  const scope = isObject(body) ? body.required_scope : undefined;
  return typeof scope === 'string'
    ? ` The token lacks the scope ${scope}.`
    : ' Look at the token: to read needs the scope read, a registration admin.';
}

/** `422 invalid: The filter is wrong.` */
function saying({ status, body }: Answer): string {
  if (!isObject(body))
    return status < 300 || status >= 400
      ? `${status} without JSON.`
      : `${status}, which is a redirect: none is followed.`;
  if (status < 300) return `${status} with something that is not a UDF.`;
  const { error, message } = body;
  const words = [error, message].filter((one) => typeof one === 'string' && one !== '').join(': ');
  const said = words === '' ? `${status}.` : `${status} ${words}`;
  const short = said.length <= SAID_AT_MOST ? said : `${said.slice(0, SAID_AT_MOST - 1)}…`;
  return /[.…!?]$/.test(short) ? short : `${short}.`;
}

const FIRST_MS = 1_000;
const MOST_MS = 5 * 60_000;
/** How often somebody else has to have acted. */
export const SLOW_MS = 5 * 60_000;

/** How long to wait; null: until the Function changes. `before`: troubles in a row so far; `random`: 0 up to 1. */
export function pauseMs(
  { again, retryAfterMs = 0 }: Pick<Trouble, 'again' | 'retryAfterMs'>,
  before: number,
  random: () => number,
): number | null {
  if (again === 'changed') return null;
  const own = again === 'slow' ? SLOW_MS : Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(before, 20));
  // Never earlier than the gateway asks for, and not everybody at that very moment.
  return Math.max(own * (0.8 + 0.4 * random()), Math.min(retryAfterMs, MOST_MS) * (1 + 0.2 * random()));
}
