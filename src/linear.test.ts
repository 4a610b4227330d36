/**
 * Work is linear in the size of the input, counted in steps. `npm run bench:linear` shows the same in seconds, for inputs
 * that are larger.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FILES, FOR_HEV, SHAPES, writeTexts } from '../bench/linear/shapes.ts';
import { stepsOf } from '../bench/linear/steps.ts';
import { run } from './cli/run.test-support.ts';
import { CODES } from './compiler/index.ts';

type Commands = readonly (readonly string[])[];

/** `n` is the size of the middle one of three texts, the largest is four times that. */
async function isLinear(text: (n: number) => string, n: number, commands: Commands) {
  await grows(n, commands, (size) => ({ path: '-', stdin: text(size) }));
}

async function grows(
  n: number,
  commands: Commands,
  input: (size: number) => { readonly path: string; readonly stdin?: string },
) {
  const go = (size: number) => {
    const { path, stdin = '' } = input(size);
    return stepsOf(async () => {
      for (const args of commands) note(await run([...args, '-f', path], { stdin }));
    });
  };
  await go(2);
  const [quarter, once, fourTimes] = [await go(n / 4), await go(n), await go(4 * n)] as const;
  expect(once).toBeGreaterThan(quarter);
  expect(fourTimes / once).toBeLessThan(4.5);
  // What is the same for every size hides growth: here it is taken away.
  expect((fourTimes - once) / (once - quarter)).toBeLessThan(4.5);
}

const seen = new Set<string>();

function note({ stderr, stdout }: { readonly stderr: string; readonly stdout: string }): void {
  for (const [, code] of `${stdout}\n${stderr}`.matchAll(/^\S+ (?:error|warning) ([A-Z]\w+):/gm))
    seen.add(code as string);
}

test.each(SHAPES)('$name', ({ text }) => isLinear(text, 40, [['validate'], ['render']]));

const folder = mkdtempSync(join(tmpdir(), 'layerc-linear-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(FILES)('$name', async ({ texts }) => {
  await grows(40, [['validate'], ['render']], (size) => ({
    path: writeTexts(texts(size), mkdtempSync(join(folder, 'files-'))),
  }));
});

test(FOR_HEV.name, () => isLinear(FOR_HEV.text, 40, [['validate', '--hev-crd']]));

/** The texts of a fixture, those with a Function many times over and each time under another name. */
function manyOf(fixture: string): (n: number) => string {
  const folder = join(FIXTURES, fixture);
  const texts = readdirSync(folder)
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^---$/m));
  const isMany = (text: string) => !/^kind: InfraRules$/m.test(text) || texts.length === 1;
  const renamed = (text: string, index: number) => text.replace(/(\bname: "?[a-z][a-z0-9-]*)/, `$1-${index}`);
  return (n) => {
    const [many, once] = [texts.filter(isMany), texts.filter((text) => !isMany(text))];
    const copies = Array.from({ length: n }, (_, index) => many.map((text) => renamed(text, index)));
    return [...once, ...copies.flat()].join('\n---\n');
  };
}

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

test.each(readdirSync(FIXTURES))('many of the fixture %s', async (fixture) => {
  const args = join(FIXTURES, fixture, 'args.txt');
  const flags = existsSync(args) ? readFileSync(args, 'utf8').trim().split(/\s+/) : [];
  await isLinear(manyOf(fixture), 8, [['render', ...flags]]);
});

/** Codes that no document brings about, however large. */
const NOT_OF_DOCUMENTS = [
  // Of files and folders that are read.
  ...[
    'UnreadableFile',
    'SymlinkLoop',
    'LinkLeadsOut',
    'TooLarge',
    'EmptyFile',
    'NothingFound',
    'NotUtf8',
    'UnusableProject',
    'ProjectPathOutside',
  ],
  // Of files and folders that are written.
  ...['GeneratedInput', 'ForeignFile', 'SourceConflict', 'MassRemoval', 'UnknownSource', 'ListedFileGone'],
  ...['OutputBlocked', 'OutputNotWritable', 'OutputInUse', 'NamesDifferInCase'],
  // Of `layerc krm`.
  ...['ForeignObject', 'InvalidFunctionConfig'],
  // Of the cases of `layerc test`, which no other command reads.
  ...['UnknownFunction', 'UnusableCase', 'UnusableRows', 'DuplicateCase'],
  ...['UnexpectedRow', 'UnexpectedOutcome', 'CaseNotFinished', 'UnexpectedManifest'],
  // A fault of ours, which nobody knows.
  'InternalError',
];

test('every rule and lint of documents is among them', () => {
  const missing = Object.keys(CODES).filter((code) => !seen.has(code));
  expect(missing.sort()).toEqual(NOT_OF_DOCUMENTS.toSorted());
});
