/** The gateway of local runs without its port, as a sender; it can be killed and can misbehave. */
import type { JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { Gateway } from '../core/gateway.ts';
import { UDF_ROUTES } from '../server/udf-routes.ts';
import type { Answer, Request } from '../sync/index.ts';
import { Refusal } from '../words/refusal.ts';
import type { Sender } from './in-step.ts';

export class Killed extends Error {}

export class Served implements Sender {
  readonly core = new Gateway('turbopuffer', {
    udfChanged() {},
    itemChanged() {},
    happened() {},
    rowChanged() {},
  } as never);
  readonly requests: string[] = [];
  /** Requests until the sender dies: before the last one arrives, or after it has. */
  killAfter = Number.POSITIVE_INFINITY;
  killsBefore = false;
  /** Somebody else acts right before the request of this number. */
  readonly others = new Map<number, () => void>();
  /** Answers in the place of the gateway. */
  readonly instead = new Map<string, Answer>();
  now = 1_000_000;

  async send(request: Request): Promise<Answer> {
    const { method, path } = request;
    this.now += 10;
    this.others.get(this.requests.length)?.();
    this.requests.push(`${method} ${path}`);
    const dies = this.requests.length >= this.killAfter;
    if (dies && this.killsBefore) throw new Killed();
    const answer = this.instead.get(`${method} ${path}`) ?? this.#answer(request);
    if (dies) throw new Killed();
    return answer;
  }

  #answer({ method, path, body }: Request): Answer {
    const given = [method, ...path.split('/')];
    for (const [pattern, route] of Object.entries(UDF_ROUTES)) {
      const parts = pattern.split(/[ /]/);
      if (parts.length !== given.length || parts.some((part, at) => part !== '*' && part !== given[at]))
        continue;
      const names = given.filter((_, at) => parts[at] === '*').map(decodeURIComponent);
      try {
        const sent = readJson(JSON.stringify(body ?? {})) as JsonObject;
        const call = {
          gateway: this.core,
          path: names,
          search: new URLSearchParams(),
          body: sent,
          now: this.now,
        };
        return { status: 200, body: readJson(JSON.stringify(route.answer(call))) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { status: error.status, body: { error: error.code, message: error.message } };
      }
    }
    return { status: 404, body: { error: 'not_found' } };
  }
}
