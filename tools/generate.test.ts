import { expect, test } from 'vitest';
import { outputs, staleOutputs } from './generate.ts';

test('what is committed is what the schemas say (node tools/generate.ts)', async () => {
  expect(await staleOutputs()).toEqual([]);
});

test('the generated code compiles no schema and imports nothing of ajv', async () => {
  for (const [path, text] of await outputs()) {
    if (path.endsWith('.ts')) expect(text, path).not.toMatch(/require\(|from 'ajv/);
  }
});
