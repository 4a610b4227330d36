/**
 * How the time grows with the input: for each shape the time of `layerc validate` for n and for 4n things in this process,
 * and the exponent between the two. Ends with 1 where one is above 1.15. It is the time of the processors, which what else
 * the machine does makes little longer. `src/linear.test.ts` counts the steps of the same.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../src/cli/run.test-support.ts';
import { FILES, SHAPES, writeTexts } from './linear/shapes.ts';

/**
 * A run of the larger text takes so long at least, so that what a process does beside it is little. With far larger ones
 * tables outgrow the caches of the processor: each of 256,000 variables then takes 1.3 times as long as one of 64,000.
 */
const LEAST_MS = 250;
const MOST_THINGS = 500_000;
const RUNS = 4;
const MOST_EXPONENT = 1.15;

const folder = mkdtempSync(join(tmpdir(), 'layerc-linear-'));

interface Input {
  readonly path: string;
  readonly stdin?: string;
}

const ROWS: readonly { readonly name: string; readonly input: (n: number) => Input }[] = [
  ...SHAPES.map(({ name, text }) => ({ name, input: (n: number) => ({ path: '-', stdin: text(n) }) })),
  ...FILES.map(({ name, texts }) => ({
    name,
    input: (n: number) => ({ path: writeTexts(texts(n), mkdtempSync(join(folder, 'files-'))) }),
  })),
];

/** Milliseconds: the least of some runs, as what else the machine does only makes it longer. */
async function least({ path, stdin = '' }: Input, runs = RUNS): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < runs; turn++) {
    const begun = process.cpuUsage();
    await run(['validate', '-f', path], { stdin });
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

async function measured(input: (n: number) => Input) {
  let n = 500;
  while (n < MOST_THINGS && (await least(input(4 * n), 1)) < LEAST_MS) n *= 2;
  const [small, large] = [await least(input(n)), await least(input(4 * n))];
  return { n, small, large, exponent: Math.log(large / small) / Math.log(4) };
}

const chosen = process.argv.slice(2);
let worst = 0;
console.log(`${'shape'.padEnd(48)}${'n'.padStart(8)}${'n, ms'.padStart(9)}${'4n, ms'.padStart(9)}  exponent`);
try {
  for (const { name, input } of ROWS) {
    if (chosen.length > 0 && !chosen.some((word) => name.includes(word))) continue;
    let figures = await measured(input);
    // A collection of garbage in the wrong place is not measured twice.
    if (figures.exponent > MOST_EXPONENT) figures = await measured(input);
    const { n, small, large, exponent } = figures;
    worst = Math.max(worst, exponent);
    const cells = [`${n}`.padStart(8), small.toFixed(1).padStart(9), large.toFixed(1).padStart(9)];
    console.log(`${name.padEnd(48)}${cells.join('')}  ${exponent.toFixed(2)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`largest exponent: ${worst.toFixed(2)}`);
process.exitCode = worst > MOST_EXPONENT ? 1 : 0;
