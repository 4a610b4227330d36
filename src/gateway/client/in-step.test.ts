import { describe, expect, it } from 'vitest';
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { differences } from '../sync/differences.ts';
import { NOTHING_DONE, type Past, type Wish } from '../sync/index.ts';
import { bringInStep, type Outcome } from './in-step.ts';
import { Killed, Served } from './served.test-support.ts';

const EXACT = readJson('["And",[["id","Eq",9007199254740993],["price","Gt",1.10]]]');

function spec(change: JsonObject = {}): JsonObject {
  return { target_namespaces: ['products'], inputs: ['title'], worker: { image: 'a' }, ...change };
}

const WISHES: { readonly [name: string]: Wish } = {
  plain: { id: 'tag', spec: spec(), paused: false },
  paused: { id: 'tag', spec: spec(), paused: true },
  'version 2': { id: 'tag', spec: spec({ version: 'v2', filter: EXACT }), paused: false },
  'version 2, paused': { id: 'tag', spec: spec({ version: 'v2', worker: { image: 'b' } }), paused: true },
};

/** What is kept of a process that died, as the status of a Function keeps it. */
interface Kept {
  isOurs: boolean;
  intended: readonly string[];
  settledFor: string | null;
}

const SEEN: { readonly [name: string]: (served: Served) => Kept } = {
  nothing: () => ({ isOurs: false, intended: [], settledFor: null }),
  'nothing any more': () => ({ isOurs: true, intended: [], settledFor: 'plain' }),
  'ours, version 1': (served) => ours(served, spec(), false),
  'ours, version 1, paused': (served) => ours(served, spec(), true),
  'ours, version 2': (served) => ours(served, spec({ version: 'v2' }), false),
  'ours, another batch': (served) => ours(served, spec({ worker: { image: 'a', batch_size: 7 } }), false),
  'ours, with a filter': (served) => ours(served, spec({ filter: ['title', 'Eq', 'x'] }), true),
  foreign: (served) => foreign(served, spec({ target_namespaces: ['theirs'] })),
  'foreign, the same as ours': (served) => foreign(served, spec()),
  'a candidate': (served) => foreign(served, spec({ candidate: { of: 't', outputs: [] } })),
};

function ours(served: Served, as: JsonObject, paused: boolean): Kept {
  served.core.create('tag', { ...as }, paused, served.now);
  return { isOurs: true, intended: [], settledFor: null };
}

function foreign(served: Served, as: JsonObject): Kept {
  served.core.create('tag', { ...as }, false, served.now);
  return { isOurs: false, intended: [], settledFor: null };
}

/** One life of a process: it begins with what is kept, and keeps what it finds. */
async function live(served: Served, wish: Wish, name: string, kept: Kept): Promise<Outcome | 'killed'> {
  const past: Past = {
    ...NOTHING_DONE,
    isOurs: kept.isOurs,
    intended: kept.intended,
    isSettled: kept.settledFor === name,
  };
  const hooks = {
    intend: async (intended: readonly string[]) => {
      Object.assign(kept, { isOurs: false, intended, settledFor: null });
      return true;
    },
    did: () => {},
  };
  try {
    const outcome = await bringInStep(served, wish, past, hooks, new AbortController().signal);
    if (outcome.kind === 'settled') Object.assign(kept, { isOurs: true, intended: [], settledFor: name });
    if (outcome.kind === 'taken') Object.assign(kept, { isOurs: false, intended: [], settledFor: null });
    return outcome;
  } catch (error) {
    if (error instanceof Killed) return 'killed';
    throw error;
  }
}

const PAIRS = Object.keys(SEEN).flatMap((seen) => Object.keys(WISHES).map((wish) => [seen, wish] as const));

