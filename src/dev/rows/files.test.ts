import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import { readRows } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'layerc-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string, text: string) => {
  const value = join(folder, name);
  writeFileSync(value, text);
  return readRows({ name: 'products', value }, async () => '').then(
    ({ rows }) => rows,
    (error: Error) => error.message.replaceAll(`${folder}/`, ''),
  );
};

describe('a file of rows', () => {
  it('is one list of JSON, too, with all digits', async () => {
    expect(await read('list.json', '\uFEFF [{"id": "a"},\n {"id": 9223372036854775807}]\n')).toEqual([
      { id: 'a' },
      { id: new ExactNumber('9223372036854775807') },
    ]);
    expect(await read('list.json', '[{"id": "a"}, 3]')).toBe(
      'list.json: item 2: A row must be a JSON object.',
    );
    expect(await read('list.json', '[{"id": "a"},')).toMatch(/^list\.json: The list is no JSON: /);
  });

  it.each([
    [
      'twice.jsonl',
      '{"id": "1"}\n\n{"id": 1}\n',
      'twice.jsonl:3: The row has the id "1", which that of line 1 has too.',
    ],
    [
      'twice.csv',
      'id,a\n7,"x\ny"\n7,z\n',
      'twice.csv:4: The row has the id "7", which that of line 2 has too.',
    ],
    [
      'twice.json',
      '[{"id": 1}, {"id": 1}]',
      'twice.json: item 2: The row has the id "1", which that of item 1 has too.',
    ],
    [
      'wrong.jsonl',
      '{"id": "1"}\n{bad\n3\n{"id": "2"}\n{}\n',
      "wrong.jsonl:2: The line is no JSON: Expected property name or '}' in JSON at position 1.\nwrong.jsonl:3: A row must be a JSON object.\nwrong.jsonl:5: A row must have an id: a text or a whole number.",
    ],
    [
      'many.jsonl',
      '3\n'.repeat(22),
      `${Array.from({ length: 20 }, (_, index) => `many.jsonl:${index + 1}: A row must be a JSON object.\n`).join('')}and 2 more of the kind`,
    ],
  ])('has an id for each row, and none twice: %s', async (name, text, message) => {
    expect(await read(name, text)).toBe(message);
  });

  it('says how a CSV with semicolons or tabs is mended', async () => {
    expect(await read('rows.csv', 'id;title\n1;hat\n')).toMatch(
      /^rows\.csv:1: Between the columns stands a semicolon/,
    );
    expect(await read('rows.csv', 'id\ttitle\n1\that\n')).toMatch(
      /^rows\.csv:1: Between the columns stands a tab/,
    );
  });
});
