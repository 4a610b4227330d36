import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';

const FUNCTION = readFileSync('fixtures/minimal/function.yaml', 'utf8');
const RULES = readFileSync('fixtures/minimal/infra-rules.yaml', 'utf8');

async function codes(rules: string): Promise<string[]> {
  const stdin = `${FUNCTION}---\n${rules}`;
  const { stdout } = await run(['validate', '--diagnostics', 'json'], { stdin });
  return (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);
}

it.each([
  ['cannot be read', RULES.replace('name: default', 'name: [default'), 'SyntaxError'],
  ['are not what they seem', RULES.replace('name: cpu', 'name: “cpu”'), 'MisreadText'],
  ['are JSON that cannot be read', '{"apiVersion": "x",\n"kind": "InfraRules" "spec": {}}', 'SyntaxError'],
])('InfraRules that %s are not missing too', async (_, rules, code) => {
  expect(await codes(rules)).toEqual([code]);
});

it('InfraRules are missing beside any other text that cannot be read', async () => {
  expect(await codes('a: [\n')).toEqual(expect.arrayContaining(['SyntaxError', 'MissingInfraRules']));
});

it.each(['a: [\n', FUNCTION.replace('metadata:', 'metadata: ]')])(
  'what cannot be read is not said to hold nothing: %j',
  async (stdin) => {
    const { code, stdout, stderr } = await run(['validate', '-'], { stdin });
    expect(code).toBe(1);
    expect(stdout).toContain('SyntaxError');
    expect(stderr).not.toContain('no Function, InfraRules or Index in it');
  },
);
