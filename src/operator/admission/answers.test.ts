import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES, type Code, type CodeRow, readSettings } from '../../compiler/index.ts';
import { ANSWERS, type Answer } from './answers.ts';
import { admissionPolicies } from './policies.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Errors of files, of several of them, or of other commands: no object in a cluster has them. */
const OF_FILES: readonly Code[] = [
  'DuplicateFunction',
  'DuplicateInfraRules',
  'ForeignObject',
  'InvalidFunctionConfig',
  'NotAnObject',
  'RefusedByCrd',
  'UnsupportedApiVersion',
  'UnsupportedKind',
];

describe('where errors are answered', () => {
  it('is said of each error that an object in a cluster can have', () => {
    const errors = Object.entries(CODES as { [code: string]: CodeRow })
      .filter(([, { severity }]) => severity === 'error')
      .map(([code]) => code);
    const pages = readFileSync(join(ROOT, 'src/compiler/words/object-codes.ts'), 'utf8');
    const ofObjects = errors.filter((code) => pages.includes(`\n  ${code}: {`));
    const known = [...Object.keys(ANSWERS), ...OF_FILES];
    expect(ofObjects.filter((code) => !known.includes(code))).toEqual([]);
    expect(known.filter((code) => !errors.includes(code))).toEqual([]);
  });

  it('is what the policies have rules for', () => {
    const { settings } = readSettings({});
    const policies = admissionPolicies({ mode: 'deny', settings, watchNamespace: null, stockPools: false });
    const rules = policies.flatMap(({ metadata, spec }) => {
      const { name } = metadata as { name: string };
      const { validations = [] } = spec as { validations?: { message: string }[] };
      return validations.map(({ message }) => [message.slice(0, message.indexOf(':')), name].join(' '));
    });
    const answered = Object.entries(ANSWERS).flatMap(([code, { policy }]) =>
      policy ? [`${code} ${policy}`] : [],
    );
    expect([...new Set(rules)].sort()).toEqual(answered.sort());
  });

  it('stands in docs/admission.md', () => {
    const page = readFileSync(join(ROOT, 'docs/admission.md'), 'utf8');
    const rows = [...page.matchAll(/^\| \[`\w+`\].*$/gm)].map(([row]) => row);
    expect(rows).toEqual(Object.entries(ANSWERS).map(([code, answer]) => row(code, answer)));
  });
});

function row(code: string, { by, policy, note }: Answer): string {
  const cells = [
    `[\`${code}\`](diagnostics.md#${code})`,
    by,
    policy === undefined ? '' : `\`${policy}\``,
    note,
  ];
  return `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' ');
}
