import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PLAYGROUND, writePage } from '../../tools/page.ts';
import { COMMAND, run } from '../cli/run.test-support.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

async function started(...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const [program, ...first] = COMMAND;
  const child = spawn(program, [...first, 'playground', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const [url = ''] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')) as [string];
  return { child, url };
}

describe('layerc playground', () => {
  beforeAll(() => writePage(PLAYGROUND), 120_000);

  it.each(['SIGINT', 'SIGTERM'] as const)('serves the page until it is asked to end: %s', async (signal) => {
    const { child, url } = await started();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await page.text()).toMatch(/^<!doctype html>/i);
    // A browser keeps its connection.
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await text(child.stderr as NodeJS.ReadableStream)).toBe('');
  });

  it('ends where nobody can be told its address', async () => {
    const [program, ...first] = COMMAND;
    const child = spawn('sh', ['-c', '"$@" >/dev/full', 'sh', program, ...first, 'playground'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.push(child);
    expect(await text(child.stderr as NodeJS.ReadableStream)).toMatch(/^layerc: standard output: ENOSPC/);
    expect(await once(child, 'exit')).toEqual([2, null]);
  });

  it('says so where its port is taken, and takes no number that is none', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await run(['playground', '--port', String(port)])).toEqual({
      code: 2,
      stdout: '',
      stderr: `layerc: port ${port}: somebody listens there already; --port 0 takes a free one\n`,
    });
    other.close();
    const { code, stderr } = await run(['playground', '--port', '99999']);
    expect(code).toBe(2);
    expect(stderr).toContain('It is a port: a whole number from 0 to 65535.');
  });
});
