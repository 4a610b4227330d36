/** A repository like the published one, and the Node and npm that people have. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Outcome {
  readonly status: number | null;
  readonly said: string;
}

/** The working tree as one commit with a tag; what is not committed yet is in it. */
export function publish(folder: string): void {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  });
  for (const path of list.split('\0').filter((name) => name !== '' && existsSync(name))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(path, join(folder, path));
  }
  commit(folder);
  git(folder, 'tag', 'v0.1.0');
}

export function commit(folder: string): void {
  if (!existsSync(join(folder, '.git'))) git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--no-verify', '--message', 'x');
}

export function git(folder: string, ...args: readonly string[]): string {
  const who = ['user.name=a', 'user.email=a@example.com', 'init.defaultBranch=main'];
  return execFileSync('git', [...who.flatMap((pair) => ['-c', pair]), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

/** A folder for the PATH with `node`, `npm` and `npx` of these majors. */
export function programsOf(nodes: string, node: number, npm: number, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const platform = `${process.platform}-${process.arch}`;
  symlinkSync(join(nodes, `node${node}-${platform}`, 'bin/node'), join(folder, 'node'));
  for (const name of ['npm', 'npx']) {
    const program = join(nodes, `npm${npm}`, 'bin', `${name}-cli.js`);
    chmodSync(program, 0o755);
    symlinkSync(program, join(folder, name));
  }
  return folder;
}

/** Runs a program of somebody who has these on the PATH, and none of what the tests were started with. */
export function runAs(
  path: string,
  cwd: string,
  program: string,
  ...args: readonly string[]
): Promise<Outcome> {
  const system = ['/usr/local/bin', '/usr/bin', '/bin'].join(':');
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|_PACOTE|GIT_|NODE|INIT_CWD|VITEST)/i.test(name),
  );
  const env = {
    ...Object.fromEntries(kept),
    PATH: `${path}:${system}`,
    PRE_COMMIT_HOME: `${path}-pre-commit`,
  };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status) => resolve({ status, said }));
  });
}
