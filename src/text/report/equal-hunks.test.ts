import { expect, it } from 'vitest';
import { unifiedDiff } from './diff.ts';
import { withoutRepetition } from './equal-hunks.ts';

const TEXT = (name: string, url: string, image = '1') =>
  [`name: ${name}`, `url: ${url}`, 'a', 'b', 'c', 'd', 'e', 'f', 'g', `image: ${image}`, ''].join('\n');

function shown(files: readonly (readonly [path: string, before: string | null, after: string | null])[]) {
  const diffs = files.map(([path, before, after]) => ({ path, text: unifiedDiff(path, before, after) }));
  return [...withoutRepetition(diffs)].join('');
}

it('shows a change that several files have once, and what only one has in its place', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const files = names.map(
    (name) => [`${name}.yaml`, TEXT(name, 'old'), TEXT(name, 'new', name === 'c' ? '2' : '1')] as const,
  );
  expect(shown(files)).toBe(`--- a/a.yaml
+++ b/a.yaml
@@ -1,5 +1,5 @@
 name: a
-url: old
+url: new
 a
 b
 c
# the same in 5 more files: b.yaml, c.yaml, d.yaml and 2 more
--- a/c.yaml
+++ b/c.yaml
@@ -7,4 +7,4 @@
 e
 f
 g
-image: 1
+image: 2
`);
});

it('shows all of what differs, and of one file or none what there is', () => {
  const one = ['a.yaml', TEXT('a', 'old'), TEXT('a', 'new')] as const;
  expect(shown([one])).toBe(unifiedDiff(...one));
  const other = ['b.yaml', TEXT('b', 'older'), TEXT('b', 'new')] as const;
  const gone = ['c.yaml', TEXT('c', 'old'), null] as const;
  expect(shown([one, other, gone])).toBe(unifiedDiff(...one) + unifiedDiff(...other) + unifiedDiff(...gone));
  expect(shown([])).toBe('');
  expect(shown([one, ['d.yaml', TEXT('d', 'old'), TEXT('d', 'new')]])).toContain(
    '# the same in 1 more file: d.yaml\n',
  );
});

it('keeps what is no diff of lines', () => {
  const text = 'Binary files a/x and b/x differ\n';
  expect([
    ...withoutRepetition([
      { path: 'x', text },
      { path: 'y', text },
    ]),
  ]).toEqual([text, text]);
});
