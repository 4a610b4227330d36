/** Whose change it is, held against the compiler: with the changes alone that are to blame it becomes what it became. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load } from '../cli/input/load.ts';
import type { Io } from '../cli/streams/io.ts';
import { type Compilation, compile, readSettings } from '../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { valueAt } from '../json/path.ts';
import { compareSides, type Side } from './compare.ts';
import { differences } from './field-change.ts';

/** What can be changed, one by one. */
const CHANGES = {
  function: (document: JsonObject) =>
    document.kind !== 'Function'
      ? document
      : edited(document, (spec) => ({
          ...spec,
          schedule: { ...objectOf(spec.schedule), leaseSeconds: 700 },
          worker: {
            ...objectOf(spec.worker),
            timeoutSeconds: 90,
            batchSize: 11,
            dispatch: 'push',
            port: 9999,
          },
        })),
  pool: (document: JsonObject) =>
    document.kind !== 'InfraRules'
      ? document
      : edited(document, (spec) => ({
          ...spec,
          computePools: (spec.computePools as JsonObject[]).map((pool) => ({
            ...pool,
            nodeSelector: { ...objectOf(pool.nodeSelector), zone: 'b' },
            resources: { limits: { memory: '3Gi', 'example.com/device': '1' } },
            tolerations: [],
          })),
        })),
} as const;

const SETTINGS = { gatewaySecretName: 'other', metricsJob: 'other' };

const fixtures = readdirSync('fixtures')
  .filter((name) => !name.startsWith('error-'))
  .sort();

describe('causes', () => {
  it.each(fixtures)('fixtures/%s: with them alone a field becomes what it became', async (name) => {
    const documents = (await load([`fixtures/${name}`], {} as Io)).values;
    const side = (by: readonly string[]): Side => made(documents, by);
    const before = side([]);
    for (const change of compareSides(before, side(['function', 'pool', 'setting']))) {
      for (const { kind, path, before: old, after, causes } of change.fields) {
        const guilty = causes.map(({ by }) => by as string);
        expect(guilty, path).not.toEqual([]);
        const place = (after ?? old)?.pointer as string;
        const alone = objectOfKind(side(guilty).compilation, change, kind);
        if (alone !== undefined && after !== null) expect(valueAt(alone, place), path).toEqual(after.value);
        // Each of them has to do with it: alone it changes something, or without it something else comes out.
        for (const one of guilty.length > 1 ? guilty : []) {
          const rest = ['function', 'pool', 'setting'].filter((other) => other !== one);
          const [only, but] = [[one], rest].map((some) => objectOfKind(side(some).compilation, change, kind));
          const [onlyHas, butHas] = [only, but].map((object) => JSON.stringify(valueAt(object, place)));
          const [was, is] = [JSON.stringify(old?.value), JSON.stringify(after?.value)];
          expect(onlyHas !== was || butHas !== is, `${path} is blamed on ${one}`).toBe(true);
        }
      }
    }
  });
});

describe('differences', () => {
  it('lead from one value to the other', () => {
    const before = { a: 1, b: [{ name: 'x', v: 1 }, { name: 'y' }], c: [1, 2], d: { e: null } };
    const after = { a: 1, b: [{ name: 'y' }], c: [1, 3], d: { e: {} }, f: [] };
    expect(differences(before, after)).toEqual([
      { before: { pointer: '/b/0', value: { name: 'x', v: 1 } }, after: null },
      { before: { pointer: '/c/1', value: 2 }, after: { pointer: '/c/1', value: 3 } },
      { before: { pointer: '/d/e', value: null }, after: { pointer: '/d/e', value: {} } },
      { before: null, after: { pointer: '/f', value: [] } },
    ]);
    const swapped = [{ name: 'y' }, { name: 'x' }];
    expect(differences([{ name: 'x' }, { name: 'y' }], swapped)).toMatchObject([
      { after: { pointer: '', value: swapped } },
    ]);
    expect(differences([1], [1, 2])).toHaveLength(1);
  });
});

function made(documents: readonly Json[], by: readonly string[]): Side {
  const { settings } = readSettings(by.includes('setting') ? SETTINGS : {});
  const changed = documents.map((document) => {
    const one = by.includes('function') ? CHANGES.function(document as JsonObject) : (document as JsonObject);
    return by.includes('pool') ? CHANGES.pool(one) : one;
  });
  return { compilation: compile(changed, settings, true), settings, made: new Map() };
}

function objectOfKind(
  { functions }: Compilation,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  kind: string,
): JsonObject | undefined {
  const fn = functions.find((one) => one.namespace === namespace && one.name === name);
  return fn?.objects.find((object) => object.kind === kind);
}

/** Also in Lists. */
function edited(document: JsonObject, edit: (spec: JsonObject) => JsonObject): JsonObject {
  if (isArray(document.items))
    return { ...document, items: document.items.map((one) => edited(one as JsonObject, edit)) };
  return { ...document, spec: edit(objectOf(document.spec)) };
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
