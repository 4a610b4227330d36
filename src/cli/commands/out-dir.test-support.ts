/** Folders for the tests of --out-dir. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { run } from '../run.test-support.ts';

const INFRA_RULES = readFileSync('fixtures/minimal/infra-rules.yaml', 'utf8');
const MINIMAL = readFileSync('fixtures/minimal/function.yaml', 'utf8');

/** The smallest Function. */
export function functionText(
  name: string,
  namespace = 'shop',
  image = 'registry.example.com/worker:1',
): string {
  return MINIMAL.replace('name: resize-images', `name: ${name}`)
    .replace('namespace: shop', `namespace: ${namespace}`)
    .replace(/image: .*/, `image: ${image}`);
}

/** A temporary folder with `src/infra-rules.yaml` in it, which goes with the test. */
export function workspace(files: { readonly [path: string]: string } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'layerc-out-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, { 'src/infra-rules.yaml': INFRA_RULES, ...files });
  return folder;
}

export function write(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** `layerc render` of src/ into out/. */
export function render(folder: string, ...flags: readonly string[]) {
  return run(['render', '-f', join(folder, 'src'), '--out-dir', join(folder, 'out'), ...flags]);
}

/** The same in a process that root's rights do not help: as the user nobody, if this one is root. */
export async function renderAsNobody(folder: string, ...flags: readonly string[]) {
  const args = ['render', '-f', join(folder, 'src'), '--out-dir', join(folder, 'out'), ...flags];
  execFileSync('chmod', ['a+rx', folder]);
  // Loaded before, since a checkout need not be everybody's to read.
  const program = `
    const { run } = await import(${JSON.stringify(resolve('src/cli/process.ts'))});
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(${NOBODY}); process.setuid(${NOBODY}); }
    process.exitCode = await run(${JSON.stringify(args)}, 1, 2);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

const NOBODY = 65_534;

/** Everything below a folder: text of files, and names of folders that hold nothing. */
export function tree(folder: string): { readonly [path: string]: string } {
  const found: { [path: string]: string } = {};
  const walk = (path: string) => {
    const names = readdirSync(join(folder, path)).sort();
    if (names.length === 0 && path !== '') found[`${path}/`] = '';
    for (const name of names) {
      const inner = path === '' ? name : `${path}/${name}`;
      const stats = lstatSync(join(folder, inner));
      if (stats.isDirectory()) walk(inner);
      else found[inner] = stats.isFile() ? readFileSync(join(folder, inner), 'utf8') : 'neither';
    }
  };
  walk('');
  return found;
}

/** The files that a kustomization.yaml lists, by way of the lists in folders. */
export function listed(folder: string): string[] {
  return resources(folder).flatMap((name) =>
    name.endsWith('.yaml') ? [name] : resources(join(folder, name)).map((file) => `${name}/${file}`),
  );
}

function resources(folder: string): string[] {
  const [, list = ''] = readFileSync(join(folder, 'kustomization.yaml'), 'utf8').split('resources:');
  return [...list.matchAll(/^- ["']?([^"'\n]+)/gm)].map(([, path = '']) => path);
}

/** The names of all files below a folder, without the lists in its folders. */
export function names(folder: string): string[] {
  return Object.keys(tree(folder)).filter((path) => !/\/kustomization\.yaml$/.test(path));
}

/** A run in a process of its own, of src/ or of a text on standard input; `before` is run in it first. */
export async function spawnRender(
  folder: string,
  { stdin, before = '' }: { readonly stdin?: string; readonly before?: string } = {},
): Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }> {
  const from = stdin === undefined ? join(folder, 'src') : '-';
  const args = ['render', '-f', from, '--out-dir', join(folder, 'out'), '--allow-mass-removal'];
  const program = `
    ${before}
    const { run } = await import(${JSON.stringify(resolve('src/cli/process.ts'))});
    process.exitCode = await run(${JSON.stringify(args)}, 1, 2);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(stdin);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, stderr };
}
