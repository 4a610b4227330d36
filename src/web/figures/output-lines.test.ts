import { expect, it } from 'vitest';
import type { LeafSpan } from '../../playground/protocol.ts';
import { outputLines } from './output-lines.ts';

const TEXT = `kind: Deployment
metadata:
  annotations:
    text: |
      one
      two
  name: tag
spec: {}
`;

/** A leaf from the words that it begins with to those that it ends with. */
function leaf(begin: string, value: string, end: string): LeafSpan {
  const from = TEXT.indexOf(begin);
  return {
    ...{ from, value: TEXT.indexOf(value, from), to: TEXT.indexOf(end, from) + end.length },
    ...{ path: begin, kind: 'rule', note: '' },
  };
}

it('says of each line which value stands there, and where it begins', () => {
  const leaves = [
    leaf('kind', 'Deployment', 'Deployment'),
    leaf('text:', '|', 'two'),
    leaf('name:', 'tag', 'tag'),
    leaf('spec:', '{}', '{}'),
  ];
  const lines = outputLines(TEXT, leaves);
  expect(
    lines.map(({ text, leaf: index, isFirst, value }) => [text, index, isFirst, text.slice(value)]),
  ).toEqual([
    ['kind: Deployment', 0, true, 'Deployment'],
    ['metadata:', -1, false, ''],
    ['  annotations:', -1, false, ''],
    ['    text: |', 1, true, '|'],
    ['      one', 1, false, '      one'],
    ['      two', 1, false, '      two'],
    ['  name: tag', 2, true, 'tag'],
    ['spec: {}', 3, true, '{}'],
  ]);
  for (const { from, text } of lines) expect(TEXT.slice(from, from + text.length)).toBe(text);
});
