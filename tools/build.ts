/**
 * Bundles the command line into dist/, with the code that V8 makes of it: see bin/layerc.js. The packages inside come
 * with their licences.
 */
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { resolve } from 'node:path';
import { Script } from 'node:vm';
import { type Plugin, rolldown } from 'rolldown';

const BUNDLE = resolve('dist/layerc.cjs');

/** commander starts subcommands that are programs of their own. We have none, and the import takes 6 ms. */
const noChildProcess: Plugin = {
  name: 'no-child-process',
  resolveId: (specifier) => (specifier === 'node:child_process' ? '\0no-child-process' : null),
  load: (id) => (id === '\0no-child-process' ? 'export default undefined;' : null),
};

/** V8 reads a large table from JSON in a fraction of the time that the same object literal takes. */
const tablesAsJson: Plugin = {
  name: 'tables-as-json',
  async load(id) {
    if (!/\/(kubernetes|fields|crds)\.generated\.ts$/.test(id)) return null;
    return Object.entries(await import(id))
      .map(([name, table]) => `export const ${name} = /* @__PURE__ */ JSON.parse(${text(text(table))});`)
      .join('\n');
  },
};

function text(value: unknown): string {
  return JSON.stringify(value);
}

rmSync('dist', { recursive: true, force: true });
const bundle = await rolldown({
  input: 'src/cli/process.ts',
  platform: 'node',
  tsconfig: true,
  plugins: [noChildProcess, tablesAsJson],
});
const { output } = await bundle.write({ file: BUNDLE, format: 'cjs', codeSplitting: false, minify: true });
await bundle.close();

const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
const packages = modules.flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[0] ?? []);
const licences = [...new Set(packages)].sort().map((folder) => {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].find((name) => existsSync(`${folder}/${name}`));
  if (file === undefined) throw new Error(`${folder} has no licence to pass on`);
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
});
writeFileSync('dist/LICENCES.txt', licences.join(`\n${'-'.repeat(80)}\n\n`));

// Run once, so that the functions of the main job are among the code.
const script = new Script(`(function (exports, require) {${readFileSync(BUNDLE, 'utf8')}\n})`);
const program = {} as typeof import('../src/cli/process.ts');
script.runInThisContext()(program, createRequire(BUNDLE));
const nowhere = openSync(devNull, 'w');
const exit = await program.run(['render', '-f', 'fixtures/example'], nowhere, nowhere);
if (exit !== 0) throw new Error(`the bundle renders no example: exit ${exit}`);
const code = script.createCachedData();
writeFileSync(`${BUNDLE}.${process.version}-${process.platform}-${process.arch}`, code);
