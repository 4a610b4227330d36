import { beforeEach, describe, expect, test } from 'vitest';
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';
import { compareCandidate, createCandidate, promoteCandidate } from './candidate.ts';
import { scan, sweep, unknownAttributes } from './discovery.ts';
import { fetchDocuments, query, write } from './documents.ts';
import { Gateway } from './gateway.ts';
import type { ClaimedItem } from './protocol.ts';
import { timestamp } from './udf.ts';

const listener = { udfChanged() {}, itemChanged() {}, happened() {}, rowChanged() {}, wrote() {} };

describe('the gateway', () => {
  let gateway: Gateway;
  const spec = (more: JsonObject = {}): JsonObject => ({
    target_namespaces: ['shop'],
    inputs: ['id', 'title'],
    worker: {},
    ...more,
  });
  const found = (id = 'tag', now = 0) => sweep(gateway, gateway.get(id), ['shop'], now);
  const run = (id = 'tag', attributes: JsonObject = { tag: 'x' }, now = 0) => {
    const items = gateway.claim(id, 'w', 100, 60, now);
    gateway.complete(
      id,
      'w',
      items.map((item) => ({ ...item, attributes })),
      now,
    );
    return items;
  };
  const row = (id: string) => gateway.rows.get({ namespace: 'shop', id });
  const refused = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return `${(error as { status: number }).status} ${(error as Error).message}`;
    }
    return 'nothing';
  };

  beforeEach(() => {
    gateway = new Gateway('turbopuffer', listener);
    for (const id of ['1', '2']) gateway.rows.put('shop', { id, title: `title ${id}`, price: Number(id) });
  });

  test('finds rows once, gives out their inputs as they are when claimed, and marks what is done', () => {
    gateway.create('tag', spec(), false, 0);
    expect(found()).toBe(2);
    expect(found()).toBe(0);
    write(gateway, 'shop', { patch_rows: [{ id: '2', title: 'newer' }] }, 0);
    expect(run().map(({ input }) => input)).toEqual([
      { id: '1', title: 'title 1' },
      { id: '2', title: 'newer' },
    ]);
    expect(row('2')).toEqual({ id: '2', title: 'newer', price: 2, tag: 'x', _hevlayer_udf_tag_v: 'v1' });
    expect(found()).toBe(0);
  });

  test('runs rows again for a new version, for a stale marker, and where a row was written anew', () => {
    gateway.create('tag', spec(), false, 0);
    found();
    run();
    gateway.put('tag', spec({ version: 'v2' }), 0);
    expect(found()).toBe(2);
    run();
    gateway.rows.patch({ namespace: 'shop', id: '1' }, { _hevlayer_udf_tag_stale_after: 5_000 });
    expect(found('tag', 4_999)).toBe(0);
    expect(found('tag', 5_000)).toBe(1);
    run('tag', {}, 5_000);
    expect(row('1')).not.toHaveProperty('_hevlayer_udf_tag_stale_after');
    gateway.rows.put('shop', { id: '1', title: 'other' });
    expect(found('tag', 5_000)).toBe(1);
  });

  test('stamps the version that a row was claimed for', () => {
    gateway.create('tag', spec(), false, 0);
    found();
    const items = gateway.claim('tag', 'w', 2, 60, 0);
    gateway.put('tag', spec({ version: 'v2' }), 0);
    gateway.complete('tag', 'w', items, 0);
    expect(row('1')?._hevlayer_udf_tag_v).toBe('v1');
    expect(found()).toBe(2);
  });

  test('enqueues what is written where the trigger says so', () => {
    gateway.create('tag', spec({ triggers: ['write'], filter: ['price', 'Gt', 1] }), false, 0);
    write(
      gateway,
      'shop',
      {
        upsert_rows: [
          { id: '3', title: 'c', price: 3 },
          { id: '4', price: 0 },
        ],
      },
      0,
    );
    expect(run().map(({ id }) => id)).toEqual(['3']);
    write(gateway, 'shop', { patch_columns: { id: ['3'], other: [1] } }, 0);
    expect(run()).toEqual([]);
    write(gateway, 'shop', { patch_columns: { id: ['3', 'none'], title: ['d', 'e'] } }, 0);
    expect(run().map(({ input }) => input.title)).toEqual(['d']);
  });

  test('marks dependents stale', () => {
    gateway.create('tag', spec({ invalidates: ['embed', 'unknown'] }), false, 0);
    gateway.create('embed', spec(), false, 0);
    found('embed');
    run('embed', {}, 1);
    found('tag');
    run('tag', {}, 7);
    expect(found('embed', 7)).toBe(2);
  });

  test('gives nothing out while paused, and keeps paused through a PUT', () => {
    gateway.create('tag', spec(), true, 0);
    found();
    gateway.put('tag', spec({ version: 'v2' }), 0);
    expect(run()).toEqual([]);
    gateway.setPaused('tag', false, 0);
    expect(run()).toHaveLength(2);
  });

  test('drops a row that was deleted', () => {
    gateway.create('tag', spec(), false, 0);
    found();
    write(gateway, 'shop', { deletes: ['1'] }, 0);
    expect(run().map(({ id }) => id)).toEqual(['2']);
  });

  test('writes whole or not at all, and never what is its own', () => {
    gateway.create('tag', spec(), false, 0);
    found();
    const attributes = { _hevlayer_udf_tag_v: 'v9' };
    expect(refused(() => run('tag', attributes))).toContain('422 The attribute _hevlayer_udf_tag_v');
    expect(
      refused(() => write(gateway, 'shop', { upsert_rows: [{ id: '9' }, { title: 'no id' }] }, 0)),
    ).toContain('422');
    expect(row('9')).toBeUndefined();
    expect(refused(() => write(gateway, 'shop', { upsert_columns: { id: ['1'], a: [] } }, 0))).toContain(
      'upsert_columns.a must be as long',
    );
  });

  test.each<[Json, string]>([
    [null, '422 spec must be an object.'],
    [{ worker: { batch_size: -1 } }, '422 spec.worker.batch_size must be a number that is not negative.'],
    [{ inputs: 'id' }, '422 spec.inputs must be a list of texts.'],
    [{ triggers: ['schedule'] }, '422 spec.triggers[0] is "schedule"'],
    [{ filter: ['a', '==', 1] }, '422 spec.filter[1] is "==", which is no operator of a filter. Write Eq.'],
    [{ filter: ['a', 'Eq'] }, '422 spec.filter has 2 items'],
  ])('refuses the spec %j', (given, message) => {
    expect(refused(() => gateway.create('x', given, false, 0))).toContain(message);
  });

  test('knows a taken id and an unknown one', () => {
    gateway.create('tag', spec(), false, 0);
    expect(refused(() => gateway.create('tag', spec(), false, 0))).toContain('409');
    expect(refused(() => gateway.claim('none', 'w', 1, 1, 0))).toContain('404');
  });

  test('keeps every digit of ids and values', () => {
    const id = new ExactNumber('9223372036854775807');
    gateway.rows.put('shop', { id, price: new ExactNumber('9007199254740993') });
    gateway.create(
      'tag',
      spec({ filter: ['price', 'Gt', new ExactNumber('9007199254740992')], inputs: ['id', 'price'] }),
      false,
      0,
    );
    found();
    expect(run()).toEqual([
      {
        namespace: 'shop',
        id: '9223372036854775807',
        input: { id: '9223372036854775807', price: new ExactNumber('9007199254740993') },
      },
    ]);
  });

  test('compares a candidate with what is live, and promotes it', () => {
    gateway.create('tag', spec(), false, 0);
    found();
    run('tag', { tag: 'old' });
    createCandidate(gateway, 'tag', { spec: { version: 'v2' }, outputs: ['tag'] }, 0);
    found('tag-candidate');
    const [first, second] = gateway.claim('tag-candidate', 'w', 2, 60, 0);
    gateway.complete(
      'tag-candidate',
      'w',
      [
        { ...(first as ClaimedItem), attributes: { tag: 'old' } },
        { ...(second as ClaimedItem), attributes: { tag: 'new' } },
      ],
      0,
    );
    expect(row('2')?.tag).toBe('old');
    expect(compareCandidate(gateway, 'tag', 0).outputs).toEqual([
      {
        output: 'tag',
        same: 1,
        different: 1,
        examples: [{ namespace: 'shop', id: '2', live: 'old', candidate: 'new' }],
      },
    ]);
    expect(promoteCandidate(gateway, 'tag', 0).record.spec.version).toBe('v2');
    expect(gateway.ids).toEqual(['tag']);
  });

  test('tells of attributes that no row has', () => {
    gateway.create(
      'tag',
      spec({
        filter: [
          'Or',
          [
            ['titel', 'Eq', 'a'],
            ['price', 'Gt', 1],
          ],
        ],
      }),
      false,
      0,
    );
    expect(unknownAttributes(gateway, gateway.get('tag'))).toEqual(['titel']);
  });

  test('pages a sweep', () => {
    gateway.create('tag', spec(), false, 0);
    const pages = [...scan(gateway, gateway.get('tag'), 'shop', 1, () => 0)];
    expect(pages.map(({ enqueued }) => enqueued)).toEqual([1, 1, 0]);
  });

  test('answers queries and fetches', () => {
    expect(
      query(gateway, 'shop', {
        filters: ['price', 'Gte', 1],
        rank_by: ['price', 'desc'],
        include_attributes: ['price'],
      }).rows,
    ).toEqual([
      { id: '2', price: 2 },
      { id: '1', price: 1 },
    ]);
    expect(fetchDocuments(gateway, 'shop', { ids: ['1', '7'], include_attributes: ['title'] })).toEqual({
      documents: [{ id: '1', attributes: { title: 'title 1' } }],
      missing: ['7'],
    });
    expect(refused(() => query(gateway, 'none', {}))).toContain('404');
    expect(refused(() => query(gateway, 'shop', { filters: ['price', 'Gtt', 1] }))).toContain(
      '422 filters[1]',
    );
    expect(refused(() => query(gateway, 'shop', { vector: [1] }))).toContain('no vector search');
  });

  test('writes a time as RFC 3339', () => {
    for (const text of [
      '1970-01-01T00:00:00.000Z',
      '2000-02-29T23:59:59.999Z',
      '2026-11-26T16:12:05.007Z',
      '2100-03-01T00:00:00.000Z',
    ])
      expect(timestamp(Date.parse(text))).toBe(text);
  });
});
