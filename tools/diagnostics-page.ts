import { readdirSync, readFileSync } from 'node:fs';
import type { CodeRow } from '../src/compiler/words/code-row.ts';
import { CODES } from '../src/compiler/words/codes.ts';

const INTRO = `<!-- Generated from src/compiler/words/codes.ts by tools/generate.ts. -->

# Diagnostics

What layerc reports. With an error nothing is rendered for the object; a warning changes nothing. A code keeps its
meaning once it is released, and the operator uses the same words as reasons of its conditions.

Of one code in one object the first 20 findings are shown. The last of them says how many more there are: in its message,
as \`more\` in JSON, and in the properties of a SARIF result.

Where words are not enough, \`write:\` (in JSON the value of \`write\`) shows what may stand there instead, made from what was
found. Words in capitals stand for what layerc cannot know.
`;

/** docs/diagnostics.md: the table of codes, with an anchor and an example for each. */
export function diagnosticsPage(): string {
  return [INTRO, table('Errors', 'error'), table('Warnings', 'warning')].join('\n');
}

function table(title: string, severity: CodeRow['severity']): string {
  const shown = goldenMessages();
  const rows = Object.entries(CODES as Record<string, CodeRow>)
    .filter(([, row]) => row.severity === severity)
    .map(([code, { cause, cure, example }]) => {
      const message = example ?? shown.get(code);
      if (message === undefined)
        throw new Error(`${code} has no example: a fixture that shows it, or a text`);
      const cells = [`<a id="${code}"></a>\`${code}\``, severity, text(cause), text(message), text(cure)];
      return `| ${cells.join(' | ')} |`;
    });
  const head = '| Code | Severity | Cause | Example | Cure |\n| --- | --- | --- | --- | --- |';
  return `## ${title}\n\n${head}\n${rows.join('\n')}\n`;
}

/** The first message of each code in golden/. */
function goldenMessages(): ReadonlyMap<string, string> {
  const folder = new URL('../golden/', import.meta.url);
  const messages = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.txt')) continue;
    for (const [, code = '', message = ''] of readFileSync(new URL(name, folder), 'utf8').matchAll(
      /^\S+ (?:error|warning) (\w+): (.*)$/gm,
    )) {
      if (!messages.has(code)) messages.set(code, message);
    }
  }
  return messages;
}

function text(sentence: string): string {
  return sentence
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[|*_`[\]]/g, '\\$&');
}
