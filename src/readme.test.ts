import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from './cli/run.test-support.ts';
import { SETTINGS } from './compiler/index.ts';
import { OPERATOR_SETTINGS } from './operator/config.ts';
import { CLUSTER_RULES, LEASE_RULES, type PolicyRule } from './operator/manifests.ts';
import { Metrics } from './operator/metrics.ts';

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

  it('shows a Function that is there', () => {
    const [, shown] = /```yaml\n([\s\S]*?)```/.exec(README) ?? [];
    expect(shown).toBe(readFileSync('examples/flux/functions/tag-products.yaml', 'utf8'));
  });

  it('lists every setting with its environment and default', () => {
    for (const { flag, env, value } of Object.values(SETTINGS)) {
      const row = README.split('\n').find((line) => line.startsWith('| `') && line.includes(`--${flag}\``));
      expect(row).toContain(value === '' ? '| none |' : `\`${value}\``);
      if (env !== null) expect(row).toContain(`\`${env}\``);
    }
  });

  it('links only to files that exist', () => {
    for (const [, path = ''] of README.matchAll(/\]\(([\w./-]+)\)/g))
      expect(() => readFileSync(path)).not.toThrow(/ENOENT/);
  });
});

describe('docs/operator.md', () => {
  const rows = readFileSync('docs/operator.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(2, -2)
        .split(/ ?(?<!\\)\| ?/)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );

  it('lists every setting of the operator with its environment and default', () => {
    for (const { flag, env, value } of Object.values(OPERATOR_SETTINGS))
      expect(rows).toContainEqual([`--${flag}`, env ?? '', value]);
  });

  it('lists every right', () => {
    const cells = (list: readonly string[]) => list.join(', ');
    const named = ({ resources, resourceNames }: PolicyRule) =>
      `${cells(resources)}${resourceNames === undefined ? '' : ` named ${cells(resourceNames)}`}`;
    for (const rule of CLUSTER_RULES)
      expect(rows).toContainEqual([cells(rule.apiGroups) || '(core)', named(rule), cells(rule.verbs)]);
    for (const rule of LEASE_RULES)
      expect(rows).toContainEqual([
        `${cells(rule.apiGroups)}, in its own namespace`,
        named(rule),
        cells(rule.verbs),
      ]);
  });

  it('lists every metric', async () => {
    const text = await new Metrics().text();
    const names = [...text.matchAll(/^# TYPE (layerc_\w+)/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(rows.map(([first]) => first)).toContain(name);
  });
});
