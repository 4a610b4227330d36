import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf } from './curve.ts';
import { EventReader } from './event-reader.ts';
import { heightOf, scrollTo, windowAt } from './window.ts';
import { amount, counted, shown, span } from './words.ts';

const extents = fc.record({
  total: fc.nat(3_000_000),
  rowHeight: fc.integer({ min: 10, max: 60 }),
  height: fc.integer({ min: 0, max: 2000 }),
});

describe('the window of a list', () => {
  it('has what is seen, and no more than a little beyond', () => {
    fc.assert(
      fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (extent, place) => {
        const { total, rowHeight, height } = extent;
        const most = Math.max(0, heightOf(extent) - height);
        const { from, to, top } = windowAt(extent, place * most);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(total);
        expect(to - from).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 14);
        // The rows cover what is seen, from its top to its bottom or to the last row.
        expect(top).toBeLessThanOrEqual(place * most + 0.01);
        if (to < total)
          expect(top + (to - from) * rowHeight).toBeGreaterThanOrEqual(place * most + height - 0.01);
      }),
    );
  });

  it('begins with the first row and ends with the last', () => {
    const extent = { total: 1_000_000, rowHeight: 30, height: 600 };
    expect(windowAt(extent, 0)).toEqual({ from: 0, to: 26, top: 0, first: 0 });
    const last = windowAt(extent, heightOf(extent) - 600);
    expect([last.to, last.first]).toEqual([1_000_000, 999_980]);
  });

  it('shows a row after scrolling to it, and stays where it is seen already', () => {
    fc.assert(
      fc.property(
        extents,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (extent, row, place) => {
          const { total, rowHeight, height } = extent;
          fc.pre(total > 0 && height >= rowHeight);
          const index = Math.floor(row * total);
          const at = scrollTo(extent, index, place * Math.max(0, heightOf(extent) - height));
          const { from, top } = windowAt(extent, at);
          const rowTop = top + (index - from) * rowHeight;
          expect(rowTop).toBeGreaterThanOrEqual(at - 0.01);
          expect(rowTop + rowHeight).toBeLessThanOrEqual(at + height + 0.01);
          expect(scrollTo(extent, index, at)).toBeCloseTo(at, 3);
        },
      ),
    );
  });
});

describe('a curve', () => {
  it('goes by steps, and to the right edge', () => {
    expect(curveOf([0, 50, 100], [0, 4, 2], 200, { width: 100, height: 40 })).toEqual({
      line: 'M0 40H25V0H50V20H100',
      area: 'M0 40H25V0H50V20H100V40H0Z',
      most: 4,
    });
  });

  it('is nothing without samples, and flat where all is zero', () => {
    expect(curveOf([], [], 5, { width: 100, height: 40 }).line).toBe('');
    expect(curveOf([0], [0], 5, { width: 100, height: 40 }).line).toBe('M0 40H100');
  });
});

describe('words', () => {
  it.each([
    [0, '0.0 s'],
    [-5, '0.0 s'],
    [9940, '9.9 s'],
    [9960, '10 s'],
    [119_000, '119 s'],
    [120_000, '2 min'],
    [7_200_000, '2 h'],
  ])('say %d ms', (ms, text) => expect(span(ms)).toBe(text));

  it('say numbers', () => {
    expect([amount(0), amount(999), amount(1000), amount(1234567)]).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
    ]);
    expect([counted(1, 'row'), counted(2, 'try', 'tries')]).toEqual(['1 row', '2 tries']);
  });

  it('spell out what does not show', () => {
    expect(shown('a\u202eb\u0000\u001b[31m\u200b\nc\td\u2028')).toBe(
      'a\\u202eb\\u0000\\u001b[31m\\u200b\nc\td\\u2028',
    );
  });
});

describe('the reader of events', () => {
  it('gives the same events, however they are cut', () => {
    const events = [
      { event: 'log', data: '{"a":"x: y"}' },
      { event: 'overview', data: '{}' },
    ];
    const text = events.map(({ event, data }) => `event: ${event}\ndata: ${data}\n\n`).join('');
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const reader = new EventReader();
        const read = places.slice(1).flatMap((to, index) => reader.take(text.slice(places[index], to)));
        expect(read).toEqual(events);
      }),
    );
  });
});
