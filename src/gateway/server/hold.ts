import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether what a worker gets, or has found out, is held back for now: to everybody else it is slow. */
export type Hold = (udf: string, worker: string) => boolean;

const LOOK_EVERY_MS = 50;
/** Clients give up when nothing at all comes for so long: hev's SDK after 30 s. */
const BLANK_EVERY_MS = 5000;

/** Answers once it is no longer held back. Blanks before JSON mean nothing, and show that the answer is on its way. */
export async function sendHeld(
  response: ServerResponse,
  body: unknown,
  isHeld: () => boolean,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
  let blankAt = 0;
  while (isHeld() && !response.destroyed) {
    if (Date.now() >= blankAt) {
      response.write(' ');
      blankAt = Date.now() + BLANK_EVERY_MS;
    }
    await sleep(LOOK_EVERY_MS);
  }
  response.end(JSON.stringify(body));
}

/** Resolves once it is no longer held back; rejects with the signal's reason. */
export async function untilReleased(isHeld: () => boolean, signal: AbortSignal): Promise<void> {
  while (isHeld()) {
    signal.throwIfAborted();
    await sleep(LOOK_EVERY_MS);
  }
}
