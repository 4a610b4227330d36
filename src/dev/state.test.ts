import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sweep } from '../gateway/core/discovery.ts';
import { Gateway } from '../gateway/core/gateway.ts';
import { together } from '../gateway/server/listeners.ts';
import { ExactNumber } from '../json/json.ts';
import { State } from './state.ts';

const folder = mkdtempSync(join(tmpdir(), 'layerc-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

function opened(file: string): { state: State; gateway: Gateway } {
  const state = new State(file);
  const gateway = new Gateway('turbopuffer', together([state]));
  state.load(gateway);
  return { state, gateway };
}

test('goes on where it was, with every digit', () => {
  const file = join(folder, 'digits.db');
  const spec = {
    target_namespaces: ['shop'],
    inputs: ['id', 'n'],
    worker: {},
    filter: ['n', 'Gt', new ExactNumber('9007199254740992')],
  };
  const first = opened(file);
  for (const id of ['1', '2', '3'])
    first.gateway.rows.put('shop', { id, n: new ExactNumber('9007199254740993') });
  const udf = first.gateway.create('tag', spec, false, 0);
  sweep(first.gateway, udf, ['shop'], 0);
  const [one] = first.gateway.claim('tag', 'w', 1, 60, 0);
  first.gateway.claim('tag', 'w', 1, 60, 0);
  first.gateway.complete('tag', 'w', [{ namespace: 'shop', id: '1', attributes: { a: 'x' } }], 0);
  first.gateway.rows.delete({ namespace: 'shop', id: '3' });
  first.gateway.deleted({ namespace: 'shop', id: '3' });
  first.state.close();

  const { gateway, state } = opened(file);
  expect(one?.id).toBe('1');
  expect(gateway.get('tag').queue.counts(1)).toEqual({ pending: 0, processing: 1, completed: 1, failed: 0 });
  expect([...gateway.rows.in('shop').values()]).toEqual([
    { id: '1', n: new ExactNumber('9007199254740993'), a: 'x', _hevlayer_udf_tag_v: 'v1' },
    { id: '2', n: new ExactNumber('9007199254740993') },
  ]);
  // The lease is as long as it was.
  expect(gateway.get('tag').queue.counts(60_000)).toMatchObject({ pending: 1 });
  state.close();
});

test('belongs to one process at a time, and is a file of ours', () => {
  const file = join(folder, 'one.db');
  const { state } = opened(file);
  expect(() => opened(file)).toThrow(/one\.db cannot be used for --state/);
  state.close();
  writeFileSync(join(folder, 'text'), 'no database, but long enough to be looked at as one'.repeat(100));
  expect(() => opened(join(folder, 'text'))).toThrow('cannot be used for --state');
});

/** More of them take minutes. */
const KILLS = Number(process.env.LAYERC_KILLS ?? 8);

test(`loses no row and does none twice, killed ${KILLS} times`, {
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  const rows = 20 * KILLS;
  const [file, log] = [join(folder, 'killed.db'), join(folder, 'completed')];
  writeFileSync(log, '');
  const done = () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  let kills = 0;
  let seed = 20261126;
  for (let ended = false; !ended; ) {
    const args = [resolve('src/dev/state.test-support.ts'), file, log, String(rows)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const exited = once(child, 'exit');
    if (kills < KILLS) {
      const before = done().length;
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      // Sometimes before its first row, mostly in the middle of some.
      const most = kills % 10 === 0 ? 0 : 1 + (seed % 15);
      while (child.exitCode === null && done().length < before + most)
        await new Promise((next) => setTimeout(next, 1));
      if (most === 0) await new Promise((next) => setTimeout(next, seed % 200));
      if (child.kill('SIGKILL')) kills++;
      const [code] = await exited;
      ended = code === 0;
    } else {
      const [code] = await exited;
      expect(code).toBe(0);
      ended = true;
    }
  }
  expect(kills).toBe(KILLS);
  const { gateway, state } = opened(file);
  expect(gateway.get('tag').queue.counts(Date.now())).toEqual({
    pending: 0,
    processing: 0,
    completed: rows,
    failed: 0,
  });
  expect(gateway.rows.in('shop').size).toBe(rows);
  state.close();
  const ids = done();
  expect(new Set(ids).size).toBe(ids.length);
  // A row may be completed and the process killed before it could write that down.
  expect(rows - ids.length).toBeLessThanOrEqual(KILLS);
});
