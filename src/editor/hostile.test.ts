/** Text that nobody would write, and cursors wherever: every service answers, and soon. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { random } from '../random.test-support.ts';
import { completionsAt } from './completion/completion.ts';
import { definitionsAt } from './definition.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { fixesIn } from './fixes/fixes.ts';
import { hoverAt } from './hover.ts';
import { objectsText } from './objects.ts';
import { symbolsOf } from './symbols.ts';
import { HEAD, INDEXES, RULES, workspaceWith } from './workspace.test-support.ts';
import type { Workspace } from './workspace.ts';

const SEED = Number(process.env.LAYERC_SEED ?? 19);
const ROUNDS = Number(process.env.LAYERC_EDITS ?? 300);

const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '\n',
    '\r',
    '\t',
    '"',
    "'",
    '#',
    '|',
    '>',
    '&a ',
    '*a',
    '<<: ',
    '---\n',
    '!x ',
  ],
  ...[
    '\u202e',
    '\ud800',
    '\u0000',
    '\ufeff',
    '😀',
    '`',
    '    ',
    'spec:\n',
    'kind: Function\n',
    'items:\n',
    '? ',
  ],
];

function askEverything(workspace: Workspace, name: string, line: number, character: number): void {
  const position = { line, character };
  completionsAt(workspace, name, position);
  hoverAt(workspace, name, position);
  definitionsAt(workspace, name, position);
  fixesIn(workspace, name, { start: position, end: position });
}

it(`${ROUNDS} damaged documents (LAYERC_EDITS, LAYERC_SEED)`, () => {
  const next = random(SEED);
  const files = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:ya?ml|json)$/.test(name),
  );
  for (let round = 0; round < ROUNDS; round++) {
    let text = readFileSync(join('fixtures', files[next(files.length)] as string), 'utf8').slice(0, 20_000);
    for (let count = next(4); count >= 0; count--) {
      const at = next(text.length + 1);
      text = text.slice(0, at) + PIECES[next(PIECES.length)] + text.slice(at + next(12));
    }
    const workspace = workspaceWith({ 'a.yaml': text, 'rules.yaml': RULES });
    const lines = text.split('\n').length;
    try {
      for (let count = 0; count < 4; count++) askEverything(workspace, 'a.yaml', next(lines + 2), next(60));
      diagnosticsOf(workspace, 'a.yaml');
      symbolsOf(workspace, 'a.yaml');
      objectsText(workspace, 'a.yaml');
    } catch (error) {
      throw new Error(`round ${round} of seed ${SEED}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
});

const MEGABYTE = 1_000_000;
const HOSTILE: { readonly [what: string]: string } = {
  'brackets that never close': `${HEAD}spec: ${'['.repeat(100_000)}`,
  'braces with keys': `${HEAD}spec: ${'{a: '.repeat(50_000)}`,
  'dashes in a row': `${HEAD}spec:\n  ${'- '.repeat(100_000)}`,
  'deeper and deeper': Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  'a line of a megabyte': `${HEAD}spec: {filter: ${'x'.repeat(MEGABYTE)}`,
  'quotes that never close': `${HEAD}spec:\n${'  a: "\n'.repeat(50_000)}`,
  'many documents': `${HEAD}---\n`.repeat(5_000),
  'many keys': `${HEAD}spec:\n${Array.from({ length: 20_000 }, (_, n) => `  a${n}: 1\n`).join('')}`,
  'aliases of aliases': `a: &a [x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: &b${n} [*${n ? `b${n - 1}` : 'a'}, *${n ? `b${n - 1}` : 'a'}]\n`).join('')}${HEAD}`,
  'turned around': `${HEAD}spec:\n  \u202e\u2066worker: ${'\u202e'.repeat(10_000)}\n`,
  'half characters': `${HEAD}spec: "${'\ud83d'.repeat(100_000)}`,
  'blanks without end': `${HEAD}spec:\n${' '.repeat(MEGABYTE)}x`,
  colons: `${HEAD}${': '.repeat(200_000)}`,
  comments: `${HEAD}${' #'.repeat(200_000)}`,
  'more than an editor is served with': HEAD + 'x: y\n'.repeat(MEGABYTE),
};

describe('answers to', () => {
  it.each(Object.entries(HOSTILE))('%s', (_, text) => {
    const workspace = workspaceWith({ 'a.yaml': text, 'rules.yaml': RULES, 'indexes.yaml': INDEXES });
    const last = text.split('\n').length - 1;
    for (const [line, character] of [
      [last, 2 ** 31],
      [5, 10],
      [last >> 1, 6],
    ] as const)
      askEverything(workspace, 'a.yaml', line, character);
    diagnosticsOf(workspace, 'a.yaml');
    symbolsOf(workspace, 'a.yaml');
    expect(objectsText(workspace, 'a.yaml').length).toBeLessThan(2 * MEGABYTE);
  });
});
