import { describe, expect, it } from 'vitest';
import { readSettings } from '../../compiler/index.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Unusable } from '../kube/store.ts';
import { reduceSource, TooDeep } from '../watch/reduce.ts';
import { compileFunction, refusedAsUnusable, type Sources } from './compile-function.ts';
import { CompileThread } from './compile-thread.ts';

const { settings } = readSettings({});

const object = (kind: string, name: string, more: object): KubeObject => ({
  apiVersion: kind === 'Index' ? 'hevlayer.com/v1' : 'hevlayer.com/v1alpha1',
  kind,
  metadata: { name, ...(kind !== 'InfraRules' && { namespace: 'shop' }) },
  ...more,
});
const fn = (spec: object = {}) =>
  object('Function', 'tag', {
    spec: {
      targetNamespaces: ['products'],
      worker: { image: 'example.com/tag:1' },
      scaling: { pool: 'cpu', mode: 'fixed', replicas: { min: 1, max: 1 } },
      ...spec,
    },
  });
const cpu = { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 5 };
const rules = (...pools: unknown[]) => object('InfraRules', 'default', { spec: { computePools: pools } });
const sources = (more: Partial<Sources> = {}): Sources => ({
  fn: fn(),
  rules: rules(cpu),
  elsewhere: [],
  older: null,
  indexes: [],
  ...more,
});
const compiled = (more: Partial<Sources> = {}) => compileFunction(sources(more), settings, false);

describe('a Function that is not touched by what is malformed', () => {
  it.each([
    ['a pool of another shape', rules({ name: 'gpu', kind: 7 }, cpu)],
    ['pools that are none', rules(null, 'x', [], { name: ['cpu'] }, cpu)],
    ['two other pools of one name', rules({ ...cpu, name: 'b' }, { ...cpu, name: 'b' }, cpu)],
  ])('is compiled: %s', (_, malformed) => {
    expect(compiled({ rules: malformed })).toMatchObject({ objects: [{ kind: 'Deployment' }], errors: [] });
  });

  it('is compiled without the Indexes that nobody can read, and says which', () => {
    const labels = { app: 'world' };
    const fine = object('Index', 'fine', { spec: { backend: { namespace: 'rows' }, metadata: { labels } } });
    const malformed = ['text', null, [], { backend: 7 }].map((spec, index) =>
      object('Index', `odd-${index}`, { spec }),
    );
    const selecting = fn({ targetNamespaces: undefined, indexSelector: { matchLabels: labels } });
    const found = compiled({ fn: selecting, indexes: [...malformed, fine] });
    expect(found).toMatchObject({ activeNamespaces: ['rows'], errors: [] });
    expect(found.warnings[0]?.text).toMatch(/^Index shop\/odd-0 is passed over: \/spec: /);
    expect(found.warnings.at(-1)?.text).toMatch(/^And \d+ more/);
  });

  it('is warned of the namespaces that share its name, whatever stands there', () => {
    expect(compiled({ elsewhere: ['other'] }).warnings).toMatchObject([{ code: 'SharedUdfId' }]);
  });
});

describe('a Function that is', () => {
  it.each([
    ['its own pool', rules({ ...cpu, kind: 7 }), 'InfraRules/default spec.computePools[0].kind '],
    [
      'no list of pools',
      object('InfraRules', 'default', { spec: { computePools: 'x' } }),
      'InfraRules/default spec.computePools ',
    ],
    ['no rules at all', null, '/spec/scaling/pool: '],
  ])('is refused with a reason: %s', (_, malformed, text) => {
    for (const elsewhere of [[], ['a-namespace-before']]) {
      const { objects, errors } = compiled({ rules: malformed, elsewhere });
      expect([objects, errors.length > 0]).toEqual([null, true]);
      expect(errors[0]?.text).toContain(text);
    }
  });

  it.each([undefined, null, 'text', [], 7])('is refused for a spec that is %j', (spec) => {
    const { objects, errors } = compiled({ fn: object('Function', 'tag', { spec }) });
    expect([objects, errors.length > 0, errors[0]?.code === 'InternalError']).toEqual([null, true, false]);
  });
});

describe('depth', () => {
  const nested = (levels: number): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = { a: value };
    return value;
  };

  it('is bounded where an object comes in, and what is left of it says who it is and how it was', () => {
    const status = { conditions: [] };
    const deep = { ...fn({ filter: nested(100_000) }), status };
    let fault: unknown;
    try {
      reduceSource(deep);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(TooDeep);
    expect((fault as Unusable).part).toEqual({ ...object('Function', 'tag', {}), status });
    const { errors } = refusedAsUnusable(fault as Error);
    expect(errors[0]?.code).toBe('TooDeep');
    expect(errors[0]?.text).toMatch(/^\/spec\/filter\/a\/a.*: .*64 levels/);
    expect(reduceSource(fn({ filter: nested(60) }))).toBeDefined();
  });
});

describe('the thread', () => {
  it('says the same, for numbers of any size, and ends what is aborted', async () => {
    const thread = new CompileThread();
    try {
      const signal = new AbortController().signal;
      const [there, refused] = await Promise.all([
        thread.compile(sources(), settings, false, signal),
        thread.compile(sources({ rules: null }), settings, false, signal),
      ]);
      expect(there).toEqual(compiled());
      expect(refused).toEqual(compiled({ rules: null }));
      const stop = new AbortController();
      const cut = thread.compile(sources(), settings, false, stop.signal);
      stop.abort(new Error('enough'));
      await expect(cut).rejects.toThrow('enough');
      expect(await thread.compile(sources(), settings, false, signal)).toEqual(there);
    } finally {
      thread.close();
    }
  });
});
