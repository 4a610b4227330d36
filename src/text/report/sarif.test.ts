import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../cli/run.test-support.ts';
import { CODES, type Code } from '../../compiler/index.ts';
import { UNKNOWN_POOL } from './placed.test-support.ts';
import { reportSarif } from './sarif.ts';

const TOOL = { version: '1.2.3', docs: 'https://example.com/diagnostics.md' };
const SEED = Number(process.env.LAYERC_SEED ?? 20260808);

// The schema says draft 4, and uses nothing of it that later drafts read in another way but `id`.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync('src/text/report/sarif-schema/sarif-schema-2.1.0.json', 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
(formats.default as unknown as (ajv: Ajv) => void)(ajv);
const isValid = ajv.compile(schema);

/** The log, after the schema has seen it. */
function valid(text: string): {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { id: string; helpUri: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region?: { readonly startLine: number; readonly startColumn: number };
            };
          },
        ];
      }[];
    },
  ];
} {
  const log = JSON.parse(text);
  isValid(log);
  expect(isValid.errors ?? []).toEqual([]);
  return log;
}

describe('reportSarif', () => {
  it('says what, where and how to mend it', () => {
    const [{ results, tool }] = valid(reportSarif([UNKNOWN_POOL], TOOL)).runs;
    expect(results).toEqual([
      {
        ruleId: 'UnknownPool',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'There is no pool "cpuu".\nAllowed: cpu, gpu\nDid you mean cpu?' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'functions/tag.yaml' },
              region: { startLine: 31, startColumn: 11, snippet: { text: '    pool: cpuu' } },
            },
            logicalLocations: [{ fullyQualifiedName: '/spec/scaling/pool' }],
          },
        ],
      },
    ]);
    expect(tool.driver.rules).toMatchObject([
      { id: 'UnknownPool', helpUri: 'https://example.com/diagnostics.md#UnknownPool' },
    ]);
  });

  it.each([
    ['a b/ü,:%#?.yaml', 'a%20b/%C3%BC%2C%3A%25%23%3F.yaml'],
    ['/tmp/a b.yaml', 'file:///tmp/a%20b.yaml'],
    ['../x.yaml', '../x.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('names the file %j as %s', (file, uri) => {
    const [{ results }] = valid(reportSarif([{ ...UNKNOWN_POOL, file }], TOOL)).runs;
    expect(results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('counts columns in UTF-16 units', () => {
    const sourceLine = '  😀😀: cpuu';
    const index = sourceLine.indexOf('cpuu');
    const [{ results }] = valid(reportSarif([{ ...UNKNOWN_POOL, sourceLine, column: 7, index }], TOOL)).runs;
    expect(results[0]?.locations[0].physicalLocation.region?.startColumn).toBe(index + 1);
  });

  it('would be refused by the schema for less', () => {
    expect([isValid({ version: '2.1.0' }), isValid({ version: '2.1.0', runs: [{ tool: {} }] })]).toEqual([
      false,
      false,
    ]);
  });

  it('has a valid log for nothing, and for what stands in no line', () => {
    expect(valid(reportSarif([], TOOL)).runs[0].results).toEqual([]);
    const whole = { ...UNKNOWN_POOL, line: 0, column: 0, sourceLine: '' };
    const [{ results }] = valid(reportSarif([whole], TOOL)).runs;
    expect(results[0]?.locations[0].physicalLocation.region).toBeUndefined();
  });

  it('is valid for any text in it', () => {
    const text = fc.string({ unit: 'binary' });
    const codes = fc.constantFrom(...(Object.keys(CODES) as Code[]));
    const any = fc.property(fc.array(fc.tuple(codes, text)), (rows) => {
      const diagnostics = rows.map(([code, some]) => ({
        ...UNKNOWN_POOL,
        ...{ code, file: some, message: some, hint: some, sourceLine: some, pointer: some },
      }));
      const [{ results, tool }] = valid(reportSarif(diagnostics, TOOL)).runs;
      for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    });
    fc.assert(any, { numRuns: 100, seed: SEED });
  });
});

describe('--diagnostics sarif', () => {
  it.each(readdirSync('fixtures').filter((name) => /^(error|warn)-/.test(name)))(
    'of %s is valid, and says what the text says',
    async (name) => {
      const { stdout, code } = await run(['validate', '-f', `fixtures/${name}`, '--diagnostics', 'sarif']);
      const text = await run(['validate', '-f', `fixtures/${name}`]);
      const [{ results, tool }] = valid(stdout).runs;
      expect(code).toBe(text.code);
      const shown = [...text.stdout.matchAll(/^(\S+?):(\d+):(\d+) (\w+) (\w+): /gm)];
      expect(
        results.map(({ ruleId, level, locations: [{ physicalLocation }] }) => [
          decodeURIComponent(physicalLocation.artifactLocation.uri),
          ...[physicalLocation.region?.startLine, level, ruleId],
        ]),
      ).toEqual(shown.map(([, file, line, , level, ruleId]) => [file, Number(line), level, ruleId]));
      const page = readFileSync('docs/diagnostics.md', 'utf8');
      for (const { helpUri, id } of tool.driver.rules) {
        expect(helpUri).toMatch(/^https:\/\/\S+\/docs\/diagnostics\.md#\w+$/);
        expect(page).toContain(`<a id="${id}"></a>`);
      }
    },
  );
});