describe('the gateway comes to have what a Function wants', () => {
  it.each(PAIRS)('from %s to %s, whenever the process dies', async (from, to) => {
    const wish = WISHES[to] as Wish;
    for (let kill = 0; kill <= 10; kill++)
      for (const killsBefore of [true, false]) {
        const served = new Served();
        const kept = (SEEN[from] as (served: Served) => Kept)(served);
        const theirs =
          !kept.isOurs && served.core.find('tag') ? JSON.stringify(served.core.get('tag').record.spec) : null;
        Object.assign(served, { killAfter: kill === 0 ? Infinity : kill, killsBefore });
        await live(served, wish, to, kept);
        served.killAfter = Infinity;
        const outcome = (await live(served, wish, to, kept)) as Outcome;
        const { record } = served.core.get('tag');
        if (outcome.kind === 'taken') {
          expect(theirs).not.toBeNull();
          expect(JSON.stringify(record.spec)).toBe(theirs);
          continue;
        }
        expect([outcome.kind, 'reason' in outcome && outcome.reason]).toEqual(['settled', 'Registered']);
        expect(differences(wish.spec, record.spec as unknown as JsonObject)).toEqual([]);
        expect(record.paused).toBe(wish.paused);
        // And then it is at rest.
        served.requests.length = 0;
        await live(served, wish, to, kept);
        expect(served.requests).toEqual(['GET /v2/udfs/tag']);
      }
  });

  it('never takes what somebody registers meanwhile, whenever that is', async () => {
    for (let when = 0; when < 6; when++)
      for (let kill = 0; kill < 6; kill++) {
        const served = new Served();
        const kept: Kept = { isOurs: false, intended: [], settledFor: null };
        served.others.set(when, () => {
          if (served.core.find('tag') === undefined)
            served.core.create('tag', spec({ target_namespaces: ['theirs'] }), false, served.now);
        });
        served.killAfter = kill === 0 ? Infinity : kill;
        await live(served, WISHES.plain as Wish, 'plain', kept);
        served.killAfter = Infinity;
        const outcome = await live(served, WISHES.plain as Wish, 'plain', kept);
        const { target_namespaces } = served.core.get('tag').record.spec;
        expect(target_namespaces).toEqual([(outcome as Outcome).kind === 'taken' ? 'theirs' : 'products']);
      }
  });

  it('knows its own registration that arrives late, when the Function has changed since', async () => {
    for (let when = 0; when < 6; when++) {
      const served = new Served();
      const kept: Kept = { isOurs: false, intended: [], settledFor: null };
      const { plain, 'version 2': changed } = WISHES as { readonly [name: string]: Wish };
      // It was sent, the process died, and it is still on its way.
      Object.assign(served, { killAfter: 2, killsBefore: true });
      expect(await live(served, plain as Wish, 'plain', kept)).toBe('killed');
      expect([served.core.ids, kept.intended.length]).toEqual([[], 1]);
      Object.assign(served, { killAfter: Infinity });
      const since = served.requests.length;
      served.others.set(since + when, () => {
        if (served.core.find('tag') === undefined)
          served.core.create('tag', { ...(plain as Wish).spec }, false, served.now);
      });
      for (const _ of [1, 2]) await live(served, changed as Wish, 'version 2', kept);
      const { record } = served.core.get('tag');
      expect(differences((changed as Wish).spec, record.spec as unknown as JsonObject)).toEqual([]);
    }
  });

  it('keeps no more of what it has sent than a Function may change meanwhile', async () => {
    const served = new Served();
    const kept: Kept = { isOurs: false, intended: [], settledFor: null };
    served.send = async ({ method }) => ({ status: method === 'GET' ? 404 : 503, body: { error: 'x' } });
    for (let version = 0; version < 20; version++)
      await live(served, { id: 'tag', spec: spec({ version: `v${version}` }), paused: false }, 'x', kept);
    expect(kept.intended.length).toBe(8);
  });

  it('looks for rows again after a change of the version, even when the process dies in between', async () => {
    for (let kill = 0; kill < 5; kill++) {
      const served = new Served();
      const kept = ours(served, spec(), false);
      served.core.rows.put('products', { id: 'a', title: 'A' });
      served.core.swept(served.core.get('tag'), served.now);
      served.killAfter = kill === 0 ? Infinity : kill;
      await live(served, WISHES['version 2'] as Wish, 'version 2', kept);
      served.killAfter = Infinity;
      await live(served, WISHES['version 2'] as Wish, 'version 2', kept);
      const discovers = served.requests.filter((one) => one === 'POST /v2/udfs/tag/discover');
      expect(discovers.length).toBeGreaterThan(0);
      expect(served.requests.join()).not.toContain('DELETE');
    }
  });

  it('sends every digit of a filter', async () => {
    const served = new Served();
    await live(served, WISHES['version 2'] as Wish, 'version 2', SEEN.nothing?.(served) as Kept);
    expect(JSON.stringify(served.core.get('tag').record.spec.filter)).toBe(
      '["And",[["id","Eq",9007199254740993],["price","Gt",1.10]]]',
    );
    const [, [[, , id]]] = served.core.get('tag').record.spec.filter as [string, [[string, string, Json]]];
    expect(id).toBeInstanceOf(ExactNumber);
  });

  it('leaves what was promoted at the gateway', async () => {
    const served = new Served();
    const kept: Kept = { ...ours(served, spec({ version: 'v9' }), false), settledFor: 'plain' };
    const outcome = await live(served, WISHES.plain as Wish, 'plain', kept);
    expect(outcome).toMatchObject({ kind: 'settled', reason: 'PromotedInGateway' });
    expect(served.requests.filter((one) => !one.startsWith('GET'))).toEqual([]);
    // Another wish of the Function is newer than that.
    expect(await live(served, WISHES['version 2'] as Wish, 'version 2', kept)).toMatchObject({
      reason: 'Registered',
    });
  });

  it('does not go on sending what an older gateway drops', async () => {
    const served = new Served();
    const older: Served['send'] = served.send.bind(served);
    served.send = (request) => {
      const sent = request.body?.spec as JsonObject | undefined;
      if (sent === undefined) return older(request);
      const { group_by_parent: _, ...known } = sent;
      return older({ ...request, body: { ...request.body, spec: known } });
    };
    const wish = { id: 'tag', spec: spec({ group_by_parent: true }), paused: false };
    const kept: Kept = { isOurs: false, intended: [], settledFor: null };
    expect(await live(served, wish, 'x', kept)).toMatchObject({ kind: 'settled', reason: 'GatewayTooOld' });
    served.requests.length = 0;
    expect(await live(served, wish, 'x', kept)).toMatchObject({ reason: 'GatewayTooOld' });
    expect(served.requests).toEqual(['GET /v2/udfs/tag']);
  });

  it.each([
    [
      { status: 503, body: { error: 'gateway_draining', message: 'x' }, retryAfterMs: 7000 },
      'soon',
      'GatewayRegistrationFailed',
    ],
    [{ status: 0, body: undefined, fault: 'connect ECONNREFUSED.' }, 'soon', 'GatewayRegistrationFailed'],
    [{ status: 401, body: { error: 'unauthorized' } }, 'slow', 'GatewayRegistrationFailed'],
    [{ status: 402, body: { error: 'license_required' } }, 'slow', 'GatewayRegistrationFailed'],
    [{ status: 404, body: undefined }, 'slow', 'GatewayHasNoFunctions'],
    [{ status: 302, body: undefined }, 'slow', 'GatewayRegistrationFailed'],
    [{ status: 200, body: undefined }, 'slow', 'GatewayRegistrationFailed'],
    [{ status: 422, body: { error: 'invalid', message: 'no' } }, 'changed', 'GatewayRegistrationFailed'],
  ])('says who has to act where the answer is %j', async (answer, again, reason) => {
    const served = new Served();
    served.instead.set('GET /v2/udfs/tag', answer);
    const outcome = await live(served, WISHES.plain as Wish, 'plain', {
      isOurs: false,
      intended: [],
      settledFor: null,
    });
    expect(outcome).toMatchObject({ kind: 'trouble', trouble: { again, reason } });
  });
});
