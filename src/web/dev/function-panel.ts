/** Everything of the one Function that is looked at. */
import type { FunctionView, LogLine, RowView, Sample, Stage } from '../../dev/page/protocol.ts';
import { counted } from '../figures/words.ts';
import type { Announcer } from '../view/announce.ts';
import { button, element, say, showIf } from '../view/element.ts';
import { Detail } from './detail.ts';
import type { GatewayClient } from './gateway.ts';
import { Log } from './log.ts';
import { Notices } from './notices.ts';
import { Rows } from './rows.ts';
import { Timeline } from './timeline.ts';
import { Workers } from './workers.ts';

export class FunctionPanel {
  readonly node: HTMLElement;
  readonly timeline: Timeline;
  readonly log = new Log();
  readonly #gateway: GatewayClient;
  readonly #announcer: Announcer;
  readonly #title = element('h1');
  readonly #facts = element('p', { class: 'faint facts' });
  readonly #scale = element('p', { class: 'scale' });
  readonly #pause: HTMLButtonElement;
  readonly #notices = new Notices();
  readonly #workers: Workers;
  readonly #rows: Rows;
  readonly #detail: Detail;
  #id = '';
  #view: FunctionView | undefined;
  #row: RowView | undefined;
  #revision = -1;
  #stage: Stage | undefined;

  constructor(gateway: GatewayClient, announcer: Announcer) {
    this.#gateway = gateway;
    this.#announcer = announcer;
    this.timeline = new Timeline((stage) => this.#choose(stage === this.#stage ? undefined : stage));
    this.#pause = button('Pause', () => this.#togglePause());
    this.#workers = new Workers({
      kill: (worker) => this.#act('kill', { worker }, `${worker} is killed`),
      slow: (worker, seconds) =>
        this.#act(
          'slow',
          { worker, seconds },
          `${worker}: ${seconds === 0 ? 'at its own pace' : `each batch takes ${seconds} s longer`}`,
        ),
    });
    this.#rows = new Rows(gateway, {
      open: (row) => this.#open(row),
      again: (row) => this.#again(row),
      expire: (row) => this.#expire(row),
      againAll: () =>
        void this.#try(() => gateway.udf(this.#id, 'reset-failed'), 'All failed rows run again'),
      stageChosen: (stage) => this.#choose(stage),
    });
    this.#detail = new Detail({
      again: () => this.#row && this.#again(this.#row),
      expire: () => this.#row && this.#expire(this.#row),
      close: () => this.#close(),
    });
    this.#detail.node.hidden = true;
    this.node = element(
      'main',
      { class: 'panel', attributes: { id: 'panel' } },
      element(
        'header',
        { class: 'panel-head' },
        element('div', { class: 'panel-title' }, this.#title, this.#facts),
        element('div', { class: 'panel-side' }, this.#scale, this.#pause),
      ),
      this.#notices.node,
      this.timeline.node,
      element(
        'div',
        { class: 'columns' },
        this.#rows.node,
        element('div', { class: 'column' }, this.#detail.node, this.#workers.node, this.log.node),
      ),
    );
  }

  get id(): string {
    return this.#id;
  }

  search(): void {
    this.#rows.search();
  }

  /** Shows another Function. */
  begin(view: FunctionView, samples: readonly Sample[], lines: readonly LogLine[]): void {
    this.#id = view.id;
    this.#view = view;
    this.#close(false);
    this.#stage = undefined;
    this.timeline.begin(samples);
    this.log.begin(lines);
    this.#rows.begin(view.id);
    this.#rows.stage = undefined;
    this.show(view);
  }

  show(view: FunctionView): void {
    const { id, queue, workers, wanted, isPaused, isPush, namespaces, hasWorker } = view;
    this.#view = view;
    say(this.#title, id);
    const facts = [
      ...(queue === undefined ? [] : [`version ${queue.version}`]),
      `${isPush ? 'push' : 'pull'} over ${namespaces.join(', ') || 'no namespace'}`,
      ...(queue === undefined ? [] : [`batches of ${queue.batchSize}`, `leases of ${queue.leaseSeconds} s`]),
    ];
    say(this.#facts, facts.join(' · '));
    const running = workers.filter(({ state }) => state !== 'ending').length;
    const here = hasWorker ? `${counted(running, 'worker')} here` : 'no worker here';
    const there = wanted === undefined ? 'not among the inputs' : `would scale to ${wanted} on the cluster`;
    say(this.#scale, `${here} · ${isPaused ? 'paused' : there}`);
    say(this.#pause, isPaused ? 'Resume' : 'Pause');
    showIf(this.#pause, queue !== undefined);
    this.#notices.show(view);
    showIf(this.timeline.node, queue !== undefined);
    if (queue !== undefined) this.timeline.show(queue.counts, this.#stage);
    this.#workers.show(view);
    this.#rows.show(view);
    if (this.#row !== undefined && queue?.revision !== this.#revision) void this.#refresh();
  }

  /** What tells how long something lasts grows older by itself. */
  tick(): void {
    if (this.#view !== undefined) this.show(this.#view);
  }

  #choose(stage: Stage | undefined): void {
    this.#stage = stage;
    this.#rows.stage = stage;
    if (this.#view?.queue !== undefined) this.timeline.show(this.#view.queue.counts, stage);
  }

  #open(row: RowView): void {
    this.#row = row;
    this.#rows.chosen = row;
    void this.#refresh().then(() => this.#detail.focus());
  }

  #close(giveFocus = true): void {
    this.#row = undefined;
    this.#rows.chosen = undefined;
    this.#detail.node.hidden = true;
    if (giveFocus) this.#rows.focus();
  }

  async #refresh(): Promise<void> {
    const row = this.#row;
    if (row === undefined) return;
    this.#revision = this.#view?.queue?.revision ?? -1;
    try {
      const detail = await this.#gateway.row(this.#id, row);
      if (this.#row !== row) return;
      this.#detail.show(detail);
      this.#detail.node.hidden = false;
    } catch (error) {
      if (this.#row !== row) return;
      this.#close(false);
      this.#announcer.say((error as Error).message, true);
    }
  }

  #again({ namespace, id }: RowView): void {
    this.#act('again', { namespace, id }, `Row ${id} runs again`);
  }

  #expire({ namespace, id }: RowView): void {
    this.#act('expire', { namespace, id }, `The lease of row ${id} is over`);
  }

  #togglePause(): void {
    const isPaused = this.#view?.isPaused === true;
    const said = `${this.#id} ${isPaused ? 'goes on' : 'is paused'}`;
    void this.#try(() => this.#gateway.udf(this.#id, isPaused ? 'resume' : 'pause'), said);
  }

  #act(action: 'again' | 'expire' | 'kill' | 'slow', body: object, said: string): void {
    void this.#try(() => this.#gateway.act(this.#id, action, body), said);
  }

  async #try(act: () => Promise<void>, said: string): Promise<void> {
    try {
      await act();
      this.#announcer.say(said);
    } catch (error) {
      this.#announcer.say((error as Error).message, true);
    }
  }
}
