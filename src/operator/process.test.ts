import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

/** A process that runs this instead of the operator. It says on standard output when it may be sent signals. */
function start(run: string) {
  const script = `
    import { runOperator } from './src/operator/process.ts';
    import { serveHealth } from './src/operator/health.ts';
    const io = { stdout: process.stdout, stderr: process.stderr, env: {} };
    process.exitCode = await runOperator({ logLevel: 'info' }, io, ${run});`;
  return launch(['--input-type=module', '-e', script]);
}

function launch(args: readonly string[]) {
  const started = spawn(process.execPath, args, { stdio: 'pipe' });
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
  it.each(['SIGTERM', 'SIGINT'] as const)('ends well on %s', async (name) => {
    const { signal, said, ended } = start(`async (config, { stop, log }) => {
      const busy = setInterval(() => {}, 1000);
      setTimeout(() => process.stdout.write('ready'));
      await ${untilStopped};
      clearInterval(busy);
      log.info('drained');
      return 0;
    }`);
    await said();
    signal(name);
    const { code, stderr } = await ended;
    expect([code, messages(stderr)]).toEqual([0, ['asked to end', 'drained']]);
  });

  it('ends well while its credential plugin hangs, and the plugin with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'layerc-plugin-'));
    const pidFile = join(folder, 'pid');
    const exec = { command: 'sh', args: ['-c', `echo $$ > ${pidFile}; sleep 1000; true`] };
    const kubeconfig = join(folder, 'kubeconfig');
    const config = {
      'current-context': 'main',
      clusters: [{ name: 'main', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'main', user: { exec } }],
      contexts: [{ name: 'main', context: { cluster: 'main', user: 'main' } }],
    };
    writeFileSync(kubeconfig, JSON.stringify(config));
    const flags = [`--kubeconfig=${kubeconfig}`, '--health-port=0'];
    const operator = launch(['bin/layerc.js', 'operator', ...flags]);
    await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', {
      timeout: 20_000,
    });
    const begun = performance.now();
    operator.signal('SIGTERM');
    expect((await operator.ended).code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH');
    rmSync(folder, { recursive: true });
  });

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
