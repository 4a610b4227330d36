import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { layOut } from './leaf-spans.ts';
import { printYaml } from './print.ts';

/** Values of leaves in the order in which they are printed. */
function leavesOf(value: Json): Json[] {
  if (value === null || typeof value !== 'object') return [value];
  const inner = Object.values(value as JsonObject);
  return inner.length === 0 ? [value] : inner.flatMap(leavesOf);
}

function shown(object: JsonObject): string[] {
  const { text, leaves } = layOut(object);
  return leaves.map(({ from, value, to }) => `${text.slice(from, value)}>${text.slice(value, to)}`);
}

describe('layOut', () => {
  it('gives the key and the value of each leaf', () => {
    const object = {
      name: 'a',
      'k: "x': 'b: c',
      list: ['x', 1, {}, { a: 1, b: [] }, [true, ['z']]],
      block: 'one\n\n  two\nthree\n',
      nested: { script: 'x: y\n- z', after: null },
      items: ['a\nb', 'c'],
      [`long${'x'.repeat(1100)}`]: 'v',
    };
    expect(shown(object)).toEqual([
      'name: >a',
      '"k: \\"x": >"b: c"',
      '- >x',
      '- >1',
      '- >{}',
      'a: >1',
      'b: >[]',
      '- >true',
      '- >z',
      'block: >|\n  one\n\n    two\n  three',
      'script: >|-\n    x: y\n    - z',
      'after: >null',
      '- >|-\n  a\n  b',
      '- >c',
      ': >v',
    ]);
  });

  it('has a span for each leaf of any object, and the text that is printed', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', ' ', ':', '-', '#', '|', '"', "'", '?', '0') });
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(text, tree, { minKeys: 1, maxKeys: 4 }), (object) => {
        const { text: printed, leaves } = layOut(object);
        expect(printed).toBe(printYaml([object]));
        const values = leavesOf(object);
        expect(leaves).toHaveLength(values.length);
        let last = 0;
        for (const [index, { from, value, to }] of leaves.entries()) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(value).toBeGreaterThanOrEqual(from);
          last = to;
          const lines = printed.slice(value, to);
          const wanted = values[index] as Json;
          if (typeof wanted === 'string' && /^\|-?\n/.test(lines))
            expect(
              lines
                .replace(/^\|-?\n/, '')
                .replaceAll(/\n */g, '')
                .trimStart(),
            ).toBe(wanted.replaceAll(/\n */g, '').trimStart());
          else if (typeof wanted !== 'string') expect(lines).toBe(JSON.stringify(wanted));
        }
      }),
    );
  });
});
