import {
  type ChildProcess,
  type ExecFileSyncOptionsWithStringEncoding,
  execFileSync,
  spawn,
} from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test, vi } from 'vitest';
import { partNames } from './control-plane/parts.ts';
import { runKubectl } from './kubectl.ts';
import { clusterSuite } from './suite.ts';

const root = join(import.meta.dirname, '..');
const startMs = 120_000;
const needs = partNames.filter((name) => name !== 'sdk');

clusterSuite('npm run cluster', needs, () => {
  let running: ChildProcess | undefined;

  // In a group of its own, which a terminal would send Ctrl-C to.
  afterEach(() => {
    if (running?.exitCode === null && running.signalCode === null) signal('SIGKILL');
    running = undefined;
  });

  const signal = (name: NodeJS.Signals) => process.kill(-(running?.pid as number), name);

  /** Starts a cluster as a person does, and returns the KUBECONFIG to copy and the temporary folder of the cluster. */
  async function start(): Promise<{ kubeconfig: string; folder: string }> {
    running = spawn(process.execPath, [join(root, 'testenv', 'cluster.ts')], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let kubeconfig = '';
    for await (const line of createInterface(running.stdout as NonNullable<ChildProcess['stdout']>)) {
      kubeconfig = /^ {2}export KUBECONFIG=(\S+)$/.exec(line)?.[1] ?? kubeconfig;
      if (line.startsWith('Ctrl-C')) break;
    }
    expect(existsSync(kubeconfig)).toBe(true);
    return { kubeconfig, folder: dirname(dirname(kubeconfig)) };
  }

  /** Command lines of the processes of a cluster: each of them names the folder. */
  function processesIn(folder: string): string[] {
    const all = execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' });
    return all.split('\n').filter((line) => line.includes(folder));
  }

  const isGone = (folder: string) => !existsSync(folder) && processesIn(folder).length === 0;

  test(
    'takes what layerc prints, and is gone after Ctrl-C',
    async () => {
      const { kubeconfig, folder } = await start();
      expect(processesIn(folder).length).toBeGreaterThan(7);
      const kubectl = async (args: readonly string[], stdin = '') => {
        const { status, stdout, stderr } = await runKubectl(args, { kubeconfig, home: folder, stdin });
        expect([status, stderr]).toEqual([0, '']);
        return stdout;
      };

      const functions = await kubectl(['get', 'functions', '--all-namespaces', '--no-headers', '-o', 'name']);
      expect(functions).toBe('function.hevlayer.com/tag-products\n');
      const layerc = join(root, 'bin', 'layerc.js');
      const example = join(root, 'fixtures', 'example');
      const options: ExecFileSyncOptionsWithStringEncoding = {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      };
      const rendered = execFileSync(process.execPath, [layerc, 'render', '-f', example], options);
      const applied = await kubectl(['apply', '-f', '-'], rendered);
      expect(applied.trim().split('\n')).toEqual([
        'deployment.apps/tag-products-worker created',
        'triggerauthentication.keda.sh/tag-products-worker created',
        'scaledobject.keda.sh/tag-products-worker created',
      ]);
      // On a node that the example's pool asks for.
      await kubectl([
        ...['rollout', 'status', 'deployment/tag-products-worker'],
        ...['--namespace=layer', '--timeout=30s'],
      ]);

      const ended = once(running as ChildProcess, 'exit');
      signal('SIGINT');
      signal('SIGINT');
      expect(await ended).toEqual([0, null]);
      await vi.waitUntil(() => isGone(folder), { timeout: 10_000 });
    },
    startMs,
  );

  test(
    'is gone after SIGKILL',
    async () => {
      const { folder } = await start();
      signal('SIGKILL');
      await vi.waitUntil(() => isGone(folder), { timeout: 10_000 });
    },
    startMs,
  );
});
