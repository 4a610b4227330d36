/** What is out of order with a Function, above everything else of it. */
import type { FunctionView } from '../../dev/page/protocol.ts';
import { counted, shown } from '../figures/words.ts';
import { element, say } from '../view/element.ts';
import { Keyed } from '../view/keyed.ts';
import { clock } from './clock.ts';

interface Notice {
  readonly key: string;
  readonly text: string;
}

export class Notices {
  readonly node = element('div', { class: 'notices', attributes: { role: 'status' } });
  readonly #list = new Keyed<Notice>(this.node, () => {
    const node = element('p', { class: 'notice warning' });
    return { node, update: ({ text }) => say(node, text) };
  });

  show(view: FunctionView): void {
    this.#list.show(noticesOf(view), ({ key }) => key);
  }
}

function noticesOf({ queue }: FunctionView): readonly Notice[] {
  const { late, leaseSeconds, sweepFailure } = queue ?? {};
  return [
    ...(late === undefined ? [] : [{ key: 'late', text: lateText(late, leaseSeconds ?? 0) }]),
    ...(sweepFailure === undefined
      ? []
      : [{ key: 'sweep', text: shown(`Its last sweep failed: ${sweepFailure}`) }]),
  ];
}

function lateText(
  { rows, worker, at, seconds }: NonNullable<NonNullable<FunctionView['queue']>['late']>,
  leaseSeconds: number,
): string {
  const took = seconds === undefined ? '' : ` (it took ${seconds.toFixed(1)} s)`;
  const given = rows === 1 ? '1 row was given back' : `${counted(rows, 'row')} were given back`;
  return `A batch takes longer than its lease of ${leaseSeconds} s${took}: ${given}, the last at ${clock(at)} by ${worker}. What it still writes is refused, and the work is done again. A longer schedule.leaseSeconds, a smaller batch or heartbeats help.`;
}
