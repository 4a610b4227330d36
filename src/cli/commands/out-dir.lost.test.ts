/** --out-dir and what cannot be seen: a file that cannot be read is never a Function that is gone. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countAs } from '../../../testenv/hostile.ts';
import { run, SHELL_COMMAND } from '../run.test-support.ts';
import { functionText, render, renderAsNobody, tree, workspace, write } from './out-dir.test-support.ts';

countAs('files');

const FILES = {
  'src/a.yaml': functionText('a'),
  'src/b.yaml': functionText('b'),
  'src/team/c.yaml': functionText('c'),
  'store/team/d.yaml': functionText('d'),
  'store/e.yaml': functionText('e'),
};

type Again = typeof render | typeof renderAsNobody;

/** Something happens to inputs after a first run: the next one is refused, names the path, and removes nothing. */
async function lost(act: (folder: string) => void, path: string, reason: string, again: Again = render) {
  const folder = workspace(FILES);
  symlinkSync('../store/team', join(folder, 'src/linked'));
  symlinkSync('../store/e.yaml', join(folder, 'src/e.yaml'));
  expect((await render(folder, '--load-restrictor', 'none')).code).toBe(0);
  const before = tree(join(folder, 'out'));
  expect(Object.keys(before)).toHaveLength(8);
  act(folder);
  for (const flags of again === render ? [[], ['--check'], ['--allow-mass-removal']] : [[]]) {
    const { code, stdout, stderr } = await again(folder, '--load-restrictor', 'none', ...flags);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`${join(folder, path)}:1:1 error ${reason}`);
    expect(tree(join(folder, 'out'))).toEqual(before);
  }
}

describe('render --out-dir loses nothing', () => {
  it.each(['e.yaml', 'linked', 'README', 'no extension', 'x.txt'])(
    'when the link %s leads to nothing',
    (name) =>
      lost(
        (folder) => {
          rmSync(join(folder, 'src', name), { force: true });
          symlinkSync('../gone', join(folder, 'src', name));
        },
        join('src', name),
        'UnreadableFile: The path is a link to nothing.',
      ),
  );
  it('when the target of a link is gone', () =>
    lost(
      (folder) => renameSync(join(folder, 'store'), join(folder, 'moved')),
      'src/linked',
      'UnreadableFile: The path is a link to nothing.',
    ));
  it('when a link leads through what is no folder', () =>
    lost(
      (folder) => symlinkSync('a.yaml/x', join(folder, 'src/through')),
      'src/through',
      'UnreadableFile: The path cannot be read',
    ));

  it.each([
    ['a folder cannot be listed', 'src/team', 0o300, 'src/team'],
    ['a folder can be neither listed nor entered', 'src/team', 0o000, 'src/team'],
    ['the entries of a folder cannot be looked at', 'src/team', 0o644, 'src/team/c.yaml'],
    ['the folder itself cannot be listed', 'src', 0o311, 'src'],
    ['the entries of the folder itself cannot be looked at', 'src', 0o644, 'src/a.yaml'],
    ['a file cannot be read', 'src/b.yaml', 0o000, 'src/b.yaml'],
    ['the target of a link cannot be looked at', 'store', 0o644, 'src/e.yaml'],
    ['the target of a link cannot be listed', 'store/team', 0o311, 'src/linked'],
  ])('when %s', { timeout: 60_000 }, (_, path, mode, named) =>
    lost(
      (folder) => chmodSync(join(folder, path), mode),
      named,
      'UnreadableFile: The path cannot be read: permission denied.',
      renderAsNobody,
    ),
  );

  it.each([
    ['a file', (place: Buffer) => writeFileSync(place, functionText('x'))],
    ['a folder', (place: Buffer) => mkdirSync(place)],
    ['a link', (place: Buffer) => symlinkSync('../a.yaml', place)],
  ])('when the name of %s is not UTF-8', (_, make) =>
    lost(
      (folder) =>
        make(
          Buffer.concat([Buffer.from(join(folder, 'src/caf')), Buffer.from([0xe9]), Buffer.from('.yaml')]),
        ),
      'src/caf\ufffd.yaml',
      'UnreadableFile: The path has a name that is not UTF-8.',
    ),
  );
  it('but takes any name that is', async () => {
    const folder = workspace({
      'src/caf\ufffd.yaml': functionText('a'),
      'src/\u00e9\u{1f600}.yaml': functionText('b'),
    });
    expect((await render(folder)).stderr).toContain(': 5 written');
  });

  it('when the system reports an error of the device', async () => {
    const folder = workspace(FILES);
    await render(folder);
    unlinkSync(join(folder, 'src/a.yaml'));
    // What is mapped nowhere cannot be read, not even by root.
    symlinkSync('/proc/self/mem', join(folder, 'src/a.yaml'));
    const { code, stderr } = await render(folder, '--load-restrictor', 'none');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('the device or file system reports an error'),
    });
    expect(readdirSync(join(folder, 'out/shop'))).toContain('a.yaml');
  });

  it.each([
    ['fifo', ['mkfifo']],
    ['socket', ['python3', '-c', 'import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])']],
  ])('when a %s stands there', async (_, [command = '', ...args]) => {
    const folder = workspace(FILES);
    await render(folder);
    unlinkSync(join(folder, 'src/a.yaml'));
    execFileSync(command, [...args, 'a.yaml'], { cwd: join(folder, 'src') });
    const { code, stderr } = await render(folder);
    expect(code).toBe(1);
    expect(stderr).toContain('/src/a.yaml:1:1 error UnreadableFile: The path is not a regular file.');
    expect(readdirSync(join(folder, 'out/shop'))).toContain('a.yaml');
  });

  it('when a file is empty, as after a write that was cut off', async () => {
    const folder = workspace(FILES);
    await render(folder);
    truncateSync(join(folder, 'src/a.yaml'), 0);
    const { code, stderr } = await render(folder);
    expect(code).toBe(1);
    expect(stderr).toContain(
      '/out/shop/a.yaml error NothingFound: The path comes from ../src/a.yaml, which is there but',
    );
    // A comment says that somebody meant it.
    write(folder, { 'src/a.yaml': '# not now\n' });
    const after = await render(folder);
    expect(after.stderr).toMatch(
      /a\.yaml:1:1 warning EmptyFile[\s\S]*: 1 written, 1 removed, 4 unchanged\n$/,
    );
  });

  it('when the whole input is empty, or another', async () => {
    const folder = workspace(FILES);
    await render(folder);
    const before = tree(join(folder, 'out'));
    mkdirSync(join(folder, 'empty'));
    write(folder, {
      'other/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
      'none.yaml': '# nothing\n',
    });
    const into = ['--out-dir', join(folder, 'out')];
    for (const path of ['empty', 'other', 'none.yaml']) {
      const flags = ['-f', join(folder, 'src/infra-rules.yaml'), '-f', join(folder, path)];
      const { code, stderr } = await run(['render', ...flags, ...into]);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringContaining(`${path}:1:1 error NothingFound`),
      });
    }
    for (const stdin of ['', '---\n', '# upstream failed\n', 'apiVersion: v1\nkind: Secret\n']) {
      const { code, stderr } = await run(['render', ...into], { stdin });
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringContaining('<stdin>:1:1 error NothingFound'),
      });
    }
    expect(tree(join(folder, 'out'))).toEqual(before);
  });

  it('of what has an extension in capitals', async () => {
    const folder = workspace({ 'src/a.YAML': functionText('a'), 'src/b.Yml': functionText('b') });
    expect((await render(folder)).stderr).toContain(': 5 written');
  });

  it('without a word of what is hidden or nearly named', async () => {
    const folder = workspace({ ...FILES, 'src/.a.yaml': '', 'src/team/x.yaml.bak': '', 'src/z.txt': '' });
    expect((await render(folder)).stderr).toContain(
      `passed over for their names: ${folder}/src/.a.yaml, ${folder}/src/team/x.yaml.bak\n`,
    );
    expect((await run(['validate', '-f', join(folder, 'src')])).stderr).toContain(
      'passed over for their names: ',
    );
  });

  it('that stands in a file of ours', async () => {
    for (const text of [
      '{"apiVersion": "hevlayer.com/v1alpha1", "kind": "Function"}',
      `kind: List\napiVersion: v1\nitems:\n- ${functionText('x').trimEnd().replaceAll('\n', '\n  ')}\n`,
    ]) {
      const folder = workspace({
        ...FILES,
        'src/x.yaml': `# Generated by layerc from ./x.yaml; do not edit.\n${text}`,
      });
      expect((await render(folder)).stderr).toContain('src/x.yaml:1:1 error GeneratedInput');
    }
  });

  it('that stands in the generated folder', async () => {
    const folder = workspace({ ...FILES, 'out/mine/x.yaml': functionText('x') });
    const { code, stderr } = await run(['render', '-f', folder, '--out-dir', join(folder, 'out')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(': 9 written') });
  });
});

