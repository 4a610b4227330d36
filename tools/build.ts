/**
 * Bundles the command line, the operator, the page of `layerc dev` and the playground into dist/, the former with the code that V8 makes of it: see bin/layerc.js.
 * The packages inside come with their licences and a bill of materials.
 */
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { Script } from 'node:vm';
import { writeInParts } from './bundle-parts.ts';
import { CASES, COMMAND_LINE, COMPILE_WORKER, DEV, LSP, OPERATOR, STATUS, write } from './bundles.ts';
import { codePath, functionOf, markedCode } from './code-cache.ts';
import { billOfMaterials, licencesText, packageFolders } from './components.ts';
import { DEV_PAGE, PLAYGROUND, writePage } from './page.ts';

rmSync('dist', { recursive: true, force: true });
const folders = packageFolders([
  ...(await writeInParts(COMMAND_LINE)),
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

// Run once, so that the functions of the main job are among the code.
const BUNDLE = COMMAND_LINE.file;
const script = new Script(functionOf(readFileSync(BUNDLE)));
const program = {} as typeof import('../src/cli/process.ts');
script.runInThisContext()(program, createRequire(BUNDLE));
const nowhere = openSync(devNull, 'w');
const exit = await program.run(['render', '-f', 'fixtures/example'], nowhere, nowhere);
if (exit !== 0) throw new Error(`the bundle renders no example: exit ${exit}`);
const code = script.createCachedData();
writeFileSync(codePath(BUNDLE), markedCode(readFileSync(BUNDLE), code));

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
