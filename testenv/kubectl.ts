import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { partPath } from './control-plane/parts.ts';

/** What a run of kubectl wrote and how it ended. */
export type KubectlResult = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type KubectlOptions = {
  /** A folder for kubectl's cache, so that nothing is read from or left in the user's. */
  readonly home: string;
  readonly kubeconfig?: string;
  readonly stdin?: string;
};

/** Runs kubectl to its end. A status other than 0 is a result, not an error. */
export async function runKubectl(args: readonly string[], options: KubectlOptions): Promise<KubectlResult> {
  const child = spawn(partPath('kubectl'), args, {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: options.home,
      KUBECONFIG: options.kubeconfig ?? '/dev/null',
    },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A kubectl that ends before it has read everything is told by its status.
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}
