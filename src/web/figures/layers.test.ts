import { expect, it } from 'vitest';
import type { Picture } from '../../playground/protocol.ts';
import { type Box, drawingOf } from './layers.ts';

const node = (id: string, ...more: string[]) => ({ id, lines: [id, ...more], at: null });
const PICTURE: Picture = {
  indexes: [node('products'), node('orders')],
  groups: [
    { label: 'namespace shop', nodes: [node('tag', '1 to 4 workers'), node('embed')] },
    { label: 'namespace data', nodes: [node('count')] },
  ],
  pools: [node('cpu', 'ceiling 20'), node('gpu')],
  edges: [
    { from: 'orders', to: 'tag', label: null },
    { from: 'products', to: 'count', label: null },
    { from: 'tag', to: 'gpu', label: 'pull' },
    { from: 'count', to: 'cpu', label: 'push' },
    { from: 'embed', to: 'nobody', label: null },
  ],
};

it('puts indexes, Functions and pools beside each other, and none over another', () => {
  const { boxes, width, height, frames } = drawingOf(PICTURE);
  const of = (kind: Box['kind']) => boxes.filter((box) => box.kind === kind);
  for (const index of of('index'))
    for (const fn of of('function')) expect(index.x + index.width).toBeLessThan(fn.x);
  for (const fn of of('function'))
    for (const pool of of('pool')) expect(fn.x + fn.width).toBeLessThan(pool.x);
  for (const a of boxes) {
    expect(a.x + a.width).toBeLessThan(width);
    expect(a.y + a.height).toBeLessThan(height);
    for (const b of boxes)
      if (a !== b && a.kind === b.kind) expect(a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  }
  const [first, second] = frames;
  expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(second?.y ?? 0);
});

it('brings what is joined near to each other', () => {
  const { boxes } = drawingOf(PICTURE);
  const y = (id: string) => boxes.find((box) => box.node.id === id)?.y ?? 0;
  expect(y('orders')).toBeLessThan(y('products'));
  expect(y('gpu')).toBeLessThan(y('cpu'));
});

it('draws a line from edge to edge, and none to what is not there', () => {
  const { lines, boxes } = drawingOf(PICTURE);
  expect(lines.map(({ from, to, label }) => [from, to, label?.text])).toEqual([
    ['orders', 'tag', undefined],
    ['products', 'count', undefined],
    ['tag', 'gpu', 'pull'],
    ['count', 'cpu', 'push'],
  ]);
  const tag = boxes.find((box) => box.node.id === 'tag') as Box;
  expect(lines[2]?.path).toMatch(new RegExp(`^M${tag.x + tag.width} ${tag.y + tag.height / 2}C`));
});

it('draws nothing of nothing', () => {
  expect(drawingOf({ indexes: [], groups: [], pools: [], edges: [] }).boxes).toEqual([]);
});
