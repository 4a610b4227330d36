import type { Entry } from '../gateway/core/item.ts';
import type { Udf } from '../gateway/core/udf.ts';

/**
 * What is worth a line of all that happens to a row. `worker` is the one of here that has held it; `isByHand` says that a
 * person has asked for it.
 */
export function sentenceOf(
  { what, namespace, id, worker: claimant, message }: Entry,
  { queue, record }: Udf,
  worker: string | undefined,
  isByHand: boolean,
): string | undefined {
  const row = `${namespace}/${id}`;
  if (what === 'failed') {
    const isOver = queue.get({ namespace, id })?.stage === 'failed';
    const next = isOver ? 'for good' : 'and is tried again';
    return `row ${row} failed ${next}: ${message || 'the worker gave no reason'}`;
  }
  if (what !== 'lease expired') return undefined;
  if (isByHand) return `row ${row} was given back: its lease was ended on the page`;
  const seconds = record.spec.schedule.lease_seconds;
  const why = worker === undefined ? `${claimant} is gone` : `${worker} took longer`;
  return `row ${row} was given back: the lease of ${seconds} s is over, and its worker ${why}`;
}
