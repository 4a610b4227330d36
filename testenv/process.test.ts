import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isAlive } from './is-alive.ts';
import { Workspace } from './workspace.ts';

const workspaces: Workspace[] = [];

function newWorkspace(): Workspace {
  const workspace = new Workspace();
  workspaces.push(workspace);
  return workspace;
}

afterEach(async () => {
  for (const workspace of workspaces.splice(0)) await workspace.stop();
});

describe('a process of the test environment', () => {
  test('is ready when its probe says so, and gone with its children after stop', async () => {
    const workspace = newWorkspace();
    let probes = 0;
    const started = await workspace.start({
      name: 'shell',
      program: 'sh',
      args: ['-c', 'sleep 1000 & echo $!; wait'],
      ready: async () => ++probes > 2 && workspace.processes[0]?.logTail().trim() !== '',
    });
    const grandchild = Number(started.logTail().trim());
    expect(isAlive(grandchild)).toBe(true);
    await workspace.stop();
    expect(isAlive(started.pid)).toBe(false);
    await vi.waitUntil(() => !isAlive(grandchild));
    expect(existsSync(workspace.folder)).toBe(false);
  });

  test('that ends early is an error with the end of its log', async () => {
    const args = ['-c', 'echo the reason; exit 3'];
    const starting = newWorkspace().start({ name: 'early', program: 'sh', args, ready: async () => false });
    await expect(starting).rejects.toThrow(/early: it ended with 3 before it is ready.*\nthe reason/s);
  });

  test('that is not found is an error with its name', async () => {
    const starting = newWorkspace().start({ name: 'none', program: '/no/such/program', args: [] });
    await expect(starting).rejects.toThrow('program could not be started');
  });

  test('does not inherit the environment of the runner', async () => {
    vi.stubEnv('KUBECONFIG', '/somewhere/else');
    const started = await newWorkspace().start({ name: 'env', program: 'env', args: [], env: { OWN: '1' } });
    await started.ended;
    vi.unstubAllEnvs();
    expect(started.logTail()).toContain('OWN=1');
    expect(started.logTail()).not.toContain('KUBECONFIG');
  });
});

describe('a runner that dies', { timeout: 20_000 }, () => {
  const script = `
    import { Workspace } from ${JSON.stringify(join(import.meta.dirname, 'workspace.ts'))};
    const workspace = new Workspace();
    const { pid } = await workspace.start({ name: 'sleep', program: 'sleep', args: ['1000'] });
    console.log(JSON.stringify({ pid, folder: workspace.folder }));
  `;

  async function runRunner(ending: string) {
    const runner = spawn(process.execPath, ['--input-type=module', '--eval', script + ending], {
      stdio: 'pipe',
    });
    const [line] = await once(createInterface(runner.stdout), 'line');
    return { runner, ...(JSON.parse(line) as { pid: number; folder: string }) };
  }

  test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('of %s leaves nothing behind', async (signal) => {
    const { runner, pid, folder } = await runRunner('setInterval(() => {}, 1000);');
    expect(isAlive(pid)).toBe(true);
    runner.kill(signal);
    await vi.waitUntil(() => !isAlive(pid) && !existsSync(folder), { timeout: 10_000 });
  });

  test.each([
    ['with an error', 'throw new Error("broken");'],
    ['without stopping anything', ''],
  ])('%s leaves nothing behind', async (_, ending) => {
    const { pid, folder } = await runRunner(ending);
    await vi.waitUntil(() => !isAlive(pid) && !existsSync(folder), { timeout: 10_000 });
  });
});
