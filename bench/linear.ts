/**
 * How the time grows with the input: for each shape the time of `layerc validate` for n and for 4n things in this process,
 * and the exponent between the two. Ends with 1 where one is above 1.15. `src/linear.test.ts` counts the steps of the same.
 */

import { run } from '../src/cli/run.test-support.ts';
import { SHAPES, type Shape } from './linear/shapes.ts';

/** A run of the larger text takes so long at least, so that what a process does beside it is little. */
const LEAST_MS = 600;
const MOST_THINGS = 500_000;
const RUNS = 4;
const MOST_EXPONENT = 1.15;

/** Milliseconds: the least of some runs, as what else the machine does only makes it longer. */
async function least(text: string, runs = RUNS): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < runs; turn++) {
    const begun = performance.now();
    await run(['validate', '-f', '-'], { stdin: text });
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

async function measured({ text }: Shape) {
  let n = 500;
  while (n < MOST_THINGS && (await least(text(4 * n), 1)) < LEAST_MS) n *= 2;
  const [small, large] = [await least(text(n)), await least(text(4 * n))];
  return { n, small, large, exponent: Math.log(large / small) / Math.log(4) };
}

const chosen = process.argv.slice(2);
let worst = 0;
console.log(`${'shape'.padEnd(44)}${'n'.padStart(8)}${'n, ms'.padStart(9)}${'4n, ms'.padStart(9)}  exponent`);
for (const shape of SHAPES) {
  if (chosen.length > 0 && !chosen.some((word) => shape.name.includes(word))) continue;
  let figures = await measured(shape);
  // A collection of garbage in the wrong place is not measured twice.
  if (figures.exponent > MOST_EXPONENT) figures = await measured(shape);
  const { n, small, large, exponent } = figures;
  worst = Math.max(worst, exponent);
  const cells = [`${n}`.padStart(8), small.toFixed(1).padStart(9), large.toFixed(1).padStart(9)];
  console.log(`${shape.name.padEnd(44)}${cells.join('')}  ${exponent.toFixed(2)}`);
}
console.log(`largest exponent: ${worst.toFixed(2)}`);
process.exitCode = worst > MOST_EXPONENT ? 1 : 0;
