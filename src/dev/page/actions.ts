/** What a person may do to a run from its page. */

import type { ItemRef } from '../../gateway/core/protocol.ts';
import { idText } from '../../gateway/core/rows.ts';
import { invalid, notFound, Refusal } from '../../gateway/words/refusal.ts';
import type { JsonObject } from '../../json/json.ts';
import type { Supervisor } from '../worker/supervisor.ts';
import type { Subject } from './subject.ts';

const MOST_SECONDS = 3600;

type Action = (subject: Subject, id: string, body: JsonObject) => void;

export const ACTIONS: { readonly [name: string]: Action } = {
  again({ gateway, now }, id, body) {
    const row = rowOf(body);
    if (gateway.runAgain(id, row, now())) return;
    const stage = gateway.get(id).queue.get(row)?.stage;
    if (stage === undefined) throw notFound(`row ${row.namespace}/${row.id} of ${id}`);
    const why = stage === 'pending' ? 'waits already' : 'is in the hands of a worker';
    throw new Refusal(409, 'conflict', `Row ${row.namespace}/${row.id} ${why}.`);
  },

  expire({ gateway, chronicle, now }, id, body) {
    const row = rowOf(body);
    const { queue } = gateway.get(id);
    if (queue.get(row)?.lease === undefined)
      throw new Refusal(409, 'conflict', `No worker holds row ${row.namespace}/${row.id}.`);
    chronicle.byHand(() => queue.expire(now(), row));
  },

  kill(subject, id, body) {
    const name = workerName(body);
    if (!supervisorOf(subject, id).killOne(name)) throw notFound(`worker ${name}`);
  },

  slow(subject, id, body) {
    const name = workerName(body);
    const { seconds } = body;
    if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= MOST_SECONDS))
      throw invalid(`seconds must be a number from 0 to ${MOST_SECONDS}.`);
    if (!supervisorOf(subject, id).slow(name, seconds)) throw notFound(`worker ${name}`);
  },
};

function supervisorOf({ supervisors }: Subject, id: string): Supervisor {
  const found = supervisors.get(id);
  if (found === undefined) throw notFound(`Function ${id}`);
  return found;
}

function rowOf({ namespace, id }: JsonObject): ItemRef {
  const text = idText(id);
  if (typeof namespace !== 'string' || text === undefined) throw invalid('A row is a namespace and an id.');
  return { namespace, id: text };
}

function workerName({ worker }: JsonObject): string {
  if (typeof worker !== 'string') throw invalid('worker must be a text.');
  return worker;
}
