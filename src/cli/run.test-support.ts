import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { main } from './main.ts';

interface Given {
  readonly stdin?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run test:binary` sets it: all that runs the command line then runs that file. */
const FILE = process.env.LAYERC_BINARY;

/** The same as a process: a program and its first arguments. */
export const COMMAND: readonly [string, ...string[]] =
  FILE === undefined
    ? [
        process.execPath,
        '--input-type=module',
        '-e',
        `const { run } = await import(${JSON.stringify(resolve('src/cli/process.ts'))}); process.exitCode = await run(process.argv.slice(1), 1, 2);`,
        '--',
      ]
    : [resolve(FILE)];

/** And as a shell reads it. */
export const SHELL_COMMAND: string = COMMAND.map((word) => `'${word}'`).join(' ');

/** Runs the command line: in this process, or as the executable file. */
export function run(args: readonly string[], given: Given = {}): Promise<Outcome> {
  return FILE === undefined ? runHere(args, given) : runFile(resolve(FILE), args, given);
}

async function runHere(args: readonly string[], { stdin = '', env = {} }: Given): Promise<Outcome> {
  const stdout = new Sink();
  const stderr = new Sink();
  const code = await main(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** Runs an executable file of the command line. */
export function runFile(
  file: string,
  args: readonly string[],
  { stdin = '', env = {} }: Given = {},
): Promise<Outcome> {
  const child = spawn(file, args, { env });
  const [stdout, stderr] = [new Sink(), new Sink()];
  child.stdout.pipe(stdout);
  child.stderr.pipe(stderr);
  // It may end before it has read everything.
  child.stdin.on('error', () => {}).end(stdin);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? -1, stdout: stdout.text(), stderr: stderr.text() }));
  });
}

class Sink extends Writable {
  private readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer | string, _: BufferEncoding, done: () => void): void {
    this.chunks.push(Buffer.from(chunk));
    done();
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}
