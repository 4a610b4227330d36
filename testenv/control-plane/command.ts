import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A tool that is missing or failed. The message is for the person who ran the build. */
export class CommandError extends Error {}

export type CommandOptions = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Shown in place of "not found" when the tool is missing. */
  readonly hint: string;
  readonly onErrorLine?: (line: string) => void;
};

const tailLines = 40;
const running = new Set<ChildProcess>();

/** Runs a tool to its end and returns what it wrote to stdout. */
export async function runCommand(
  tool: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const child = spawn(tool, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  createInterface(child.stderr).on('line', (line) => {
    options.onErrorLine?.(line);
    errors.push(line);
    if (errors.length > tailLines) errors.shift();
  });
  const outcome = await new Promise<number | string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? options.hint : error.message),
    );
    child.once('close', (code, signal) => resolve(code ?? `${tool} was ended by ${signal}`));
  });
  running.delete(child);
  if (outcome === 0) return output.join('');
  if (typeof outcome === 'string') throw new CommandError(outcome);
  throw new CommandError(`${tool} ${args.join(' ')} failed with ${outcome}:\n${errors.join('\n')}`);
}

/** Ends what is still running; used when the build is interrupted. */
export function stopCommands(): void {
  for (const child of running) child.kill('SIGKILL');
}
