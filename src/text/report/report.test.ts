import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_POOL } from './placed.test-support.ts';
import { type PlacedDiagnostic, reportJson, reportText } from './report.ts';

describe('reportText', () => {
  it('shows the place, what is allowed, and the hint', () => {
    expect(
      reportText([UNKNOWN_POOL], false),
    ).toBe(`functions/tag.yaml:31:11 error UnknownPool: There is no pool "cpuu".
  31 |     pool: cpuu
     |           ^
  allowed: cpu, gpu
  hint: Did you mean cpu?
`);
  });

  it('shows no line where there is none', () => {
    const { allowed: _, ...bare } = UNKNOWN_POOL;
    expect(reportText([{ ...bare, line: 0, column: 0, sourceLine: '' }], false)).toBe(
      'functions/tag.yaml error UnknownPool: There is no pool "cpuu".\n  hint: Did you mean cpu?\n',
    );
  });

  it('orders by file, line, column, code and message', () => {
    const at = (file: string, line: number, column: number, message = ''): PlacedDiagnostic => ({
      ...UNKNOWN_POOL,
      ...{ file, line, column, message, sourceLine: '' },
    });
    const ordered = [at('a', 2, 1), at('a', 10, 1), at('a', 10, 2, 'a'), at('a', 10, 2, 'b'), at('b', 1, 1)];
    const text = reportText(ordered, false);
    expect(reportText([...ordered].reverse(), false)).toBe(text);
    expect(text.match(/^[ab]:\S+/gm)).toEqual(['a:2:1', 'a:10:1', 'a:10:2', 'a:10:2', 'b:1:1']);
  });

  it('colours on demand only, and nothing but the frame', () => {
    const coloured = reportText([UNKNOWN_POOL], true);
    expect(coloured).toContain('\u001b[1;31merror UnknownPool\u001b[0m: There');
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(reportText([UNKNOWN_POOL], false));
  });

  it.each([
    ['\tkey:\tvalue', 6, '    key:    value', '            ^'],
    ['名前: 値', 4, '名前: 値', '      ^'],
    ['😀: x', 4, '😀: x', '    ^'],
    ['a\u0301: x', 4, 'a\u0301: x', '   ^'],
    ['a\u001b[2J: x', 7, 'a\\u001b[2J: x', '            ^'],
    ['short', 99, 'short', '     ^'],
    ['x  ', 0, 'x', '^'],
  ])('keeps the caret in place under %j', (sourceLine, index, line, caret) => {
    const text = reportText([{ ...UNKNOWN_POOL, line: 1, sourceLine, index }], false);
    expect(text.split('\n').slice(1, 3)).toEqual([`  1 | ${line}`, `    | ${caret}`]);
  });

  it('shows of a long line what is around the caret', () => {
    const sourceLine = `${'a'.repeat(2000)}HERE${'b'.repeat(5_000_000)}`;
    const [, line = '', caret = ''] = reportText([{ ...UNKNOWN_POOL, sourceLine, index: 2000 }], false).split(
      '\n',
    );
    expect(line).toHaveLength('  31 | '.length + 102);
    expect(line.slice(caret.indexOf('^')).slice(0, 4)).toBe('HERE');
    expect(line).toMatch(/\| …a+HEREb+…$/);
  });

  it('never lets the input drive the terminal', () => {
    const safe = fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (text, index) => {
      const diagnostic = { ...UNKNOWN_POOL, file: text, message: text, allowed: text, hint: text };
      const report = reportText([{ ...diagnostic, sourceLine: text, line: 1, index }], false);
      expect(report).not.toMatch(
        /[\0-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/,
      );
      expect(report.split('\n')).toHaveLength(text === '' ? 3 : 5);
      expect(report.isWellFormed()).toBe(true);
    });
    fc.assert(safe, { numRuns: 300, seed: 20260808 });
  });
});

describe('reportJson', () => {
  it('has the fields of a diagnostic in one order', () => {
    const rows = JSON.parse(reportJson([UNKNOWN_POOL])) as object[];
    expect(rows).toEqual([
      {
        ...{ code: 'UnknownPool', severity: 'error', file: 'functions/tag.yaml', line: 31, column: 11 },
        ...{ pointer: '/spec/scaling/pool', message: 'There is no pool "cpuu".', allowed: 'cpu, gpu' },
        hint: 'Did you mean cpu?',
      },
    ]);
    expect(reportJson([])).toBe('[]\n');
  });

  it('keeps every text and prints none that drives a terminal', () => {
    const message = 'a\u001b\u009b\u202e\u2028\nb';
    const text = reportJson([{ ...UNKNOWN_POOL, message }]);
    expect(JSON.parse(text)).toMatchObject([{ message }]);
    expect(text).toContain('"message": "a\\u001b\\u009b\\u202e\\u2028\\nb"');
  });
});
