import { Readable, Writable } from 'node:stream';
import { main } from './main.ts';

/** Runs the command line in this process, as the tests do. */
export async function run(
  args: readonly string[],
  { stdin = '', env = {} }: { stdin?: string | Uint8Array; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new Sink();
  const stderr = new Sink();
  const code = await main(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
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
