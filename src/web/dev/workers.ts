/** The workers of a Function: what each has in hand, and what a person may do to it. */
import type { FunctionView, WorkerView } from '../../dev/page/protocol.ts';
import { counted, span } from '../figures/words.ts';
import { button, element, say, showIf } from '../view/element.ts';
import { Keyed } from '../view/keyed.ts';

export interface WorkerActs {
  readonly kill: (worker: string) => void;
  readonly slow: (worker: string, seconds: number) => void;
}

interface Shown {
  readonly worker: WorkerView;
  readonly leaseSeconds: number;
}

export class Workers {
  readonly node: HTMLElement;
  readonly #count = element('span', { class: 'count' });
  readonly #none = element('p', { class: 'none' });
  readonly #table: HTMLElement;
  readonly #rows: Keyed<Shown>;

  constructor(acts: WorkerActs) {
    const body = element('tbody');
    this.#rows = new Keyed<Shown>(body, (first) => workerRow(first, acts));
    const heads = ['Worker', 'In hand', 'Slow each by', ''].map((name) =>
      element('th', { attributes: { scope: 'col' } }, name),
    );
    this.#table = element(
      'table',
      { class: 'workers' },
      element('thead', {}, element('tr', {}, ...heads)),
      body,
    );
    this.node = element(
      'section',
      { class: 'card', attributes: { 'aria-label': 'Workers' } },
      element('header', { class: 'card-head' }, element('h2', {}, 'Workers'), this.#count),
      this.#none,
      element('div', { class: 'wide' }, this.#table),
    );
  }

  show({ id, workers, wanted, hasWorker, isPaused, queue }: FunctionView): void {
    say(this.#count, workers.length === 0 ? '' : String(workers.length));
    const leaseSeconds = queue?.leaseSeconds ?? 0;
    this.#rows.show(
      workers.map((worker) => ({ worker, leaseSeconds })),
      ({ worker }) => worker.name,
    );
    showIf(this.#table, workers.length > 0);
    showIf(this.#none, workers.length === 0);
    if (!hasWorker)
      say(this.#none, `None here: --worker ${id}=COMMAND was not given. Others may claim its rows.`);
    else if (isPaused) say(this.#none, 'None while it is paused.');
    else say(this.#none, wanted === 0 ? 'None: there is nothing to do.' : 'The next one starts in a moment.');
  }
}

function workerRow(first: Shown, acts: WorkerActs) {
  const { name } = first.worker;
  const about = element('span', { class: 'faint' });
  const state = element('span', { class: 'state' });
  const meter = element('meter', {
    attributes: { min: '0', max: '1', high: '0.8', low: '0.8', optimum: '0' },
  });
  const batch = element('span', { class: 'batch' });
  const choice = element('select', {
    attributes: { 'aria-label': `Slow each batch of ${name} by` },
    on: { change: () => acts.slow(name, Number(choice.value)) },
  });
  const kill = button('Kill', () => acts.kill(name), 'danger');
  kill.setAttribute('aria-label', `Kill ${name}`);
  const head = element('div', {}, element('code', {}, name));
  const cells = [[head, state, about], [meter, batch], [choice], [kill]];
  const node = element('tr', {}, ...cells.map((cell) => element('td', {}, ...cell)));
  let leaseOfChoice = -1;
  return {
    node,
    update: ({ worker, leaseSeconds }: Shown): void => {
      const { pid, port, since, batch: held, slow } = worker;
      const facts = [
        ...(pid === undefined ? [] : [`pid ${pid}`]),
        ...(port === undefined ? [] : [`port ${port}`]),
        `for ${span(Date.now() - since)}`,
      ];
      say(about, ` · ${facts.join(' · ')}`);
      say(state, worker.state);
      state.dataset.state = worker.state;
      if (leaseOfChoice !== leaseSeconds) choice.replaceChildren(...choices(leaseSeconds));
      leaseOfChoice = leaseSeconds;
      if (document.activeElement !== choice) choice.value = String(slow);
      kill.disabled = worker.state === 'ending';
      showIf(meter, held !== undefined);
      const spent = held === undefined ? 0 : Date.now() - held.since;
      const whole = held === undefined ? 1 : Math.max(1, held.until - held.since);
      meter.value = Math.min(1, spent / whole);
      const leased = `${counted(held?.rows ?? 0, 'row')}, ${span(spent)} of a lease of ${span(whole)}`;
      say(batch, held === undefined ? 'nothing' : leased);
      batch.classList.toggle('late', spent > whole * 0.8);
    },
  };
}

/** What is worth a try: a little, and more than the lease. */
function choices(leaseSeconds: number): readonly HTMLElement[] {
  const steps = [0, 1, 5, 30].filter((seconds) => seconds <= leaseSeconds);
  const beyond = Math.min(3600, Math.ceil(leaseSeconds * 1.2) + 1);
  return [...steps, beyond].map((seconds) =>
    element(
      'option',
      { attributes: { value: String(seconds) } },
      seconds === 0 ? 'nothing' : seconds === beyond ? `${seconds} s > lease` : `${seconds} s`,
    ),
  );
}
