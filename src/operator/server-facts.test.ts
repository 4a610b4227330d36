import { expect, test } from 'vitest';
import { readSettings } from '../compiler/index.ts';
import { CRDS } from '../schema/crds.generated.ts';
import type { Log } from './kube/log.ts';
import { ServerWatch } from './server-facts.ts';

const { settings } = readSettings({});
const { signal } = new AbortController();

type Line = [string, string, object | undefined];

function logInto(lines: Line[]): Log {
  const at = (level: string) => (message: string, fields?: object) => lines.push([level, message, fields]);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as unknown as Log;
}

const server = (major: string, minor: string, openapi: unknown = null) => ({
  version: async () => ({ major, minor, gitVersion: `v${major}.${minor}.0` }),
  openapi: async () => openapi,
});

test.each([
  ['1', '30', '1.30'],
  ['1', '31+', '1.31'],
  ['1', '36', '1.36'],
  // Older and newer than what is known.
  ['1', '24', '1.30'],
  ['1', '99', '1.36'],
  ['2', '0', '1.36'],
  ['undefined', 'undefined', '1.36'],
])('a server that says %s and %s is taken for %s', async (major, minor, wanted) => {
  const lines: Line[] = [];
  const watch = new ServerWatch(settings, server(major, minor), true, logInto(lines));
  const isNews = wanted !== settings.kubernetesVersion;
  expect(await watch.ask(signal)).toBe(isNews);
  expect(watch.facts.settings.kubernetesVersion).toBe(wanted);
  expect(await watch.ask(signal)).toBe(false);
  expect(lines.map(([level]) => level)).toEqual(isNews ? ['info'] : []);
});

test('a version that was given is not asked for', async () => {
  const watch = new ServerWatch(settings, server('1', '30'), false, logInto([]));
  expect(await watch.ask(signal)).toBe(false);
  expect(watch.facts.settings).toBe(settings);
});

test('a server that does not tell leaves everything as it is, and that is logged once', async () => {
  const lines: Line[] = [];
  const silent = {
    version: () => Promise.reject(new Error('forbidden')),
    openapi: () => Promise.reject(new Error('forbidden')),
  };
  const watch = new ServerWatch(settings, silent, true, logInto(lines));
  expect([await watch.ask(signal), await watch.ask(signal)]).toEqual([false, false]);
  expect(watch.facts.settings).toBe(settings);
  const error = { message: 'forbidden' };
  expect(lines).toMatchObject([
    ['warn', 'server does not tell', { what: 'version', error }],
    ['warn', 'server does not tell', { what: 'schemas', error }],
  ]);
});

/** What a server publishes of our CustomResourceDefinitions, with some of the fields taken out. */
function published(...gone: string[]): unknown {
  const schemas = CRDS.map((crd) => {
    const { names, versions } = crd.spec as unknown as {
      names: { kind: string };
      versions: { schema: { openAPIV3Schema: object } }[];
    };
    const schema = JSON.parse(JSON.stringify(versions[0]?.schema.openAPIV3Schema));
    for (const path of gone) {
      const fields = path.split('.');
      const last = fields.pop() as string;
      const parent = fields.reduce((at, field) => (at?.items ?? at)?.properties?.[field], schema);
      delete (parent?.items ?? parent)?.properties?.[last];
    }
    return [names.kind, { ...schema, 'x-kubernetes-group-version-kind': [{ kind: names.kind }] }];
  });
  return { components: { schemas: Object.fromEntries(schemas) } };
}

test('fields that the CustomResourceDefinitions of the server lack are known', async () => {
  const dropped = async (openapi: unknown) => {
    const watch = new ServerWatch(settings, server('1', '36', openapi), true, logInto([]));
    await watch.ask(signal);
    return watch.facts.dropped;
  };
  expect(await dropped(published())).toEqual({});
  expect(
    await dropped(
      published('spec.output', 'spec.podSecurity', 'spec.computePools.podSecurity', 'status.rollout'),
    ),
  ).toEqual({
    Function: ['spec.output'],
    InfraRules: ['spec.podSecurity', 'spec.computePools.podSecurity', 'status.rollout'],
  });
  // What has no schema keeps everything; a kind that is not there yet drops nothing.
  for (const openapi of [null, {}, { components: { schemas: { x: {}, y: null } } }])
    expect(await dropped(openapi)).toEqual({});
});

test('a schema that the server publishes only after it uses it is known seconds later', async () => {
  let openapi: unknown = null;
  const late = { ...server('1', '36'), openapi: async () => openapi };
  const watch = new ServerWatch(settings, late, false, logInto([]));
  await watch.ask(signal);
  openapi = published('spec.output');
  const end = new AbortController();
  const news: unknown[] = [];
  await watch.follow(({ dropped }) => {
    news.push(dropped);
    end.abort();
  }, end.signal);
  expect(news).toEqual([{ Function: ['spec.output'] }]);
});
