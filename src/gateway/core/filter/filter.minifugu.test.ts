/** Filters against an independent reimplementation of turbopuffer: MiniFugu, over generated rows and filters. */
import { type ChildProcess, spawn } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { findProgram, isMissing, type Need } from '../../../../testenv/needs.ts';
import { freePort } from '../../../../testenv/ports.ts';
import { suiteNeeding } from '../../../../testenv/suite.ts';
import type { Json, JsonObject } from '../../../json/json.ts';
import { readFilter } from './filter.ts';

const RUNS = Number(process.env.LAYERC_MINIFUGU_RUNS ?? 60);
const SEED = Number(process.env.LAYERC_SEED ?? 20261126);

/** It takes minutes to build, so nobody has to have it. */
function findMinifugu(): Need {
  const found = findProgram('minifugu');
  return isMissing(found) ? { ...found, enable: 'cargo install minifugu', isSoak: true } : found;
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', '/', '.'), maxLength: 5 });
const integer = fc.integer({ min: -3, max: 3 });
const row = fc.record(
  {
    n: fc.option(integer),
    s: fc.option(text),
    b: fc.option(fc.boolean()),
    l: fc.option(fc.array(text, { maxLength: 3 })),
    m: fc.option(fc.array(integer, { maxLength: 3 })),
  },
  { requiredKeys: [] },
);
const schema = {
  n: { type: 'int' },
  s: { type: 'string', glob: true, regex: true, fuzzy: true, filterable: true },
  b: { type: 'bool' },
  l: { type: '[]string', glob: true, regex: true, filterable: true },
  m: { type: '[]int' },
};

const of = (attribute: fc.Arbitrary<string>, operators: readonly string[], value: fc.Arbitrary<Json>) =>
  fc.tuple(attribute, fc.constantFrom(...operators), value) as fc.Arbitrary<Json>;
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', '/', '*', '?', '.'), maxLength: 5 });
const edits = fc.constant({
  max_edit_distance: [
    { min_query_chars: 3, distance: 0 },
    { min_query_chars: 6, distance: 1 },
  ],
});
const condition = fc.oneof(
  of(fc.constant('n'), ['Eq', 'NotEq'], fc.option(integer)),
  of(fc.constant('n'), ['Lt', 'Lte', 'Gt', 'Gte'], integer),
  of(fc.constant('n'), ['In', 'NotIn'], fc.array(integer, { maxLength: 3 })),
  of(fc.constant('s'), ['Eq', 'NotEq'], fc.option(text)),
  of(fc.constant('s'), ['Lt', 'Lte', 'Gt', 'Gte'], text),
  of(fc.constant('s'), ['In', 'NotIn'], fc.array(text, { maxLength: 3 })),
  of(fc.constant('b'), ['Eq', 'NotEq'], fc.option(fc.boolean())),
  of(fc.constantFrom('s', 'l'), ['Glob', 'NotGlob', 'IGlob', 'NotIGlob'], pattern),
  of(fc.constantFrom('s', 'l'), ['Regex'], fc.constantFrom('^a', 'b$', '[ab]+', 'é', '(?i)b', '.{2}')),
  of(fc.constant('l'), ['Contains', 'NotContains'], text),
  of(fc.constant('l'), ['ContainsAny', 'NotContainsAny', 'In', 'NotIn'], fc.array(text, { maxLength: 3 })),
  of(fc.constant('m'), ['AnyLt', 'AnyLte', 'AnyGt', 'AnyGte', 'Contains'], integer),
  fc.tuple(
    fc.constant('s'),
    fc.constant('Fuzzy'),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 7 }),
    edits,
  ) as fc.Arbitrary<Json>,
);
const { filter } = fc.letrec<{ filter: Json }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.tuple(fc.constantFrom('And', 'Or'), fc.array(tie('filter'), { maxLength: 3 })) as fc.Arbitrary<Json>,
    fc.tuple(fc.constant('Not'), tie('filter')) as fc.Arbitrary<Json>,
  ),
}));

suiteNeeding('a filter', [findMinifugu()], (minifugu) => {
  let url: string;
  let server: ChildProcess;

  beforeAll(async () => {
    const address = `127.0.0.1:${await freePort()}`;
    url = `http://${address}`;
    server = spawn(minifugu, { env: { MINIFUGU_LISTEN: address }, stdio: 'ignore' });
    await vi.waitFor(() => fetch(url), { timeout: 10_000 });
  });
  afterAll(() => void server?.kill('SIGKILL'));

  async function post(path: string, body: unknown): Promise<{ rows?: { id: number }[]; error?: string }> {
    const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { rows?: { id: number }[]; error?: string };
  }

  it(`lets the rows pass that MiniFugu lets pass, ${RUNS} times`, { timeout: 300_000 }, async () => {
    let namespace = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.array(filter, { minLength: 1, maxLength: 12 }),
        async (columns, filters) => {
          const rows = columns.map((one, id) => ({ id, ...one })) as JsonObject[];
          const path = `/v2/namespaces/n${namespace++}`;
          expect((await post(path, { upsert_rows: rows, schema })).error).toBeUndefined();
          for (const one of filters) {
            const theirs = await post(`${path}/query`, { filters: one, rank_by: ['id', 'asc'], top_k: 100 });
            if (theirs.rows === undefined) throw new Error(JSON.stringify(theirs));
            const ours = rows.filter(readFilter(one, 'turbopuffer').matches).map(({ id }) => id);
            expect(ours).toEqual(theirs.rows.map(({ id }) => id));
          }
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
