import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('bin/layerc.js on a Node that is too old', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'layerc-old-'));
    mkdirSync(join(folder, 'bin'));
    const script = readFileSync('bin/layerc.js', 'utf8').replace('process.versions.node', '"20.20.2"');
    writeFileSync(join(folder, 'bin/layerc.js'), script);
    for (const name of ['own-node.js', 'package.json'])
      copyFileSync(join('bin', name), join(folder, 'bin', name));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(folder, 'bin/layerc.js'), ...args], { encoding: 'utf8' });

  it('says so in one line', () => {
    const { status, stdout, stderr } = start('--version');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^layerc needs Node 22\.19 or newer[^\n]*\n$/);
  });

  it('goes on with the Node that the package brings, whose end is its own', () => {
    const own = join(folder, `dist/node-${process.platform}-${process.arch}/node`);
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, '#!/bin/sh\n[ "$2" = die ] && kill -TERM $$\necho "$@"\nexit 3\n', { mode: 0o755 });
    expect(start('render', 'a b')).toMatchObject({
      status: 3,
      stdout: `${folder}/bin/layerc.js render a b\n`,
      stderr: '',
    });
    expect(start('die')).toMatchObject({ status: null, signal: 'SIGTERM' });
    chmodSync(own, 0o644);
    expect(start('render')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^layerc: \S+ does not start: [^\n]*\n$/),
    });
  });
});
