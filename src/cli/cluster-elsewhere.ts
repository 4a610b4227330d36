import type { TestIo } from '../cases/words/request.ts';
import type { ProcessIo } from '../dev/process.ts';
import type { StatusIo } from '../status/process.ts';
import type { Io } from './streams/io.ts';

/**
 * Stands for the programs that talk to a cluster or run workers in the executable file, which has none of them: they are
 * tested with Node, and the npm package and the image have that.
 */
export async function runOperator(_: unknown, { stderr }: Io): Promise<2> {
  stderr.write(
    'layerc: this file has no operator; the image and the npm package have it (docs/install.md), and this file prints what runs the image: layerc manifests --image IMAGE\n',
  );
  return 2;
}

export async function runStatus(_: unknown, { stderr }: StatusIo): Promise<2> {
  stderr.write(
    'layerc: this file has no layerc status; the npm package has it (docs/install.md), and kubectl get functions shows the most of it\n',
  );
  return 2;
}

export async function runTests(_: unknown, __: unknown, { say }: TestIo): Promise<2> {
  say('layerc: this file runs no cases; the npm package does (docs/install.md): npx layerc test');
  return 2;
}

export async function runDev(_: unknown, __: unknown, { stderr }: ProcessIo): Promise<2> {
  stderr.write('layerc: this file runs no workers; the npm package does (docs/install.md): npx layerc dev\n');
  return 2;
}
