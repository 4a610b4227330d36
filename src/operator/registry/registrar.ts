/** Keeps the registry of the gateway in step with Functions: docs/gateway.md says by which rules. */
import { bringInStep, type Outcome } from '../../gateway/client/in-step.ts';
import { removeOurs } from '../../gateway/client/remove.ts';
import {
  type Answer,
  decide,
  endText,
  isSuccess,
  LIST,
  type Past,
  pauseMs,
  type Request,
  readUdf,
  requestText,
  type SeenUdf,
  SLOW_MS,
  type Step,
  stepText,
  type Trouble,
  troubleOf,
  type Wish,
} from '../../gateway/sync/index.ts';
import { isArray, isObject } from '../../json/json.ts';
import { type KubeObject, nameOf } from '../kube/cluster.ts';
import { NotLeader } from '../kube/fence.ts';
import type { Log } from '../kube/log.ts';
import { Known } from './known.ts';
import { isOurs, pastOf } from './past.ts';
import type { Registration } from './registration.ts';
import { Weather } from './weather.ts';

/** What sends, and asks for pages that anybody may read. */
export interface Gateway {
  send(request: Request, signal: AbortSignal): Promise<Answer>;
  text(path: string, signal: AbortSignal): Promise<string | null>;
}

export interface RegistrarOptions {
  readonly gateway: Gateway;
  readonly log: Log;
  /** Asked before each request that changes something. */
  readonly mayWrite: () => boolean;
  readonly now: () => number;
  readonly random: () => number;
}

/** What is listed holds for so long: as many Functions as there are may be looked at meanwhile. */
const LISTED_MS = 60_000;

export class Registrar {
  readonly weather: Weather;
  readonly known = new Known();
  readonly #options: RegistrarOptions;
  #listed: ReadonlyMap<string, SeenUdf> | null = null;
  #listedUntil = 0;

  constructor(options: RegistrarOptions) {
    this.#options = options;
    this.weather = new Weather(options);
  }

