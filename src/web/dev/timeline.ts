/** The queue of a Function over time: four numbers with their lines, which also choose the rows that are listed. */
import type { Counts, Sample, SamplesMessage, Stage } from '../../dev/page/protocol.ts';
import { amount, span } from '../figures/words.ts';
import { element, say, showIf } from '../view/element.ts';
import { Spark } from '../view/spark.ts';
import { clock } from './clock.ts';
import { STAGES } from './stages.ts';

interface Tile {
  readonly stage: Stage;
  readonly node: HTMLButtonElement;
  readonly number: HTMLElement;
  readonly most: HTMLElement;
  readonly spark: Spark;
}

const PLACES = 1000;

export class Timeline {
  readonly node: HTMLElement;
  readonly #tiles: readonly Tile[];
  readonly #slider = element('input', {
    attributes: {
      ...{ type: 'range', min: '0', max: String(PLACES), value: String(PLACES) },
      'aria-label': 'Look back in time',
    },
    on: { input: () => this.#draw() },
  });
  readonly #moment = element('output', { class: 'moment' });
  readonly #foot: HTMLElement;
  #samples: readonly Sample[] = [];
  #counts: Counts = { pending: 0, processing: 0, completed: 0, failed: 0 };

  constructor(choose: (stage: Stage) => void) {
    this.#tiles = STAGES.map(([stage, name]) => {
      const number = element('span', { class: 'tile-number' });
      const most = element('span', { class: 'tile-most' });
      const spark = new Spark();
      const node = element(
        'button',
        {
          class: `tile stage-${stage}`,
          attributes: { type: 'button', 'aria-pressed': 'false' },
          on: { click: () => choose(stage) },
        },
        element('span', { class: 'tile-name' }, name),
        number,
        most,
        spark.node,
      );
      return { stage, node, number, most, spark };
    });
    this.#foot = element('div', { class: 'timeline-foot' }, this.#slider, this.#moment);
    this.node = element(
      'section',
      { class: 'timeline', attributes: { 'aria-label': 'The queue over time' } },
      element('div', { class: 'tiles' }, ...this.#tiles.map(({ node }) => node)),
      this.#foot,
    );
  }

  /** Takes what came of the samples of the Function that is shown. */
  take({ isWhole, samples }: SamplesMessage): void {
    this.#samples = isWhole ? samples : [...this.#samples, ...samples];
    this.#draw();
  }

  begin(samples: readonly Sample[]): void {
    this.#samples = samples;
    this.#slider.value = String(PLACES);
  }

  show(counts: Counts, chosen: Stage | undefined): void {
    this.#counts = counts;
    for (const { stage, node } of this.#tiles) node.setAttribute('aria-pressed', String(stage === chosen));
    this.#draw();
  }

  #draw(): void {
    const now = Date.now();
    const times = this.#samples.map(([time]) => time);
    const from = times[0] ?? now;
    const place = Number(this.#slider.value);
    const at = place === PLACES ? undefined : from + ((now - from) * place) / PLACES;
    const then = at === undefined ? undefined : this.#samples.findLast(([time]) => time <= at);
    for (const [index, { stage, number, most, spark }] of this.#tiles.entries()) {
      const values = this.#samples.map((sample) => sample[index + 1] as number);
      const largest = spark.draw(times, values, now, at);
      say(number, amount(then === undefined ? this.#counts[stage] : (then[index + 1] as number)));
      say(most, `most ${amount(Math.max(largest, this.#counts[stage]))}`);
    }
    const text = then === undefined ? `now · ${span(now - from)} of this run` : `at ${clock(then[0])}`;
    say(this.#moment, text);
    this.#slider.setAttribute('aria-valuetext', text);
    showIf(this.#foot, times.length > 1);
  }
}
