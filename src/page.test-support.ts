/** The commands that a page shows in its `sh` and `console` blocks, and running them as a reader would. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SHELL_COMMAND } from './cli/run.test-support.ts';

export interface Shown {
  readonly page: string;
  readonly command: string;
  /** What a console block shows below it. */
  readonly output?: string;
}

/** In the order of the page. */
export function commandsOf(page: string): Shown[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^( *)```(sh|console)\n([\s\S]*?)^ *```$/gm);
  return [...blocks].flatMap(([, indent = '', kind, block = '']) => {
    const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return kind === 'sh' ? scriptCommands(page, text) : consoleCommands(page, text);
  });
}

function consoleCommands(page: string, text: string): Shown[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { page, command: part.slice(0, end), output: part.slice(end + 1) };
    });
}

/** One for each line, but for those that go on: by a backslash, a pipe or a here-document. */
function scriptCommands(page: string, text: string): Shown[] {
  const commands: string[] = [];
  let open = '';
  let until: string | undefined;
  for (const line of text.split('\n')) {
    open += `${line}\n`;
    until ??= /<<-?'?(\w+)'?/.exec(line)?.[1];
    if (until !== undefined ? line !== until : /(\\|\|)$/.test(line)) continue;
    const command = (until === undefined ? open.replace(/ +# .*$/gm, '') : open).trim();
    if (command !== '') commands.push(command);
    open = '';
    until = undefined;
  }
  return commands.map((command) => ({ page, command }));
}

/** Runs a command in a folder that has `.bin` with layerc and `npx layerc`; `others` are folders of more programs. */
export function runShown(
  { command }: Shown,
  folder: string,
  env: NodeJS.ProcessEnv = {},
  others: readonly string[] = [],
) {
  const PATH = [join(folder, '.bin'), ...others, process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 200_000,
    env: { PATH, HOME: folder, LC_ALL: 'C.UTF-8', ...env },
  });
  // A terminal shows both; layerc says last what it says on stderr.
  return { status, stdout, all: stdout + stderr };
}

/** The folder that {@link runShown} runs commands in. */
export function prepare(folder: string): void {
  mkdirSync(join(folder, '.bin'), { recursive: true });
  writeFileSync(join(folder, '.bin/layerc'), `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder, '.bin/npx'), '#!/bin/sh\n[ "$1" = layerc ] && exec "$@"\nexit 127\n', {
    mode: 0o755,
  });
}
