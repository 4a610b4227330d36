/**
 * Makes the command line one executable file for this machine, with Bun's compiler: docs/decisions/one-file.md has the
 * reasons. Bun is downloaded the first time.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BINARY } from './binary-file.ts';
import bun from './bun/package.json' with { type: 'json' };
import { SINGLE_FILE, write } from './bundles.ts';
import { licencesText, packageFolders } from './components.ts';

const BUN_HOME = 'tools/bun';

/** Nothing of the folder where somebody works may change what the program does: neither .env nor bunfig.toml is read. */
const COMPILE = [
  'build',
  '--compile',
  '--bytecode',
  '--minify',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
];

const compiler = compilerPath();
if (!existsSync(compiler)) {
  const install = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', install, { cwd: BUN_HOME, stdio: ['ignore', 'ignore', 'inherit'] });
}
mkdirSync(dirname(BINARY), { recursive: true });
// Made beside its place and renamed: whoever runs the old one keeps it meanwhile.
const draft = mkdtempSync(`${BINARY}-`);
try {
  const bundle = join(draft, 'layerc.cjs');
  const modules = await write({ ...SINGLE_FILE, file: bundle });
  const file = join(draft, 'layerc');
  execFileSync(compiler, [...COMPILE, bundle, '--outfile', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(`${dirname(BINARY)}/LICENCES.txt`, licences(modules));
  renameSync(file, BINARY);
} finally {
  rmSync(draft, { recursive: true });
}
process.stdout.write(`${BINARY}: ${(statSync(BINARY).size / 1e6).toFixed(0)} MB, with Bun ${bun.version}\n`);

/** Of the packages that Bun has for each platform the one for this machine. */
function compilerPath(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@oven/bun-${system}-${process.arch === 'x64' ? 'x64-baseline' : 'aarch64'}`;
  if (!(name in bun.optionalDependencies)) {
    throw new Error(
      `Bun has no compiler for ${process.platform} on ${process.arch}; use the npm package there.`,
    );
  }
  return join(BUN_HOME, 'node_modules', name, 'bin', system === 'windows' ? 'bun.exe' : 'bun');
}

/** Of the packages in the bundle, and of what Bun adds. */
function licences(modules: readonly string[]): string {
  return `This file holds Bun ${bun.version} (MIT), JavaScriptCore (LGPL-2) and the libraries that Bun names at
https://bun.com/docs/project/licensing, where it also says how they are linked again, and these packages:

${licencesText(packageFolders(modules))}`;
}
