/**
 * What the gateway of `layerc dev` costs a row: 100,000 rows found, claimed in batches of 32 by 4 workers that do nothing,
 * and completed, over HTTP. In memory, and with `--state`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chronicle } from '../src/dev/page/chronicle.ts';
import { State } from '../src/dev/state.ts';
import { sweep } from '../src/gateway/core/discovery.ts';
import { Gateway } from '../src/gateway/core/gateway.ts';
import { together } from '../src/gateway/server/listeners.ts';
import { GatewayServer } from '../src/gateway/server/server.ts';

const ROWS = Number(process.env.ROWS ?? 100_000);
const WORKERS = 4;
const BATCH = 32;

async function measure(name: string, state: State | undefined): Promise<void> {
  // What the page remembers of a run is part of its cost.
  const chronicle = new Chronicle(() => undefined, Date.now);
  const gateway = new Gateway('turbopuffer', together([...(state === undefined ? [] : [state]), chronicle]));
  const save = () => state?.save();
  for (let id = 0; id < ROWS; id++)
    gateway.rows.put('shop', { id: String(id), title: `product number ${id}`, price: id / 100 });
  const spec = {
    target_namespaces: ['shop'],
    inputs: ['id', 'title'],
    filter: ['price', 'Gte', 0],
    worker: {},
  };
  const udf = gateway.create('tag', spec, false, 0);
  save();
  const server = await GatewayServer.start({
    ...{ gateway, save, now: Date.now, port: 0 },
    tokens: new Map([['token', 'admin']]),
  });
  const begun = performance.now();
  const cpu = process.cpuUsage();
  sweep(gateway, udf, ['shop'], Date.now());
  save();
  const found = performance.now();
  const workers = fork(import.meta.filename, [server.url]);
  await once(workers, 'exit');
  const seconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const { completed } = udf.queue.counts(Date.now());
  if (completed !== ROWS) throw new Error(`${completed} of ${ROWS} rows are done`);
  const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
  const per = (value: number) => `${((value * 1000) / ROWS).toFixed(1)} µs a row`;
  console.log(
    `${name}: ${per((user + system) / 1000)} of processor, of that ${per(found - begun)} for the sweep; ${per(seconds)} with the workers' own time; ${memory} MB`,
  );
  await server.stop();
  state?.close();
}

/** The workers, in a process of their own. */
async function work(url: string): Promise<void> {
  const ask = async (
    path: string,
    body: unknown,
  ): Promise<{ items: { namespace: string; id: string }[] }> => {
    const init = { method: 'POST', headers: { authorization: 'Bearer token' }, body: JSON.stringify(body) };
    return (await fetch(`${url}/v2/udfs/tag${path}`, init)).json() as never;
  };
  const worker = async (worker_id: string): Promise<void> => {
    while (true) {
      const { items } = await ask('/claim', { worker_id, limit: BATCH });
      if (items.length === 0) return;
      const done = items.map(({ namespace, id }) => ({ namespace, id, attributes: { tag: 'x' } }));
      await ask('/items/complete', { worker_id, items: done });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, index) => worker(`worker-${index}`)));
}

const [, , url] = process.argv;
if (url !== undefined) await work(url);
else {
  const folder = mkdtempSync(join(tmpdir(), 'layerc-bench-'));
  await measure('in memory', undefined);
  await measure('SQLite (--state)', new State(join(folder, 'state.db')));
  rmSync(folder, { recursive: true });
}
