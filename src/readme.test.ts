import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from './cli/run.test-support.ts';
import { SETTINGS } from './compiler/index.ts';

const README = readFileSync('README.md', 'utf8');

describe('README', () => {
  it.each(
    [...README.matchAll(/```console\n\$ npx layerc (.*)\n([\s\S]*?)```/g)].map(
      ([, command = '', output = '']) => [command, output],
    ),
  )('shows what `layerc %s` prints', async (command, output) => {
    const { stdout } = await run(command.split(' '));
    expect(stdout).toBe(output);
  });

  it('lists every setting with its environment and default', () => {
    for (const { flag, env, value } of Object.values(SETTINGS)) {
      const row = README.split('\n').find((line) => line.startsWith('| `') && line.includes(`--${flag}\``));
      expect(row).toContain(`\`${value}\``);
      if (env !== null) expect(row).toContain(`\`${env}\``);
    }
  });

  it('links only to files that exist', () => {
    for (const [, path = ''] of README.matchAll(/\]\(([\w./-]+)\)/g))
      expect(() => readFileSync(path)).not.toThrow(/ENOENT/);
  });
});
