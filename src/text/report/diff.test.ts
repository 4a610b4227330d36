import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../testenv/needs.ts';
import { suiteNeeding } from '../../../testenv/suite.ts';
import { unifiedDiff } from './diff.ts';

const SEED = Number(process.env.LAYERC_SEED ?? 20260808);
const folder = mkdtempSync(join(tmpdir(), 'layerc-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', 'x: 1', '- y'), { maxLength: 40 })
  .chain((lines) => fc.constantFrom('', '\n').map((end) => (lines.length > 0 ? lines.join('\n') + end : '')));

describe('unifiedDiff', () => {
  it('says nothing of equal texts', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
  });

  it('gives up on the shortest way for texts that have nothing in common, and takes no time for it', () => {
    const lines = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}\n`).join('');
    const diff = unifiedDiff('f', lines('old'), lines('new'));
    expect(diff).toMatch(/^--- a\/f\n\+\+\+ b\/f\n@@ -1,20000 \+1,20000 @@\n-old 0\n/);
    expect(edits(diff)).toBe(40_000);
  });
});

suiteNeeding('unifiedDiff and diff', [findProgram('diff', 'diffutils')], () => {
  it('prints what diff -u prints for one edit', () => {
    const before = Array.from({ length: 40 }, (_, i) => `line ${i}\n`);
    for (const [at, lines] of [
      [0, ['new\n']],
      [20, []],
      [39, ['one\n', 'two\n']],
      [39, ['no end']],
      [39, []],
    ] as const) {
      const after = before.toSpliced(at, 1, ...lines);
      writeFileSync(join(folder, 'a'), before.join(''));
      writeFileSync(join(folder, 'b'), after.join(''));
      const { stdout } = spawnSync('diff', ['-u', '--label', 'a/f', '--label', 'b/f', 'a', 'b'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(unifiedDiff('f', before.join(''), after.join(''))).toBe(stdout);
    }
  });

  it('is as short as diff --minimal makes it', () => {
    const shortest = fc.property(text, text, (before, after) => {
      writeFileSync(join(folder, 'a'), before);
      writeFileSync(join(folder, 'b'), after);
      const { stdout } = spawnSync('diff', ['-u', '--minimal', 'a', 'b'], { cwd: folder, encoding: 'utf8' });
      expect(edits(unifiedDiff('f', before, after))).toBe(edits(stdout));
    });
    fc.assert(shortest, { numRuns: 150, seed: SEED });
  });
});

suiteNeeding('unifiedDiff and git', [findProgram('git')], () => {
  it('turns one folder into the other with git apply', () => {
    const file = fc.option(
      text.filter((some) => some !== ''),
      { nil: null },
    );
    const folders = fc.array(fc.tuple(file, file), { minLength: 1, maxLength: 10 });
    let round = 0;
    const applies = fc.property(folders, (files) => {
      const work = join(folder, `git${round++}`);
      mkdirSync(work);
      const patch = files.map(([before, after], index) => {
        if (before !== null) writeFileSync(join(work, `f${index}`), before);
        return unifiedDiff(`f${index}`, before, after);
      });
      if (patch.join('') === '') return;
      const { stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: work,
        input: patch.join(''),
        encoding: 'utf8',
        env: { ...process.env, GIT_CEILING_DIRECTORIES: folder },
      });
      expect(stderr).toBe('');
      for (const [index, [, after]] of files.entries()) {
        if (after === null) expect(() => readFileSync(join(work, `f${index}`))).toThrow('ENOENT');
        else expect(readFileSync(join(work, `f${index}`), 'utf8')).toBe(after);
      }
    });
    fc.assert(applies, { numRuns: 60, seed: SEED });
  });
});

function edits(diff: string): number {
  return diff.split('\n').filter((line) => /^[-+](?!-- |\+\+ )/.test(line)).length;
}
