import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../src/cli/run.test-support.ts';
import { checkState } from '../src/playground/check-state.ts';
import { linkOf, openLink } from '../src/playground/link.ts';
import { Model } from '../src/playground/model.ts';
import type { Analysis } from '../src/playground/protocol.ts';
import { catalogue } from './catalogue.ts';
import { TITLES } from './catalogue-titles.ts';

const { entries, leftOut } = catalogue();
const fixtures = readdirSync('fixtures');

describe('the catalogue', () => {
  it('has all fixtures but those that ask for what the form has not', () => {
    expect(leftOut).toEqual([{ fixture: 'g3', because: 'the form has no --include-source' }]);
    expect(entries).toHaveLength(fixtures.length - leftOut.length);
  });

  it('has a title of its own for each, and none for what is no fixture', () => {
    expect(new Set(entries.map(({ group, title }) => `${group} ${title}`)).size).toBe(entries.length);
    expect(Object.keys(TITLES).filter((name) => !fixtures.includes(name))).toEqual([]);
  });

  it('costs the page less than a tenth of what it may have', () => {
    const text = JSON.stringify(entries);
    expect(text.length).toBeLessThan(200_000);
    expect(deflateRawSync(text).length).toBeLessThan(40_000);
  });

  it.each(entries)('$id is shown as the command line prints it', async ({ id, state }) => {
    const folder = `fixtures/${id.replace('fixture-', '')}`;
    const flags = existsSync(`${folder}/args.txt`)
      ? readFileSync(`${folder}/args.txt`, 'utf8').split(/\s+/).filter(Boolean)
      : [];
    const { analysis, model } = analysed(state);
    const { stdout } = await run(['render', folder, ...flags]);
    const kept = await run(['render', '--keep-going', folder, ...flags]);
    expect(analysis.output).toBe(kept.stdout);
    if (analysis.totals.errors === 0) expect(analysis.output).toBe(stdout);
    const { stdout: said, stderr } = await run(['validate', '-o', 'json', folder, ...flags]);
    const rows = JSON.parse(said) as { file: string; [field: string]: unknown }[];
    expect(
      analysis.diagnostics.map(({ document, code, severity, line, column, hint }) => {
        return { file: `${folder}/${document}`, code, severity, line, column, hint };
      }),
    ).toEqual(
      rows.map(({ file, code, severity, line, column, hint }) => ({
        file,
        code,
        severity,
        line,
        column,
        hint,
      })),
    );
    expect(analysis.totals.words).toBe(stderr.trimEnd().replaceAll('\n', '; '));
    // Of each leaf the value is where it is said to be.
    for (const [leaf, { value, to }] of analysis.leaves.entries()) {
      const answer = model.answer({ serial: 2, ask: 'reason', of: 1, leaf });
      if (answer.answer !== 'reason') throw new Error(JSON.stringify(answer));
      const shown = analysis.output.slice(value, to);
      if (!shown.startsWith('|')) expect(shown).toBe(answer.reason.value);
    }
  });

  it.each(entries)('$id goes into a link and back', async ({ state }) => {
    expect(checkState(state)).toEqual(state);
    expect(await openLink(await linkOf(state))).toEqual({ state });
  });
});

function analysed(state: (typeof entries)[number]['state']): { analysis: Analysis; model: Model } {
  const model = new Model();
  const answer = model.answer({ serial: 1, ask: 'analyse', state });
  if (answer.answer !== 'analysis') throw new Error(JSON.stringify(answer));
  return { analysis: answer.analysis, model };
}
