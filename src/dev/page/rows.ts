/** The rows of a queue, by pages, and one of them whole. */
import type { Item, Stage } from '../../gateway/core/item.ts';
import { STAGES } from '../../gateway/core/item.ts';
import { RESERVED } from '../../gateway/core/markers.ts';
import type { ItemRef } from '../../gateway/core/protocol.ts';
import type { Queue } from '../../gateway/core/queue.ts';
import { invalid, notFound } from '../../gateway/words/refusal.ts';
import type { Json } from '../../json/json.ts';
import type { Field, RowDetail, RowsPage, RowView } from './protocol.ts';
import type { Subject } from './subject.ts';

const MOST_ROWS = 500;
/** A list shows the begin of an error, a row more of it, and no more of a vector than anybody reads. */
const LIST_ERROR = 300;
const LONGEST_TEXT = 16_384;
const LONGEST_VALUE = 4096;
const MOST_HAPPENINGS = 200;

/** `?stage=failed&search=p1&from=100&limit=50`. */
export function rowsPage({ gateway, now }: Subject, id: string, search: URLSearchParams): RowsPage {
  const { queue } = gateway.get(id);
  const from = whole(search, 'from', 0);
  const limit = Math.min(whole(search, 'limit', 100), MOST_ROWS);
  const stage = search.get('stage') ?? '';
  if (stage !== '' && !STAGES.includes(stage as Stage)) throw invalid(`stage must be ${STAGES.join(', ')}.`);
  const text = (search.get('search') ?? '').toLowerCase();
  const counts = queue.counts(now());
  const known = stage === '' ? STAGES.reduce((sum, one) => sum + counts[one], 0) : counts[stage as Stage];
  const rows: RowView[] = [];
  let seen = 0;
  for (const item of matching(queue, stage, text)) {
    if (seen++ < from) continue;
    if (rows.length < limit) rows.push(rowView(item, LIST_ERROR));
    // How many there are is known, unless somebody searches.
    else if (text === '') break;
  }
  return { total: text === '' ? known : seen, from, rows };
}

function* matching(queue: Queue, stage: string, text: string): Generator<Readonly<Item>> {
  for (const item of queue.items()) {
    if (stage !== '' && item.stage !== stage) continue;
    if (text !== '' && !says(item, text)) continue;
    yield item;
  }
}

function says({ namespace, id, error = '' }: Readonly<Item>, text: string): boolean {
  return `${namespace}/${id}`.toLowerCase().includes(text) || error.toLowerCase().includes(text);
}

function rowView(item: Readonly<Item>, longest: number): RowView {
  const { namespace, id, stage, attempts, error, lease, notBefore } = item;
  return {
    ...{ namespace, id, stage, attempts },
    ...(error === undefined ? {} : { error: error.slice(0, longest) }),
    ...(lease === undefined
      ? {}
      : { lease: { worker: lease.worker, since: lease.since, until: lease.until } }),
    ...(stage === 'pending' && notBefore > 0 ? { notBefore } : {}),
  };
}

/** `?namespace=shop&id=p1`. */
export function rowDetail({ gateway, chronicle, now }: Subject, id: string, row: ItemRef): RowDetail {
  const { record, queue } = gateway.get(id);
  queue.expire(now());
  const item = queue.get(row);
  const value = gateway.rows.get(row);
  if (item === undefined || value === undefined) throw notFound(`row ${row.namespace}/${row.id} of ${id}`);
  const { inputs } = record.spec;
  const { outputs } = chronicle.of(id);
  const columns = Object.entries(value).filter(([name]) => !name.startsWith(RESERVED));
  const part = (belongs: (name: string) => boolean) =>
    columns.filter(([name]) => belongs(name)).map(([name, one]) => fieldOf(name, one));
  const history = chronicle.historyOf(id, row).slice(-MOST_HAPPENINGS);
  return {
    ...rowView(item, LONGEST_TEXT),
    version: item.version,
    input: inputs.map((name) => fieldOf(name, Object.hasOwn(value, name) ? (value[name] as Json) : null)),
    output: part((name) => outputs.has(name)),
    others: part((name) => !outputs.has(name) && !inputs.includes(name)),
    history: history.map(({ at, what, worker, message }) => ({
      ...{ at, what },
      ...(worker === undefined ? {} : { worker }),
      ...(message === undefined ? {} : { message: message.slice(0, LONGEST_TEXT) }),
    })),
  };
}

/** As JSON, so that every digit stays and a text is told from a number. */
function fieldOf(name: string, value: Json): Field {
  const text = JSON.stringify(value);
  return { name, text: text.slice(0, LONGEST_VALUE), cut: Math.max(0, text.length - LONGEST_VALUE) };
}

function whole(search: URLSearchParams, name: string, absent: number): number {
  const text = search.get(name) ?? String(absent);
  if (!/^\d{1,9}$/.test(text)) throw invalid(`${name} must be a whole number.`);
  return Number(text);
}
