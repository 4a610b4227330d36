import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

/** A process that runs this instead of the operator. It says on standard output when it may be sent signals. */
function start(run: string) {
  const script = `
    import { runOperator } from './src/operator/process.ts';
    import { serveHealth } from './src/operator/health.ts';
    const io = { stdout: process.stdout, stderr: process.stderr, env: {} };
    process.exitCode = await runOperator({ logLevel: 'info' }, io, ${run});`;
  const started = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
  child = started;
  let [stdout, stderr] = ['', ''];
  started.stdout.on('data', (text) => {
    stdout += text;
  });
  started.stderr.on('data', (text) => {
    stderr += text;
  });
  const said = async () => {
    while (!stdout.includes('ready')) await once(started.stdout, 'data');
  };
  const ended = once(started, 'close').then(([code, signal]) => ({ code, signal, stderr }));
  return { signal: (name: NodeJS.Signals) => started.kill(name), said, ended };
}

const messages = (stderr: string) =>
  stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg);
const untilStopped = "new Promise((resolve) => stop.addEventListener('abort', resolve))";

describe('the process of the operator', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends well on %s, even if something is still open',
    async (name) => {
      const { signal, said, ended } = start(`async (config, { stop, log }) => {
      setInterval(() => {}, 1000);
      setTimeout(() => process.stdout.write('ready'));
      await ${untilStopped};
      log.info('drained');
      return 0;
    }`);
      await said();
      signal(name);
      const { code, stderr } = await ended;
      expect([code, messages(stderr)]).toEqual([0, ['asked to end', 'drained']]);
    },
  );

  it('ends at the second signal if it does not at the first', async () => {
    const { signal, said, ended } = start(`({ stop }) => {
      setInterval(() => {}, 1000);
      setTimeout(() => process.stdout.write('ready'));
      return new Promise(() => {});
    }`);
    await said();
    signal('SIGTERM');
    // Two signals of a kind that arrive together are one.
    signal('SIGINT');
    expect((await ended).code).toBe(1);
  });

  it('is gone at once when it has failed', async () => {
    const { ended } = start(`async () => {
      setInterval(() => {}, 1000);
      process.on('beforeExit', () => process.stderr.write('lingered'));
      return 1;
    }`);
    expect(await ended).toMatchObject({ code: 1, stderr: '' });
  });

  it.each([
    ['a throw', "async () => { throw new TypeError('no such thing'); }"],
    [
      'a throw behind its back',
      "() => new Promise(() => setTimeout(() => { throw new TypeError('no such thing'); }))",
    ],
    [
      'a rejection that nobody awaits',
      "() => new Promise(() => void Promise.reject(new TypeError('no such thing')))",
    ],
  ])('logs %s as one line, and fails', async (_, run) => {
    const { code, stderr } = await start(run).ended;
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      level: 'error',
      msg: 'fault of the operator',
      error: { message: 'no such thing', stack: expect.stringContaining('TypeError') },
    });
  });

  it('says for people that the health port is taken', async () => {
    const server = createServer().listen(0);
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await start(`async () => { await serveHealth(${port}, {}); }`).ended;
    server.close();
    expect([code, stderr]).toEqual([
      2,
      `layerc: health port ${port}: another process listens on it; choose another one with HEALTH_PORT (0: any free one)\n`,
    ]);
  });
});
