/**
 * Bundles the command line, the operator, the page of `layerc dev` and the playground into dist/, the former with the code that V8 makes of it: see bin/layerc.js.
 * The packages inside come with their licences and a bill of materials.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Runs, SHARED, writeInParts } from './bundle-parts.ts';
import { CASES, COMMAND_LINE, COMPILE_WORKER, DEV, LSP, OPERATOR, STATUS, write } from './bundles.ts';
import { Parts } from './code-cache.ts';
import { billOfMaterials, licencesText, packageFolders } from './components.ts';
import { DEV_PAGE, PLAYGROUND, writePage } from './page.ts';

type CommandLine = typeof import('../src/cli/process.ts');

/** What the parts of the command line are for: most of its runs, those that ask what there is, those that keep a folder. */
const RUNS: Runs<CommandLine> = {
  '': async (program) => {
    await runs(program, 0, 'render', '-f', 'fixtures/example');
    await runs(program, 0, 'validate', '-f', 'fixtures/example');
  },
  help: (program) => runs(program, 0, '--help'),
  files: async (program) => {
    const out = mkdtempSync(join(tmpdir(), 'layerc-build-'));
    const render = ['render', '-f', 'fixtures/example', '--out-dir', out];
    await runs(program, 0, ...render);
    await runs(program, 0, ...render);
    await runs(program, 0, ...render, '--check');
    rmSync(out, { recursive: true });
  },
  explain: async (program) => {
    await runs(program, 0, 'explain', '-f', 'fixtures/example');
    await runs(program, 0, 'explain', '-f', 'fixtures/example', 'spec.worker.batchSize');
  },
  // What else is asked for often: something is wrong, and a podSpec.
  rest: async (program) => {
    await runs(program, 1, 'validate', '-f', 'fixtures/error-unknown-fields');
    await runs(program, 1, 'render', '-f', 'fixtures/error-types');
    await runs(program, 0, 'render', '-f', 'fixtures/gpu-podspec');
    await runs(program, 0, 'render', '-f', 'fixtures/warn-times');
    await runs(program, 1, 'validate', '-f', 'fixtures/error-syntax');
  },
};

/** Runs the program without a word. */
async function runs({ run }: CommandLine, expected: number, ...args: readonly string[]): Promise<void> {
  const nowhere = openSync(devNull, 'w');
  const exit = await run(args, nowhere, nowhere);
  closeSync(nowhere);
  if (exit !== expected) throw new Error(`layerc ${args.join(' ')}: exit ${exit}`);
}

rmSync('dist', { recursive: true, force: true });
const folders = packageFolders([
  ...(await writeInParts(COMMAND_LINE, RUNS)),
  ...(await write(DEV)),
  ...(await write(LSP)),
  ...(await write(CASES)),
  ...(await write(OPERATOR)),
  ...(await write(STATUS)),
  ...(await write(COMPILE_WORKER)),
  ...(await writePage(DEV_PAGE)),
  ...(await writePage(PLAYGROUND)),
]);
writeFileSync('dist/LICENCES.txt', licencesText(folders));
writeFileSync('dist/sbom.cdx.json', billOfMaterials(folders));

// Each is run once, so that the functions of its runs are among its code.
const parts = new Parts('dist');
const program = parts.load('layerc.cjs') as CommandLine;
for (const [part, run] of Object.entries(RUNS)) {
  await run(program);
  parts.keep(part === '' ? 'layerc.cjs' : `layerc-${part}.cjs`);
}
parts.keep(`layerc-${SHARED}.cjs`);

if (typeof createRequire(OPERATOR.file)(OPERATOR.file).runOperator !== 'function')
  throw new Error('the operator does not load');
if (typeof createRequire(DEV.file)(DEV.file).runDev !== 'function')
  throw new Error('the program of layerc dev does not load');
if (typeof createRequire(LSP.file)(LSP.file).runLsp !== 'function')
  throw new Error('the program of layerc lsp does not load');
if (typeof createRequire(CASES.file)(CASES.file).runTests !== 'function')
  throw new Error('the program of layerc test does not load');
if (typeof createRequire(STATUS.file)(STATUS.file).runStatus !== 'function')
  throw new Error('the program of layerc status does not load');
