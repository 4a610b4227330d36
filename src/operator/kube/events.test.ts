import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { ApiError, type KubeObject } from './cluster.ts';
import { EventRecorder, type Happening } from './events.ts';

const FUNCTION: KubeObject = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'Function',
  metadata: { name: 'tag-products', namespace: 'shop', uid: 'u-1', resourceVersion: '77' },
  spec: {},
};
const HAPPENING: Happening = {
  regarding: FUNCTION,
  type: 'Warning',
  reason: 'NameConflict',
  action: 'Apply',
  note: 'Deployment tag-products-worker belongs to someone else.',
};

interface Request {
  readonly verb: 'create' | 'patch';
  readonly name: string;
  readonly body: { readonly [field: string]: unknown };
}

/** A recorder on a clock that only moves when told, with a wire that notes what is sent, and refuses when told. */
function recorder() {
  let now = 0;
  let wall = Date.UTC(2026, 0, 31, 12);
  let log = '';
  const requests: Request[] = [];
  const wire: { refuse: ((verb: Request['verb']) => Error | null) | null } = { refuse: null };
  const send = async (request: Request) => {
    await Promise.resolve();
    const error = wire.refuse?.(request.verb) ?? null;
    if (error !== null) throw error;
    requests.push(request);
    return FUNCTION;
  };
  const events = new EventRecorder({
    cluster: {
      create: (_, object) => send({ verb: 'create', name: object.metadata.name, body: object }),
      patch: (_, { name }, body) => send({ verb: 'patch', name, body: body as Request['body'] }),
    },
    log: createLog({ write: (text) => (log += text) }, 'info'),
    manager: 'layer-operator',
    instance: 'layerc-operator-0',
    clock: { now: () => now },
    timeOfDay: () => wall,
  });
  return {
    events,
    wire,
    log: () => log,
    pass: (ms: number) => {
      now += ms;
      wall += ms;
    },
    jump: (ms: number) => {
      wall += ms;
    },
    /** What has been sent since the last look. */
    sent: async () => {
      await events.flush();
      return requests.splice(0);
    },
  };
}

const status = (code: number) => new ApiError('event', { code, reason: '', message: '', causes: [] });

describe('an event', () => {
  it('has all fields that events.k8s.io/v1 wants, and none that it forbids', async () => {
    const { events, sent } = recorder();
    events.record(HAPPENING);
    const [request] = await sent();
    expect(request?.name).toMatch(/^tag-products\.[0-9a-f-]{36}$/);
    expect(request?.body).toEqual({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: request?.name, namespace: 'shop' },
      eventTime: '2026-01-31T12:00:00.000000Z',
      type: 'Warning',
      reason: 'NameConflict',
      action: 'Apply',
      note: 'Deployment tag-products-worker belongs to someone else.',
      regarding: {
        apiVersion: 'hevlayer.com/v1alpha1',
        kind: 'Function',
        namespace: 'shop',
        name: 'tag-products',
        uid: 'u-1',
      },
      reportingController: 'hevlayer.com/layerc',
      reportingInstance: 'layerc-operator-0',
    });
  });

  it('about an object of the cluster is in the namespace default', async () => {
    const { events, sent } = recorder();
    const metadata = { name: 'default', uid: 'u-2' };
    events.record({ ...HAPPENING, regarding: { ...FUNCTION, kind: 'InfraRules', metadata } });
    const [request] = await sent();
    expect(request?.body.metadata).toMatchObject({ namespace: 'default' });
    expect(request?.body.regarding).not.toHaveProperty('namespace');
  });

  it('has a note of at most 1024 bytes, cut between characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'ß', '漢', '🙂', '\ud800'), maxLength: 1100 }),
        async (note) => {
          const { events, sent } = recorder();
          events.record({ ...HAPPENING, note });
          const [request] = await sent();
          const shown = request?.body.note as string;
          const bytes = Buffer.byteLength(shown);
          expect(bytes).toBeLessThanOrEqual(1024);
          expect(shown.isWellFormed()).toBe(true);
          const wanted = note.toWellFormed();
          if (shown === wanted) return;
          expect(shown.endsWith('…')).toBe(true);
          expect(wanted.startsWith(shown.slice(0, -1))).toBe(true);
          // No room was given away.
          expect(bytes).toBeGreaterThan(1024 - 4);
        },
      ),
    );
  });
});