describe('render reads no more than it can', () => {
  it.each(['/dev/zero', '/dev/full', '/dev/null'])('-f %s', async (path) => {
    const { code, stderr } = await run(['render', '-f', path]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`${path}:1:1 error UnreadableFile`),
    });
  });

  it('of a pipe that never ends, on standard input or as the shell names it', { timeout: 120_000 }, () => {
    for (const line of [
      `yes | ${SHELL_COMMAND} render`,
      `${SHELL_COMMAND} render -f <(yes)`,
      `yes | ${SHELL_COMMAND} krm`,
    ]) {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
      expect({ line, status, stdout }).toEqual({ line, status: 1, stdout: '' });
      expect(stderr).toContain('error TooLarge: The path holds more than 128 MiB.');
    }
  });

  it('of a file that is too large', async () => {
    const folder = workspace();
    writeFileSync(join(folder, 'src/x.yaml'), '');
    truncateSync(join(folder, 'src/x.yaml'), 2 ** 31);
    expect((await render(folder)).stderr).toContain('src/x.yaml:1:1 error TooLarge');
  });

  it('of folders that many links lead to', async () => {
    const folder = workspace(FILES);
    for (let level = 0; level < 40; level++) {
      mkdirSync(join(folder, `src/l${level}`));
      for (const name of ['x', 'y']) symlinkSync(`../l${level + 1}`, join(folder, `src/l${level}`, name));
    }
    mkdirSync(join(folder, 'src/l40'));
    expect((await render(folder)).code).toBe(0);
  });
});

describe('render --out-dir where no folder can be made', () => {
  it.each(['/proc/x', '/proc/self/x/y', '/sys/x', '/dev/null/x', '/dev/full'])('%s', async (path) => {
    const { code, stderr } = await run(['render', '-f', 'fixtures/minimal', '--out-dir', path]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/ error Output\w+: The path /),
    });
  });
});
