import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';
import type { PlacedDiagnostic } from './report.ts';
import { reportWorkflowCommands } from './workflow-commands.ts';

const SEED = Number(process.env.LAYERC_SEED ?? 20260808);

const LEASE: PlacedDiagnostic = {
  code: 'LeaseNotLongerThanTimeout',
  severity: 'warning',
  pointer: '/spec',
  message: '100% of it: a, b.',
  hint: 'Mend it.',
  file: 'a:b,c%.yaml',
  line: 6,
  column: 3,
  index: 2,
  sourceLine: 'spec:',
};

describe('reportWorkflowCommands', () => {
  it('is one command for each diagnostic', () => {
    expect(reportWorkflowCommands([LEASE])).toBe(
      '::warning file=a%3Ab%2Cc%25.yaml,line=6,col=3,title=LeaseNotLongerThanTimeout::100%25 of it: a, b.%0Ahint: Mend it.\n',
    );
    expect(reportWorkflowCommands([{ ...LEASE, line: 0, column: 0, severity: 'error', allowed: 'x' }])).toBe(
      '::error file=a%3Ab%2Cc%25.yaml,title=LeaseNotLongerThanTimeout::100%25 of it: a, b.%0Aallowed: x%0Ahint: Mend it.\n',
    );
  });

  it('is read back by the rules of the runner, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...':,%\r\n0AaD25=') }),
    );
    const same = fc.property(text, text, (file, message) => {
      const lines = reportWorkflowCommands([{ ...LEASE, file, message }]).split('\n');
      expect(lines).toHaveLength(2);
      const { command, properties, body } = asTheRunner(lines[0] as string);
      expect(command).toBe('warning');
      expect(properties).toEqual({
        ...(file === '' ? {} : { file: shown(file) }),
        ...{ line: '6', col: '3', title: 'LeaseNotLongerThanTimeout' },
      });
      expect(body).toBe(`${shown(message)}\nhint: Mend it.`);
    });
    fc.assert(same, { numRuns: 500, seed: SEED });
  });
});

/** What comes through: line ends as they are, other control characters as escapes that can be seen. */
function shown(text: string): string {
  return text.replace(/[^\r\n]+/g, (some) => printable(some));
}

/** `ActionCommand.TryParseV2` of actions/runner. */
function asTheRunner(line: string): {
  readonly command: string;
  readonly properties: { readonly [name: string]: string };
  readonly body: string;
} {
  const trimmed = line.trimStart();
  const end = trimmed.indexOf('::', 2);
  expect(trimmed.startsWith('::') && end > 0).toBe(true);
  const head = trimmed.slice(2, end);
  const space = head.indexOf(' ');
  const properties: { [name: string]: string } = {};
  for (const pair of head
    .slice(space + 1)
    .trim()
    .split(',')
    .filter(Boolean)) {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    if (value !== '') properties[name] = unescaped(value, true);
  }
  return { command: head.slice(0, space), properties, body: unescaped(trimmed.slice(end + 2), false) };
}

function unescaped(text: string, property: boolean): string {
  let plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  if (property) plain = plain.replaceAll('%3A', ':').replaceAll('%2C', ',');
  return plain.replaceAll('%25', '%');
}