  /**
   * Brings the gateway in step with one Function. `older`: the Function of the same name that has the id, if there is
   * one. `intend` keeps in the status what is about to be sent; false: it cannot be kept.
   */
  async register(
    fn: KubeObject,
    wish: Wish,
    older: string | null,
    intend: (fingerprints: readonly string[]) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<Registration> {
    const { now } = this.#options;
    const uid = fn.metadata.uid as string;
    // Not kept: whoever comes into the id does so at once.
    if (older !== null) return takenBy(older, wish);
    const past = pastOf(fn, wish);
    const before = this.known.of(uid, wish, now());
    // Somebody may have said since that it is to be taken over.
    if (before !== null && (before.isOurs || !past.isOurs)) return before;
    const listed = this.#fromList(wish, past);
    if (listed !== null) return this.#note(uid, wish, listed.registration, listed.seen, Infinity);
    const closed = this.weather.ask();
    if (closed !== null) return this.#troubled(uid, wish, past, closed.trouble, closed.againMs);
    const hooks = {
      intend,
      did: (step: Step) => this.#told(fn, step),
    };
    try {
      const outcome = await bringInStep(this.#fenced(), wish, past, hooks, signal);
      return this.#concluded(uid, wish, outcome);
    } catch (error) {
      this.weather.broken();
      throw error;
    }
  }

  /** Leaves nothing of it at the gateway, if it is ours. Null: done; else what stands in the way. */
  async remove(
    fn: KubeObject,
    signal: AbortSignal,
  ): Promise<{ readonly trouble: Trouble; readonly againMs: number } | null> {
    const { name: id, uid = '' } = fn.metadata;
    const closed = this.weather.ask();
    if (closed !== null) return closed;
    try {
      const trouble = await removeOurs(this.#fenced(), id, (seen) => isOurs(fn, seen), signal);
      this.known.forget(uid);
      if (trouble === null || !trouble.isOfGateway) this.weather.fine();
      if (trouble === null) return null;
      const { random } = this.#options;
      const againMs = trouble.isOfGateway
        ? this.weather.bad(trouble)
        : pauseMs({ ...trouble, again: 'soon' }, 5, random);
      return { trouble, againMs: againMs ?? SLOW_MS };
    } catch (error) {
      this.weather.broken();
      throw error;
    }
  }

  /** Asks once for all that the gateway has. Gives the Functions, by uid, whose UDF is another one than it was. */
  async list(uids: ReadonlyMap<string, string>, signal: AbortSignal): Promise<string[]> {
    const { gateway, now } = this.#options;
    if (this.weather.ask() !== null) return [];
    const answer = await gateway.send(LIST, signal).catch((error) => {
      this.weather.broken();
      throw error;
    });
    const { udfs } = isObject(answer.body) ? answer.body : {};
    if (!isSuccess(answer) || !isArray(udfs)) {
      const trouble = troubleOf(requestText(LIST), answer);
      if (trouble.isOfGateway) this.weather.bad(trouble);
      else this.weather.broken();
      return [];
    }
    this.weather.fine();
    const rows = udfs.filter(isObject).flatMap((udf) => {
      const seen = readUdf(udf);
      return typeof udf.id === 'string' && seen !== undefined ? [[udf.id, seen] as const] : [];
    });
    const listed = new Map(rows);
    this.#listed = listed;
    this.#listedUntil = now() + LISTED_MS;
    const changed = [...uids].filter(([uid, id]) => this.known.isSame(uid, listed.get(id)) === false);
    for (const [uid] of changed) this.known.forget(uid);
    return changed.map(([uid]) => uid);
  }

  /** Where what was listed a moment ago is as wanted, nothing has to be asked. */
  #fromList(wish: Wish, past: Past): { registration: Registration; seen: SeenUdf } | null {
    if (this.#options.now() > this.#listedUntil) this.#listed = null;
    const seen = this.#listed?.get(wish.id);
    if (seen === undefined || !past.isSettled) return null;
    const decision = decide(wish, seen, past);
    if (decision.kind !== 'settled') return null;
    return { registration: fine(wish, decision), seen };
  }

  #concluded(uid: string, wish: Wish, outcome: Outcome): Registration {
    const { random } = this.#options;
    if (outcome.kind === 'trouble') {
      const { trouble, past } = outcome;
      if (trouble.isOfGateway) return this.#troubled(uid, wish, past, trouble, this.weather.bad(trouble));
      this.weather.fine();
      const ms = pauseMs(trouble, this.known.troublesOf(uid, wish), random);
      return this.#note(uid, wish, { ...failedWith(trouble, past), againMs: ms }, null, ms ?? Infinity);
    }
    this.weather.fine();
    if (outcome.kind === 'unsettled') {
      const said = {
        status: 'Unknown',
        reason: 'Registering',
        message: 'The Function or its UDF changes at this moment.',
      } as const;
      return { said, isOurs: outcome.past.isOurs, state: 'passing', againMs: 1_000 };
    }
    if (outcome.kind === 'taken')
      return this.#note(uid, wish, { ...stuck(endText(wish, outcome)), againMs: SLOW_MS }, null, SLOW_MS);
    return this.#note(uid, wish, fine(wish, outcome), outcome.seen, Infinity);
  }

  /** What was registered before stays so in the eyes of its workers while the gateway is away. */
  #troubled(uid: string, wish: Wish, past: Past, trouble: Trouble, againMs: number): Registration {
    const found = past.isSettled
      ? { ...fine(wish, { kind: 'settled', reason: 'Registered', differences: [] }), againMs }
      : { ...failedWith(trouble, past), againMs };
    return this.#note(uid, wish, found, null, 0);
  }

  #note(uid: string, wish: Wish, registration: Registration, seen: SeenUdf | null, ms: number): Registration {
    this.known.note(uid, wish, registration, seen, this.#options.now() + ms);
    return registration;
  }

  #told(fn: KubeObject, step: Step): void {
    this.#options.log.info('gateway changed', { object: nameOf(fn), what: stepText(step) });
  }

  /** Whoever leads no more changes nothing at the gateway either. */
  #fenced(): Gateway {
    const { gateway, mayWrite } = this.#options;
    return {
      text: (path, signal) => gateway.text(path, signal),
      send: async (request, signal) => {
        if (request.method !== 'GET' && !mayWrite())
          throw new NotLeader('another replica may hold the lease by now');
        return gateway.send(request, signal);
      },
    };
  }
}

function fine(wish: Wish, end: Parameters<typeof endText>[1]): Registration {
  return { said: { status: 'True', ...endText(wish, end) }, isOurs: true, state: 'fine', againMs: null };
}

function stuck(said: { readonly reason: string; readonly message: string }): Registration {
  return { said: { status: 'False', ...said }, isOurs: false, state: 'stuck', againMs: null };
}

function takenBy(older: string, { id }: Wish): Registration {
  return stuck({
    reason: 'UdfIdTaken',
    message: `The gateway has one id for all Functions called ${id}, and ${older} is older. Rename one of the two.`,
  });
}

function failedWith({ reason, message, again }: Trouble, { isOurs }: Past): Registration {
  const said = { status: 'False', reason, message } as const;
  return { said, isOurs, state: again === 'soon' ? 'passing' : 'stuck', againMs: null };
}
