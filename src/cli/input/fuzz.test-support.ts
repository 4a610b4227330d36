/** A thread that reads and compiles documents made of real ones by damage, and tells what did not hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { compile, readSettings } from '../../compiler/index.ts';
import { Loaded } from '../../input/loaded.ts';
import { reportJson, reportText } from '../../text/report/report.ts';
import { printYaml } from '../../text/yaml/print.ts';

export interface FuzzTask {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** The number of the document that is being read, for who watches. */
  readonly at: SharedArrayBuffer;
}

export interface Broken {
  readonly index: number;
  readonly why: string;
  readonly text: string;
}

const LIMIT_MS = 1_000;

/** What a reader of YAML, JSON or Functions may stumble over. */
const TOKENS = [
  ...[
    '&a ',
    '*a',
    '<<: *a\n',
    '!!binary ',
    '!!set {}',
    '? ',
    '|\n',
    '>-\n',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '# ',
    '\t',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ': ',
    '- ',
    '"',
    "'",
    '\\',
    '\\u0000',
    '\\ud800',
    '\ufeff',
    '\u2028',
    '\u0085',
    '\0',
    '\r',
  ],
  ...[
    'null',
    '~',
    'yes',
    '0o14',
    '1e400',
    '-.inf',
    '0x',
    '1_000',
    '9007199254740993',
    '-0',
    '""',
    '[]',
    '{}',
    '__proto__',
  ],
  ...[
    'constructor',
    'hevlayer.com/v1',
    'kind: FunctionList\n',
    '$patch: replace\n',
    '$setElementOrder/env: []\n',
    '$(A)',
  ],
  ...[
    '{"a":'.repeat(70),
    '['.repeat(2_000),
    '- '.repeat(500),
    '&x [*x]',
    'a: &a [*a, *a]\n',
    'x'.repeat(5_000),
    '🦊'.repeat(50),
  ],
];

/** Small whole numbers, the same for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0;
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

function originals(): string[] {
  return readdirSync('fixtures').flatMap((folder) =>
    readdirSync(join('fixtures', folder))
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .map((name) => readFileSync(join('fixtures', folder, name), 'utf8')),
  );
}

/** One to eight damages of one text: a piece removed, doubled, moved, replaced, or taken from another text. */
function damaged(texts: readonly string[], random: (below: number) => number): string {
  const any = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  let text = any(texts);
  for (let count = 1 + random(8); count > 0; count--) {
    const start = random(text.length + 1);
    const end = Math.min(text.length, start + random(random(2) === 0 ? 4 : 200));
    const [before, piece, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
    const other = any(texts);
    const from = random(other.length + 1);
    const changes = [
      () => before + after,
      () => before + piece + piece + after,
      () => before + any(TOKENS) + after,
      () => before + any(TOKENS) + piece + after,
      () => before + other.slice(from, from + random(300)) + after,
      () => before + String.fromCharCode(random(0x250)) + after,
      () => before + piece.replace(/[\w.-]+/, any(TOKENS)) + after,
      () => before.replace(/\n +(?=[^\n]*$)/, (indent) => indent + ' '.repeat(random(3))) + piece + after,
    ];
    text = any(changes)();
  }
  return text;
}

/** Why a document did not hold, or nothing. */
function fault(bytes: Uint8Array): string | undefined {
  const { settings } = readSettings({});
  const input = new Loaded();
  input.add({ path: 'a.yaml', source: '/a.yaml', content: bytes, outside: false });
  const { diagnostics, functions } = compile(input.values, settings, true);
  const placed = [...input.diagnostics, ...diagnostics.map((diagnostic) => input.place(diagnostic))];
  const objects = functions.flatMap((fn) => fn.objects);
  const printed = printYaml(objects);
  const documents = printed === '' ? 0 : printed.split(/^---$/m).length;
  if (documents !== objects.length) return 'an object is printed as nothing';
  reportText(placed, false);
  JSON.parse(reportJson(placed));
  const lost = placed.find(({ line, column }) => line < 1 || column < 1);
  return lost && `${lost.code} is not placed: ${lost.message}`;
}

if (parentPort !== null) {
  const { seed, from, to, at } = workerData as FuzzTask;
  const place = new Int32Array(at);
  const texts = originals();
  const broken: Broken[] = [];
  for (let index = from; index < to; index++) {
    Atomics.store(place, 0, index);
    const text = damaged(texts, randomOf(seed + index));
    const bytes = Buffer.from(text);
    // A time that is over once may be the machine's fault, not twice.
    for (let tries = 2; tries > 0; tries--) {
      const start = performance.now();
      let why: string | undefined;
      try {
        why = fault(bytes);
      } catch (error) {
        why = String((error as Error).stack);
      }
      const time = performance.now() - start;
      if (why === undefined && time <= LIMIT_MS) break;
      if (why !== undefined || tries === 1) {
        broken.push({ index, why: why ?? `took ${time.toFixed(0)} ms`, text });
        break;
      }
    }
  }
  parentPort.postMessage(broken);
}
