/** A small line over time, and a mark at the moment that somebody looks at. */
import { curveOf, placeOf } from '../figures/curve.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Units of the drawing; it is stretched to its place. */
const FRAME = { width: 240, height: 40 };

export class Spark {
  readonly node = shape('svg', {
    class: 'spark',
    viewBox: `0 -2 ${FRAME.width} ${FRAME.height + 3}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  readonly #area = shape('path', { class: 'spark-area' });
  readonly #line = shape('path', { class: 'spark-line' });
  readonly #mark = shape('path', { class: 'spark-mark' });

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

function shape<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
