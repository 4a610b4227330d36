/** Where the boxes of the picture stand: in layers from left to right, and in each near to what they are joined to. */
import type { Picture, PictureNode } from '../../playground/protocol.ts';

export interface Box extends Place {
  readonly node: PictureNode;
  readonly kind: 'index' | 'function' | 'pool';
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly path: string;
  readonly label: { readonly text: string; readonly x: number; readonly y: number } | undefined;
  readonly from: string;
  readonly to: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly frames: readonly (Place & { readonly label: string })[];
}

const WIDTH = { index: 150, function: 200, pool: 200 } as const;
const LINE = 17;
const PADDING = 16;
const GAP = { x: 64, y: 14, group: 40 } as const;
const EDGE = 16;

export function drawingOf(picture: Picture): Drawing {
  const { groups, edges } = picture;
  const boxes = new Map<string, Box>();
  const left = picture.indexes.length > 0 ? EDGE + WIDTH.index + GAP.x : EDGE;
  const frames: (Place & { label: string })[] = [];
  let y = EDGE;
  for (const { label, nodes } of groups) {
    const top = y;
    y += GAP.group - 14;
    y = column(nodes, 'function', left, y, boxes);
    frames.push({ label, x: left - 12, y: top, width: WIDTH.function + 24, height: y - top });
    y += GAP.y + 4;
  }
  const height = (nodes: readonly PictureNode[]) =>
    nodes.reduce((sum, node) => sum + heightOf(node) + GAP.y, -GAP.y);
  const tallest = Math.max(y, height(picture.indexes) + 2 * EDGE, height(picture.pools) + 2 * EDGE);
  const middle = (id: string) => {
    const ends = edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
    const heights = ends.flatMap((end) => boxes.get(end)?.y ?? []);
    return heights.reduce((sum, one) => sum + one, 0) / Math.max(1, heights.length);
  };
  const near = (nodes: readonly PictureNode[]) => {
    const middles = new Map(nodes.map(({ id }) => [id, middle(id)]));
    return [...nodes].sort((a, b) => (middles.get(a.id) ?? 0) - (middles.get(b.id) ?? 0));
  };
  const sides = [
    [picture.indexes, 'index', EDGE],
    [picture.pools, 'pool', left + WIDTH.function + GAP.x],
  ] as const;
  for (const [nodes, kind, x] of sides)
    column(near(nodes), kind, x, Math.max(EDGE, (tallest - height(nodes)) / 2), boxes);
  return {
    width: left + WIDTH.function + GAP.x + WIDTH.pool + EDGE,
    height: tallest,
    boxes: [...boxes.values()],
    lines: edges.flatMap(({ from, to, label }) => lineOf(boxes.get(from), boxes.get(to), label)),
    frames,
  };
}

function heightOf({ lines }: PictureNode): number {
  return lines.length * LINE + PADDING;
}

/** Puts them below each other; gives where the next one would stand. */
function column(
  nodes: readonly PictureNode[],
  kind: Box['kind'],
  x: number,
  top: number,
  boxes: Map<string, Box>,
): number {
  let y = top;
  for (const node of nodes) {
    boxes.set(node.id, { node, kind, x, y, width: WIDTH[kind], height: heightOf(node) });
    y += heightOf(node) + GAP.y;
  }
  return y;
}

function lineOf(from: Box | undefined, to: Box | undefined, label: string | null): Line[] {
  if (from === undefined || to === undefined) return [];
  const [x, y] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x, to.y + to.height / 2];
  const bend = (endX - x) / 2;
  return [
    {
      path: `M${x} ${y}C${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}`,
      label: label === null ? undefined : { text: label, x: x + bend, y: (y + endY) / 2 },
      ...{ from: from.node.id, to: to.node.id },
    },
  ];
}
