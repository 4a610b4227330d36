import { expect, test } from 'vitest';
import { DryRun } from './dry-run.ts';
import type { Cluster } from './kube/cluster.ts';
import { failed } from './objects/verdict.ts';

test('a rehearsal prints one line for each thing, and nothing that a terminal would obey', () => {
  let printed = '';
  const mode = new DryRun({} as Cluster, { write: (text) => (printed += text) });
  const object = (name: string) => ({
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace: 'shop' },
  });
  // A control sequence introducer in one byte, one that turns the text around, an escape, and lines of a runner.
  const hostile = 'a\u009b2J \u202e \u001b[31m \r\n::error ::x\u2028y';
  mode.writing('Applying', object(hostile), hostile);
  mode.found(object(hostile), failed(hostile, hostile, 'never'));
  const lines = printed.split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^Applying Function shop\/a/);
  expect(lines[1]).toMatch(/^Leaving Function shop\/a/);
  expect(printed).not.toMatch(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/,
  );
  expect(mode.isFine()).toBe(false);
});
