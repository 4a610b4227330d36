import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from './lock.ts';

describe('the lock of the build', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'layerc-lock-'));
    path = join(folder, 'deep', 'lock');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('lets one work at a time, also across processes', async () => {
    const log = join(folder, 'log');
    const script = `
      import { appendFileSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
      await withLock(${JSON.stringify(path)}, () => {}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'begin\\n');
        await new Promise((resolve) => setTimeout(resolve, 200));
        appendFileSync(${JSON.stringify(log)}, 'end\\n');
      });
    `;
    const runs = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', script]),
    );
    await Promise.all(runs.map((run) => once(run, 'exit')));
    expect(readFileSync(log, 'utf8')).toBe('begin\nend\n'.repeat(4));
    expect(existsSync(path)).toBe(false);
  });

  test('tells whom it waits for', async () => {
    const waited: number[] = [];
    const first = withLock(
      path,
      () => {},
      () => new Promise((resolve) => setTimeout(resolve, 100)),
    );
    await Promise.all([
      first,
      withLock(
        path,
        (pid) => waited.push(pid),
        async () => {},
      ),
    ]);
    expect(waited).toEqual([process.pid]);
  });

  test('is taken over from a process that was killed', async () => {
    const script = `
      import { withLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
      await withLock(${JSON.stringify(path)}, () => {}, () => {
        console.log('locked');
        return new Promise((resolve) => setTimeout(resolve, 1e6));
      });
    `;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(path)).toBe(true);
    expect(
      await withLock(
        path,
        () => {},
        async () => 'mine',
      ),
    ).toBe('mine');
  });

  test('is taken over when its process id now belongs to another', async () => {
    await withLock(
      path,
      () => {},
      async () => {},
    );
    writeFileSync(path, JSON.stringify({ pid: process.ppid, nonce: 'old' }));
    const longAgo = new Date(Date.now() - 600_000);
    utimesSync(path, longAgo, longAgo);
    expect(
      await withLock(
        path,
        () => {},
        async () => 'mine',
      ),
    ).toBe('mine');
  });

  test('is given back after an error', async () => {
    const failing = withLock(
      path,
      () => {},
      async () => {
        throw new Error('broken');
      },
    );
    await expect(failing).rejects.toThrow('broken');
    expect(existsSync(path)).toBe(false);
  });
});
