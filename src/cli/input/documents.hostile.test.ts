/** Damaged documents: none makes layerc throw, hang, or report an error without a place. */
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { count, isLongRun } from '../../../testenv/hostile.ts';
import type { Broken, FuzzTask } from './fuzz.test-support.ts';

const SEED = Number(process.env.LAYERC_SEED ?? 20260808);
const DOCUMENTS = Number(process.env.LAYERC_DOCUMENTS ?? (isLongRun ? 100_000 : 1_500));
/** One document may take a second; whoever is not further after so long hangs. */
const HANGS_MS = 20_000;

it(`${DOCUMENTS} damaged documents (LAYERC_DOCUMENTS, LAYERC_SEED)`, { timeout: 1_800_000 }, async ({
  task,
}) => {
  const broken = await fuzz({ seed: SEED, from: 0, to: DOCUMENTS, at: new SharedArrayBuffer(4) });
  count(task, { of: 'documents', tried: DOCUMENTS, held: DOCUMENTS - broken.length });
  expect(broken.slice(0, 3)).toEqual([]);
});

/** Runs in a thread, since who hangs cannot watch itself. */
function fuzz(task: FuzzTask): Promise<readonly Broken[]> {
  const worker = new Worker(new URL('fuzz.test-support.ts', import.meta.url), { workerData: task });
  const place = new Int32Array(task.at);
  return new Promise((resolve, reject) => {
    let last = -1;
    const watch = setInterval(() => {
      const index = Atomics.load(place, 0);
      if (index === last) {
        void worker.terminate();
        resolve([
          { index, why: `hangs for more than ${HANGS_MS} ms`, text: `seed ${task.seed}, document ${index}` },
        ]);
      }
      last = index;
    }, HANGS_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => clearInterval(watch));
  });
}
