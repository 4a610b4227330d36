import { CODES, type CodeRow } from '../src/compiler/codes.ts';

const INTRO = `<!-- Generated from src/compiler/codes.ts by tools/generate.ts. -->

# Diagnostics

What layerc reports. With an error nothing is rendered for the object; a warning changes nothing. A code keeps its
meaning once it is released, and the operator uses the same words as reasons of its conditions.
`;

/** docs/diagnostics.md: the table of codes, with an anchor for each. */
export function diagnosticsPage(): string {
  return [INTRO, table('Errors', 'error'), table('Warnings', 'warning')].join('\n');
}

function table(title: string, severity: CodeRow['severity']): string {
  const rows = Object.entries(CODES as Record<string, CodeRow>)
    .filter(([, row]) => row.severity === severity)
    .map(
      ([code, { cause, cure }]) =>
        `| <a id="${code}"></a>\`${code}\` | ${severity} | ${text(cause)} | ${text(cure)} |`,
    );
  return `## ${title}\n\n| Code | Severity | Cause | Cure |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function text(sentence: string): string {
  return sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '\\|');
}
