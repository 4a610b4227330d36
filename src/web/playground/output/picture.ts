/** The picture: indexes, the Functions over them, and the pools that they run in. */
import type { Picture as Given, Place } from '../../../playground/protocol.ts';
import { type Box, drawingOf } from '../../figures/layers.ts';
import { shown } from '../../figures/words.ts';
import { element, svg } from '../../view/element.ts';

const LINE = 17;
const WORDS = { index: 'Index', function: 'Function', pool: 'pool' } as const;
/** What fits into a box. */
const MOST_LETTERS = 27;

export class Picture {
  readonly node = element('div', { class: 'picture' });
  readonly #go: (place: Place) => void;

  constructor(go: (place: Place) => void) {
    this.#go = go;
  }

  show(picture: Given): void {
    const { width, height, boxes, lines, frames } = drawingOf(picture);
    if (boxes.length === 0) {
      const none = 'No Function was compiled, so there is nothing to draw.';
      this.node.replaceChildren(element('p', { class: 'none' }, none));
      return;
    }
    const edges = lines.map(({ path, from, to, label }) => ({
      ends: [from, to],
      node: svg('path', { class: 'edge', d: path }),
      label: label && svg('text', { class: 'edge-label', x: `${label.x}`, y: `${label.y - 5}` }, label.text),
    }));
    const light = (id: string, isLit: boolean): void => {
      for (const { ends, node } of edges) node.classList.toggle('lit', isLit && ends.includes(id));
    };
    const size = { viewBox: `0 0 ${width} ${height}`, width: `${width}`, height: `${height}` };
    this.node.replaceChildren(
      svg(
        'svg',
        { ...size, role: 'group', 'aria-label': 'Indexes, Functions and pools' },
        ...frames.flatMap((frame) => [
          svg('rect', { class: 'frame-box', ...placed(frame), rx: '10' }),
          svg('text', { class: 'frame-label', x: `${frame.x + 12}`, y: `${frame.y + 18}` }, cut(frame.label)),
        ]),
        ...edges.map(({ node }) => node),
        ...edges.flatMap(({ label }) => label ?? []),
        ...boxes.map((box) => this.#box(box, light)),
      ),
    );
  }

  #box({ node, kind, ...place }: Box, light: (id: string, isLit: boolean) => void): SVGGElement {
    const { id, lines, at } = node;
    const texts = lines.map((line, index) => {
      const where = { x: `${place.x + 12}`, y: `${place.y + 21 + index * LINE}` };
      return svg(
        'text',
        { ...where, class: index === 0 ? 'box-name' : 'box-line' },
        cut(words(kind, line, index)),
      );
    });
    const group = svg(
      'g',
      {
        class: `box box-${kind}`,
        ...{ tabindex: '0', role: at === null ? 'img' : 'button' },
        'aria-label': shown(`${WORDS[kind]} ${lines.join(', ')}`),
      },
      svg('title', {}, shown(lines.join('\n'))),
      svg('rect', { ...placed(place), rx: '6' }),
      ...texts,
    );
    const act = (): void => {
      if (at !== null) this.#go(at);
    };
    group.addEventListener('click', act);
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      act();
    });
    for (const event of ['focus', 'mouseenter']) group.addEventListener(event, () => light(id, true));
    for (const event of ['blur', 'mouseleave']) group.addEventListener(event, () => light(id, false));
    return group;
  }
}

/** A pool calls itself one, as `layerc graph` has it. */
function words(kind: Box['kind'], line: string, index: number): string {
  return kind === 'index' && index === 0 ? `index ${line}` : line;
}

function placed({ x, y, width, height }: Pick<Box, 'x' | 'y' | 'width' | 'height'>) {
  return { x: `${x}`, y: `${y}`, width: `${width}`, height: `${height}` };
}

function cut(text: string): string {
  const whole = shown(text);
  return whole.length > MOST_LETTERS ? `${whole.slice(0, MOST_LETTERS - 1)}…` : whole;
}
