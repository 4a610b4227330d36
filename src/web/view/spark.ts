/** A small line over time, and a mark at the moment that somebody looks at. */
import { curveOf, placeOf } from '../figures/curve.ts';
import { svg } from './element.ts';

/** Units of the drawing; it is stretched to its place. */
const FRAME = { width: 240, height: 40 };

export class Spark {
  readonly node = svg('svg', {
    class: 'spark',
    viewBox: `0 -2 ${FRAME.width} ${FRAME.height + 3}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  readonly #area = svg('path', { class: 'spark-area' });
  readonly #line = svg('path', { class: 'spark-line' });
  readonly #mark = svg('path', { class: 'spark-mark' });

  constructor() {
    this.node.append(this.#area, this.#line, this.#mark);
  }

  /** Returns the largest value. `at` is the moment to mark. */
  draw(times: readonly number[], values: readonly number[], now: number, at: number | undefined): number {
    const { line, area, most } = curveOf(times, values, now, FRAME);
    this.#line.setAttribute('d', line);
    this.#area.setAttribute('d', area);
    const x = at === undefined ? undefined : placeOf(times[0] ?? now, now, FRAME.width)(at);
    this.#mark.setAttribute('d', x === undefined ? '' : `M${x} 0V${FRAME.height}`);
    return most;
  }
}
