import { grouped } from '../compiler/index.ts';
import { printable } from '../text/report/printable.ts';
import { placeText } from '../text/report/report.ts';
import { effectWords } from './effect.ts';
import type { FunctionChange } from './function-change.ts';
import type { Place } from './report-text.ts';
import type { AllTotals, Totals } from './totals.ts';
import { capacityWords, causeWords, factWords, totalWords, valueWords } from './words.ts';

/** A job summary of GitHub may have 1 MiB, a comment 65,536 characters; what is beyond would be lost without a word. */
const MOST_CHARACTERS = 60_000;
const MOST_FIELDS = 50;

/** For a pull request: the totals, then each Function folded, worst first. */
export function* reportMarkdown(
  changes: readonly FunctionChange[],
  totals: AllTotals,
  place: Place,
): Generator<string> {
  const changing = changes.filter(({ effects }) => effects.length > 0);
  const head = `### layerc: ${totalWords(totals.all)}\n`;
  yield head;
  if (changing.length === 0) return;
  const table = [
    '',
    '| | what happens | workers and devices |',
    '| --- | --- | --- |',
    ...[...totals.pools].map(([name, one]) => row(`pool ${code(name)}`, one)),
    ...[...totals.namespaces].map(([name, one]) => row(`namespace ${code(name)}`, one)),
  ];
  yield `${table.join('\n')}\n`;
  let left = MOST_CHARACTERS - head.length - table.join('\n').length;
  for (const [index, change] of changing.entries()) {
    const folded = details(change, place);
    left -= folded.length;
    if (left < 0) {
      yield `\nand ${grouped(changing.length - index)} more Functions: \`layerc diff -o json\` has all of them.\n`;
      return;
    }
    yield folded;
  }
}

function row(what: string, totals: Totals): string {
  return `| ${what} | ${totalWords(totals)} | ${capacityWords(totals).join('; ') || 'as before'} |`;
}

function details(change: FunctionChange, place: Place): string {
  const { namespace, name, effects, fields, refused } = change;
  const lines = [
    '',
    `<details><summary>${code(`${namespace}/${name}`)} ${effectWords(effects)}</summary>`,
    '',
    ...factWords(change).map((fact) => `- ${html(fact)}`),
    ...(refused?.errors ?? []).slice(0, MOST_FIELDS).map((error) => {
      const placed = place(error);
      return `- ${code(placeText(placed))} **${placed.code}**: ${html(printable(placed.message))}`;
    }),
  ];
  if (fields.length > 0) {
    lines.push(
      '',
      '| field | before | after | whose change |',
      '| --- | --- | --- | --- |',
      ...fields
        .slice(0, MOST_FIELDS)
        .map(
          ({ path, before, after, causes }) =>
            `| ${code(path)} | ${code(valueWords(before?.value))} | ${code(valueWords(after?.value))} | ${html(causeWords(causes))} |`,
        ),
    );
    if (fields.length > MOST_FIELDS) lines.push(`| and ${grouped(fields.length - MOST_FIELDS)} more | | | |`);
  }
  lines.push('', '</details>', '');
  return lines.join('\n');
}

function code(text: string): string {
  return `<code>${html(printable(text))}</code>`;
}

/** Text that is neither Markdown nor HTML, nor the end of a cell: all but letters, digits and blanks as entities where they could be. */
function html(text: string): string {
  return text.replace(/[&<>"'|`*_~[\]\\@#!$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
