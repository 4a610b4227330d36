import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { findProgram } from '../../testenv/needs.ts';
import { suiteNeeding } from '../../testenv/suite.ts';
import { run } from './run.test-support.ts';

const COMMANDS = [
  ...['', 'init', 'render', 'validate', 'explain', 'graph', 'diff', 'krm', 'crds', 'operator', 'manifests'],
  ...['status', 'schema', 'lsp', 'test', 'playground'],
];

suiteNeeding('examples of --help', [findProgram('zsh')], (zsh) => {
  it.each(COMMANDS)('of layerc %s can be pasted into zsh', async (command) => {
    const { stdout } = await run([command, '--help'].filter(Boolean));
    const lines = (stdout.split('Examples:\n')[1] ?? '').split('\n').filter((line) => line.trim() !== '');
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      // Only what the shell itself makes of the words: brackets that match no file are an error there.
      const words = line.replaceAll(/ >>? \S+/g, '').replaceAll('|', ';:');
      const script = `layerc() { : }; kubectl() { : }; kpt() { : }; helm() { : }; ${words}`;
      const { status, stderr } = spawnSync(zsh, ['-f', '-c', script], { encoding: 'utf8' });
      expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
    }
  });
});
