/** A worker and its gateway in one process that is to be killed: every row that it has completed, it writes down. */
import { appendFileSync } from 'node:fs';
import { sweep } from '../gateway/core/discovery.ts';
import { Gateway } from '../gateway/core/gateway.ts';
import { together } from '../gateway/server/listeners.ts';
import { State } from './state.ts';

const [file = '', log = '', rows = '0'] = process.argv.slice(2);
const state = new State(file);
const gateway = new Gateway('turbopuffer', together([state]));
state.load(gateway);
if (!state.hasImported('shop', 'rows')) {
  for (let id = 0; id < Number(rows); id++) gateway.rows.put('shop', { id: String(id) });
  state.importing('shop', 'rows');
  gateway.put(
    'tag',
    {
      target_namespaces: ['shop'],
      inputs: ['id'],
      worker: {},
      retry: { max_attempts: 1_000_000, initial_backoff_seconds: 0 },
    },
    Date.now(),
  );
  state.save();
}
const worker = `worker-${process.pid}`;
while (true) {
  sweep(gateway, gateway.get('tag'), ['shop'], Date.now());
  const items = gateway.claim('tag', worker, 3, 0.2, Date.now());
  state.save();
  for (const item of items) {
    const updated = gateway.complete('tag', worker, [{ ...item, attributes: { by: worker } }], Date.now());
    state.save();
    if (updated === 1) appendFileSync(log, `${item.id}\n`);
  }
  const { completed } = gateway.get('tag').queue.counts(Date.now());
  if (completed === Number(rows)) break;
  await new Promise((resolve) => setTimeout(resolve, 2));
}
state.close();