describe('the same happening again', () => {
  it('becomes a series', async () => {
    const { events, sent, pass } = recorder();
    events.record(HAPPENING);
    const [first] = await sent();
    pass(359_000);
    events.record({ ...HAPPENING, note: 'in other words' });
    expect(await sent()).toEqual([
      {
        verb: 'patch',
        name: first?.name,
        body: { series: { count: 2, lastObservedTime: '2026-01-31T12:05:59.000000Z' } },
      },
    ]);
    // Six minutes are counted from the last one, not from the first.
    pass(359_000);
    events.record({
      ...HAPPENING,
      regarding: { ...FUNCTION, metadata: { ...FUNCTION.metadata, resourceVersion: '78' } },
    });
    expect((await sent()).map(({ verb, body }) => [verb, body.series])).toEqual([
      ['patch', { count: 3, lastObservedTime: '2026-01-31T12:11:58.000000Z' }],
    ]);
  });

  it('is a new event after six minutes of silence, by a clock that nobody can set', async () => {
    const { events, sent, pass, jump } = recorder();
    events.record(HAPPENING);
    await sent();
    jump(3_600_000);
    events.record(HAPPENING);
    expect((await sent()).map(({ verb }) => verb)).toEqual(['patch']);
    jump(-7_200_000);
    pass(360_000);
    events.record(HAPPENING);
    const [request] = await sent();
    expect([request?.verb, request?.body.series]).toEqual(['create', undefined]);
  });

  it('is written once with its count while the server is slow', async () => {
    const { events, sent } = recorder();
    for (let time = 0; time < 5; time += 1) events.record(HAPPENING);
    const [request, ...others] = await sent();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ verb: 'create', body: { series: { count: 5 } } });
  });

  it.each([
    ['type', { type: 'Normal' as const }],
    ['reason', { reason: 'Applied' }],
    ['action', { action: 'Prune' }],
    ['uid', { regarding: { ...FUNCTION, metadata: { ...FUNCTION.metadata, uid: 'u-9' } } }],
    ['kind', { regarding: { ...FUNCTION, kind: 'Index' } }],
  ])('is another one with another %s', async (_, other) => {
    const { events, sent } = recorder();
    events.record(HAPPENING);
    events.record({ ...HAPPENING, ...other });
    expect((await sent()).map(({ verb }) => verb)).toEqual(['create', 'create']);
  });

  it('is created again when the server has forgotten the first one', async () => {
    const { events, sent, wire } = recorder();
    events.record(HAPPENING);
    await sent();
    wire.refuse = (verb) => (verb === 'patch' ? status(404) : null);
    events.record(HAPPENING);
    expect((await sent()).map(({ verb, body }) => [verb, body.series])).toEqual([
      ['create', { count: 2, lastObservedTime: '2026-01-31T12:00:00.000000Z' }],
    ]);
  });
});

describe('the recorder', () => {
  it('lets one object have 25 writes, then one in five minutes, and others theirs', async () => {
    const { events, sent, pass } = recorder();
    const other = { ...FUNCTION, metadata: { ...FUNCTION.metadata, name: 'other', uid: 'u-3' } };
    const writes = async (regarding: KubeObject, count: number) => {
      for (let time = 0; time < count; time += 1) {
        events.record({ ...HAPPENING, regarding });
        await events.flush();
      }
      return (await sent()).length;
    };
    expect(await writes(FUNCTION, 60)).toBe(25);
    expect(await writes(other, 3)).toBe(3);
    pass(299_000);
    expect(await writes(FUNCTION, 1)).toBe(0);
    pass(1_000);
    events.record(HAPPENING);
    // Nothing has been lost from the count.
    expect((await sent()).map(({ body }) => body.series)).toMatchObject([{ count: 62 }]);
    pass(10 * 3_600_000);
    expect(await writes(FUNCTION, 60)).toBe(25);
  });

  it('logs what it cannot write, goes on, and tells it with the next one', async () => {
    const { events, sent, wire, log } = recorder();
    wire.refuse = () => status(403);
    events.record(HAPPENING);
    await events.flush();
    expect(JSON.parse(log())).toMatchObject({
      level: 'warn',
      msg: 'event not written',
      object: 'Function shop/tag-products',
      reason: 'NameConflict',
      error: { code: 403 },
    });
    wire.refuse = null;
    events.record(HAPPENING);
    expect((await sent()).map(({ verb, body }) => [verb, body.series])).toMatchObject([
      ['create', { count: 2 }],
    ]);
  });

  it('writes every happening exactly once into a count, whatever the order, the pauses and the failures', async () => {
    const step = fc.record({
      which: fc.integer({ min: 0, max: 3 }),
      pause: fc.constantFrom(0, 0, 1000, 200_000, 400_000),
      flush: fc.boolean(),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { events, sent, pass, wire } = recorder();
        const counted = new Map<string, number>();
        const recorded = new Map<string, number>();
        for (const { which, pause, flush, fails } of steps) {
          pass(pause);
          // A failure at the end of a series is lost with it.
          wire.refuse = fails && pause < 360_000 ? () => status(500) : null;
          const reason = `R${which}`;
          recorded.set(reason, (recorded.get(reason) ?? 0) + 1);
          events.record({ ...HAPPENING, reason });
          if (flush) await events.flush();
        }
        await events.flush();
        const names = new Map<string, string>();
        for (const { verb, name, body } of await sent()) {
          if (verb === 'create') names.set(name, body.reason as string);
          expect(names.has(name)).toBe(true);
          counted.set(name, (body.series as { count: number } | undefined)?.count ?? 1);
        }
        for (const [reason, times] of recorded) {
          const told = [...counted].filter(([name]) => names.get(name) === reason);
          const sum = told.reduce((total, [, count]) => total + count, 0);
          expect(sum).toBeLessThanOrEqual(times);
          if (steps.every(({ fails }) => !fails)) expect(sum).toBe(times);
        }
      }),
    );
  });
});
