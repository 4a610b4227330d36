/**
 * What a keystroke costs in a file of 2,000 lines with 50 Functions: until everything that is wrong is known again, and
 * until each question is answered. In the services alone, as a page has them; `npm run bench:editor`.
 */
import { readFileSync } from 'node:fs';
import { readSettings } from '../src/compiler/index.ts';
import { completionsAt } from '../src/editor/completion/completion.ts';
import { diagnosticsOf } from '../src/editor/diagnostics.ts';
import { fixesIn } from '../src/editor/fixes/fixes.ts';
import { hoverAt } from '../src/editor/hover.ts';
import { objectsText } from '../src/editor/objects.ts';
import { symbolsOf } from '../src/editor/symbols.ts';
import { Workspace } from '../src/editor/workspace.ts';
import { machine } from './machine.ts';

const FUNCTIONS = Number(process.env.FUNCTIONS ?? 50);
const KEYSTROKES = Number(process.env.KEYSTROKES ?? 200);

const one = readFileSync('fixtures/example/function.yaml', 'utf8').trimEnd();
const text = Array.from(
  { length: FUNCTIONS },
  (_, index) => `${one.replace('tag-products', `tag-products-${index}`)}\n`,
).join('---\n');
const workspace = new Workspace({
  settings: readSettings({}).settings,
  stockPools: false,
  warningsAsErrors: [],
});
workspace.set('infra-rules.yaml', readFileSync('fixtures/example/infra-rules.yaml', 'utf8'), true);

const lines = text.split('\n');
const at = Math.floor(lines.length / 2);
const line = lines.findIndex((found, index) => index > at && found.trimStart().startsWith('pool:'));
const typed = 'cpu-large-of-the-other-team';

/** The text while a word is typed in its middle, a letter longer each time. */
function keystroke(index: number): string {
  const word = typed.slice(0, 1 + (index % typed.length));
  return [...lines.slice(0, line), `    pool: ${word}`, ...lines.slice(line + 1)].join('\n');
}

const position = { line, character: '    pool: c'.length };
const steps: readonly (readonly [name: string, step: () => unknown])[] = [
  ['diagnostics of the file', () => diagnosticsOf(workspace, 'functions.yaml')],
  ['completion of the pool', () => completionsAt(workspace, 'functions.yaml', position)],
  ['quick fixes', () => fixesIn(workspace, 'functions.yaml', { start: position, end: position })],
  ['symbols', () => symbolsOf(workspace, 'functions.yaml')],
  ['hover', () => hoverAt(workspace, 'functions.yaml', { line: 20, character: 6 })],
  ['objects of the file', () => objectsText(workspace, 'functions.yaml')],
];
const figures = new Map<string, number[]>([
  ['a keystroke, diagnostics and completion together', []],
  ...steps.map(([name]): [string, number[]] => [name, []]),
]);
for (let index = -20; index < KEYSTROKES; index++) {
  workspace.set('functions.yaml', keystroke(index + 20), true);
  const times = steps.map(([, step]) => {
    const begun = performance.now();
    step();
    return performance.now() - begun;
  });
  // The first ones warm up, as the first seconds in an editor do.
  if (index < 0) continue;
  const [diagnostics = 0, completion = 0] = times;
  for (const [name, list] of figures)
    list.push(times[steps.findIndex(([step]) => step === name)] ?? diagnostics + completion);
}

console.log(`${lines.length.toLocaleString('en')} lines, ${FUNCTIONS} Functions, ${KEYSTROKES} keystrokes`);
for (const [name, list] of figures) {
  const sorted = list.toSorted((a, b) => a - b);
  const of = (part: number) => `${(sorted[Math.floor((sorted.length - 1) * part)] as number).toFixed(1)} ms`;
  console.log(`${name}: median ${of(0.5)}, 95th percentile ${of(0.95)}, worst ${of(1)}`);
}
console.log(machine());
