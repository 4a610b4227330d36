/**
 * Bundles the command line and the operator into dist/, the former with the code that V8 makes of it: see bin/layerc.js.
 * The packages inside come with their licences.
 */
import { openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { basename, resolve } from 'node:path';
import { Script } from 'node:vm';
import { type InputOptions, type Plugin, rolldown } from 'rolldown';

const BUNDLE = resolve('dist/layerc.cjs');
const OPERATOR = resolve('dist/operator.cjs');

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

/** The command line loads the operator when it is asked for: everybody else would pay for it. */
const operatorApart: Plugin = {
  name: 'operator-apart',
  resolveId: (specifier) =>
    specifier === '../operator/process.ts' ? { id: `./${basename(OPERATOR)}`, external: true } : null,
};

/** The generated client of every API comes along with the reader of kubeconfigs, which needs none of it. */
const noGeneratedClient = (id: string): boolean => !id.includes('/@kubernetes/client-node/');

rmSync('dist', { recursive: true, force: true });
const packages = new Set([
  ...(await bundleInto(BUNDLE, {
    input: 'src/cli/process.ts',
    plugins: [noChildProcess, operatorApart, tablesAsJson],
  })),
  ...(await bundleInto(OPERATOR, {
    input: 'src/operator/process.ts',
    plugins: [tablesAsJson],
    treeshake: { moduleSideEffects: noGeneratedClient },
  })),
]);
writeFileSync(
  'dist/LICENCES.txt',
  [...packages]
    .sort()
    .map(licenceOf)
    .join(`\n${'-'.repeat(80)}\n\n`),
);

// Run once, so that the functions of the main job are among the code.
const script = new Script(`(function (exports, require) {${readFileSync(BUNDLE, 'utf8')}\n})`);
const program = {} as typeof import('../src/cli/process.ts');
script.runInThisContext()(program, createRequire(BUNDLE));
const nowhere = openSync(devNull, 'w');
const exit = await program.run(['render', '-f', 'fixtures/example'], nowhere, nowhere);
if (exit !== 0) throw new Error(`the bundle renders no example: exit ${exit}`);
const code = script.createCachedData();
writeFileSync(`${BUNDLE}.${process.version}-${process.platform}-${process.arch}`, code);

if (typeof createRequire(OPERATOR)(OPERATOR).runOperator !== 'function')
  throw new Error('the operator does not load');

/** Writes one bundle; gives the folders of the packages inside. */
async function bundleInto(file: string, options: InputOptions): Promise<string[]> {
  const bundle = await rolldown({ platform: 'node', tsconfig: true, ...options });
  const { output } = await bundle.write({
    file,
    format: 'cjs',
    codeSplitting: false,
    dynamicImportInCjs: false,
    minify: true,
  });
  await bundle.close();
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  return modules.flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[0] ?? []);
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(-\w+)?(\.(md|txt))?$/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence to pass on`);
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
}
