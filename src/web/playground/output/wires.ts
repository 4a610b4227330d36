/** The lines from what is asked about to where it comes from, across the two halves of the page. */
import { svg } from '../../view/element.ts';

export interface Wire {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly kind: string;
}

export class Wires {
  readonly node = svg('svg', { class: 'wires', 'aria-hidden': 'true' });
  readonly #wanted: () => readonly Wire[];
  #frame = 0;

  /** `wanted` is asked at the next frame after each `draw`. */
  constructor(wanted: () => readonly Wire[]) {
    this.#wanted = wanted;
  }

  draw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#now());
  }

  #now(): void {
    this.#frame = 0;
    const { left, top } = this.node.getBoundingClientRect();
    const curves = this.#wanted().map(({ from, to, kind }) => {
      const [x1, y1, x2, y2] = [from.x - left, from.y - top, to.x - left, to.y - top];
      const bend = Math.max(20, Math.abs(x2 - x1) / 2);
      const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
      return [
        svg('path', { d: path, 'data-kind': kind }),
        svg('circle', { cx: String(x1), cy: String(y1), r: '3', 'data-kind': kind }),
      ];
    });
    this.node.replaceChildren(...curves.flat());
  }
}
