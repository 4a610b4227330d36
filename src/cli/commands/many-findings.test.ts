/** Thousands of findings in one object: the first of each code, and a count of the others, in every format. */
import { describe, expect, it } from 'vitest';
import { functionWith, INFRA_RULES } from '../../compiler/functions.test-support.ts';
import type { JsonObject } from '../../json/json.ts';
import { printYaml } from '../../text/yaml/print.ts';
import { run } from '../run.test-support.ts';

const mounts = Array.from({ length: 10_000 }, (_, at) => ({ name: 'no', mountPath: `/${at}` }));
const MANY = functionWith({
  worker: {
    image: 'registry.example.com/tag:1',
    podSpec: { containers: [{ name: 'udf', volumeMounts: mounts }], colour: 1 },
  },
});

function nulls(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, null]));
}

async function validate(objects: readonly JsonObject[], ...flags: string[]) {
  return run(['validate', ...flags], { stdin: printYaml([INFRA_RULES, ...objects]) });
}

describe('of ten thousand findings of one code in one object', () => {
  it('the text has the first ones in order, and the last says how many more', async () => {
    const { code, stdout, stderr } = await validate([MANY]);
    expect(code).toBe(1);
    const errors = stdout.match(/^<stdin>:.*$/gm) ?? [];
    expect(errors).toHaveLength(20);
    expect(errors.at(-1)).toMatch(/, and 9,981 more like it\.$/);
    expect(errors.filter((line) => line.includes('more like it'))).toHaveLength(1);
    expect(stderr).toContain('0 valid, 10001 errors, 0 warnings');
    const lines = errors.map((line) => Number(line.split(':')[1]));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('json, sarif and github say the same', async () => {
    const rows = JSON.parse((await validate([MANY], '--diagnostics', 'json')).stdout);
    expect(rows).toHaveLength(20);
    expect(rows.map(({ more }: { more?: number }) => more)).toEqual([...Array(19).fill(undefined), 9981]);
    const { results } = JSON.parse((await validate([MANY], '--diagnostics', 'sarif')).stdout).runs[0];
    expect([results.length, results.at(-1).properties]).toEqual([20, { more: 9981 }]);
    expect(
      (await validate([MANY], '--diagnostics', 'github')).stdout.match(/and 9,981 more like it/g),
    ).toHaveLength(1);
  });

  it('one finding of another code is not lost among them', async () => {
    const fields = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`x${at}`, 1]));
    const { stdout } = await validate([functionWith({ ...fields, paused: 'yes' })]);
    expect(stdout).toContain('error InvalidType');
    expect(stdout.match(/error UnknownField/g)).toHaveLength(20);
    expect(stdout).toContain(', and 480 more like it.');
  });

  it('each object has its own, and warnings of all objects together are counted once more', async () => {
    const of = (name: string) => functionWith({ filter: ['lang', 'Eq', 'en', nulls(30)] }, name);
    const { stdout, stderr } = await validate([of('a'), of('b')]);
    expect(stdout.match(/warning NullMapValue/g)).toHaveLength(20);
    expect(stdout).toContain(', and 10 more like it.');
    expect(stdout).toMatch(/^and 30 more warnings NullMapValue$/m);
    expect(stderr).toContain('60 warnings');
  });

  it('so have the text of a document, its duplicate keys and its ambiguous scalars', async () => {
    const list = Array.from({ length: 1000 }, () => '  - no\n').join('');
    const ambiguous = `${printYaml([functionWith()])}  filter:\n${list.replaceAll(/^/gm, '  ')}`;
    const shown = (await run(['validate', '--stock-pools'], { stdin: ambiguous })).stdout;
    expect(shown.match(/warning AmbiguousScalar/g)).toHaveLength(20);
    expect(shown).toContain(', and 980 more like it.');
    const twice = (await run(['validate'], { stdin: 'a: 1\n'.repeat(101) })).stdout;
    expect(twice.match(/error DuplicateKey/g)).toHaveLength(20);
    expect(twice).toContain(', and 80 more like it.');
  });
});
