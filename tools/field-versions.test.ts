import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suiteNeeding } from '../testenv/suite.ts';
import { DOCUMENT, generate, MODULES, NEWEST, OLDEST } from './field-versions.ts';
import { findModules } from './go-module.test-support.ts';
import { MODULE } from './kubernetes-types.ts';

const committed = join(import.meta.dirname, '../src/compiler/kubernetes/field-versions.generated.ts');

suiteNeeding(
  'field-versions.generated.ts',
  [findModules([...MODULES.values()], 'npx node tools/field-versions.ts --check')],
  (modules) => {
    it('is what the documents give', () => {
      const documents = [...MODULES].map(
        ([minor, module]) => [minor, readFileSync(join(modules, module, DOCUMENT), 'utf8')] as const,
      );
      expect(generate(new Map(documents))).toBe(readFileSync(committed, 'utf8'));
    });
  },
);

it('ends with the version that the types of a pod are taken from', () => {
  expect(MODULE).toContain(`@v1.${NEWEST}.`);
});

describe('generate', () => {
  const struct = (type: string, ...fields: readonly string[]) =>
    `type ${type} struct {\n${fields.map((field) => `\tX string \`json:"${field},omitempty"\`\n`).join('')}}\n`;
  const rows = (documents: readonly (readonly string[])[], types: { [type: string]: readonly string[] }) => {
    const byMinor = new Map(documents.map((structs, index) => [OLDEST + index, structs.join('\n')]));
    const rowsOfTypes = Object.entries(types).map(([type, fields]) => [
      type,
      { fields: Object.fromEntries(fields.map((field) => [field, 'string'])) },
    ]);
    const text = generate(byMinor, Object.fromEntries(rowsOfTypes));
    return text
      .slice(text.indexOf('export const SINCE'))
      .split('\n')
      .slice(1, -2)
      .filter((line) => line !== '');
  };

  it('says of each field that is newer than the oldest version since when it is there', () => {
    const documents = [[struct('A', 'old')], [struct('A', 'old', 'b')], [struct('A', 'old', 'b', 'c')]];
    expect(rows(documents, { A: ['old', 'b', 'c'] })).toEqual(['  A: { b: 31, c: 32 },']);
  });

  it('says nothing of the fields that a new type has from its beginning', () => {
    const documents = [[], [struct('New', 'a')], [struct('New', 'a', 'later')]];
    expect(rows(documents, { New: ['a', 'later'] })).toEqual(['  New: { later: 32 },']);
  });

  it('finds the fields of what is embedded', () => {
    const documents = [
      [struct('Volume', 'name'), struct('VolumeSource', 'nfs')],
      [struct('Volume', 'name'), struct('VolumeSource', 'nfs', 'image')],
    ];
    expect(rows(documents, { Volume: ['name', 'nfs', 'image'] })).toEqual(['  Volume: { image: 31 },']);
  });

  it('says nothing of a type of another module', () => {
    expect(rows([[struct('A', 'a')], []], { Elsewhere: ['x'] })).toEqual([]);
  });
});
