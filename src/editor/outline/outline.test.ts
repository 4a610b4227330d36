/** The outline of a text that is whole, held against what the compiler reads of it; and of texts that are not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { readDocuments } from '../../text/yaml/documents.ts';
import { Text } from '../text.ts';
import type { Branch } from './branch.ts';
import { outlineOf } from './outline.ts';

const FILES = ['fixtures', 'examples', 'deploy/argocd'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .map((name) => join(folder, name)),
);

/** Every key and item of a value. */
function pointersOf(value: Json, at: Pointer = ''): Pointer[] {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, inner]) => [child(at, key), ...pointersOf(inner, child(at, key))]);
}

function branchesOf({ children }: Branch, at: Pointer = ''): [Pointer, Branch][] {
  return children.flatMap((one) => [
    [child(at, one.key), one] as [Pointer, Branch],
    ...branchesOf(one, child(at, one.key)),
  ]);
}

describe('of a text that is whole', () => {
  const isWhole = (text: string) => {
    const { documents, problems } = readDocuments(text);
    // A text that is one word may become a key, as may what lacks the blank behind its colon.
    return (
      problems.length === 0 &&
      documents.every(
        ({ value, warnings }) =>
          (isObject(value) || isArray(value)) && warnings.every(({ code }) => code !== 'MisreadText'),
      )
    );
  };
  // Aliases, merges and keys that are no text are the reader's business.
  const isPlain = (text: string) => !/[:-] +[&*]|<<:|^\? |^ *(?:on|yes|no|y|n):/m.test(text);
  const whole = FILES.map((file) => ({ file, text: readFileSync(file, 'utf8') })).filter(
    ({ text }) => isPlain(text) && isWhole(text),
  );

  it('there are many', () => expect(whole.length).toBeGreaterThan(100));

  it.each(whole)('$file has the keys and items that the reader sees, where it sees them', ({ text }) => {
    const places = new Text(text);
    const { documents } = readDocuments(text);
    const roots = outlineOf(text).filter(({ children }) => children.length > 0);
    expect(roots.length).toBe(documents.length);
    for (const [index, document] of documents.entries()) {
      const branches = branchesOf(roots[index] as Branch);
      expect(branches.map(([pointer]) => pointer).toSorted()).toEqual(pointersOf(document.value).toSorted());
      for (const [pointer, { key, start }] of branches) {
        if (typeof key === 'number') continue;
        expect([pointer, places.offsetOfPlace(document.locate(pointer, 'key'))]).toEqual([pointer, start]);
      }
    }
  });
});

describe('of a text that is half written', () => {
  const shape = ({ key, scalar, isComplete, children }: Branch): unknown =>
    children.length > 0 ? [key, children.map(shape)] : isComplete ? [key, scalar?.value] : key;
  const outlined = (text: string) => outlineOf(text).flatMap(({ children }) => children.map(shape));

  it.each([
    ['a key without its colon', 'a:\n  b\n  c: 1\n', [['a', ['b', ['c', '1']]]]],
    [
      'an open bracket',
      'a: [x, {b: 1\nc: 2\n',
      [
        [
          'a',
          [
            [0, 'x'],
            [1, [['b', '1']]],
          ],
        ],
        ['c', '2'],
      ],
    ],
    [
      'an open quote',
      'a:\n  b: "x\nc: 2\n',
      [
        ['a', [['b', 'x']]],
        ['c', '2'],
      ],
    ],
    [
      'a dash alone',
      'a:\n- \n- b\nc: 2\n',
      [
        [
          'a',
          [
            [0, undefined],
            [1, 'b'],
          ],
        ],
        ['c', '2'],
      ],
    ],
    [
      'a line that is indented half',
      'a:\n    b: 1\n  c: 2\n',
      [
        [
          'a',
          [
            ['b', '1'],
            ['c', '2'],
          ],
        ],
      ],
    ],
  ])('%s', (_, text, wanted) => {
    expect(outlined(text)).toEqual(wanted);
  });
});
