/** Where links below -f may lead, and that nothing shows of what they lead to. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countAs } from '../../../testenv/hostile.ts';
import { run } from '../run.test-support.ts';

countAs('links');

const SECRET = 'hunter2-7Jx';
/** What a file outside may hold; a reader of YAML has something to say of each. */
const TEXTS = [
  `machine example.com login me password ${SECRET}\n`,
  `apiVersion: hevlayer.com/v1alpha1\nkind: Function\nmetadata: {name: ${SECRET}}\nspec: {worker: ${SECRET}}\n`,
  `${SECRET}: [\n`,
  `token: "${SECRET}\n`,
  `PATH=/bin\0TOKEN=${SECRET}\0`,
  `{"auths": {"x": "${SECRET}"}, "auths": ${SECRET}}`,
  `\t${SECRET}\n`,
];
const FORMATS = ['text', 'json', 'sarif', 'github'];

/** A folder given with -f, and another one beside it that is not. */
function folders(): { given: string; outside: string } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'layerc-links-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ['given', 'outside']) mkdirSync(join(root, name));
  return { given: join(root, 'given'), outside: join(root, 'outside') };
}

async function everyOutput(path: string, ...flags: readonly string[]): Promise<string> {
  const runs = FORMATS.map((format) => run(['validate', '-f', path, '--diagnostics', format, ...flags]));
  const others = ['render', 'explain', 'graph'].map((command) => run([command, '-f', path, ...flags]));
  return (await Promise.all([...runs, ...others])).map(({ stdout, stderr }) => stdout + stderr).join('');
}

describe('a link that leads out', () => {
  it.each(TEXTS)('of the folder is refused by name, and shows nothing: %j', async (text) => {
    const { given, outside } = folders();
    writeFileSync(join(outside, 'target'), text);
    mkdirSync(join(outside, 'folder'));
    writeFileSync(join(outside, 'folder/x.yaml'), text);
    symlinkSync('../outside/target', join(given, 'file.yaml'));
    symlinkSync(join(outside, 'folder'), join(given, 'folder'));
    const said = await everyOutput(given);
    for (const name of ['file.yaml', 'folder']) {
      expect(said).toContain(`${given}/${name}:1:1 error LinkLeadsOut: The path is a link to "${outside}`);
    }
    expect(said).not.toContain('hunter2');
    // By its own name too: the pull request may have put it where a workflow names a file.
    expect(await everyOutput(join(given, 'file.yaml'))).toMatch(/LinkLeadsOut(?![\s\S]*hunter2)/);
  });

  it.each(TEXTS)('shows no line even if such links are meant: %j', async (text) => {
    const { given, outside } = folders();
    writeFileSync(join(outside, 'x.yaml'), text);
    symlinkSync('../outside/x.yaml', join(given, 'file.yaml'));
    symlinkSync('../outside', join(given, 'folder'));
    const line = text.split('\n')[0] as string;
    const said = await everyOutput(given, '--load-restrictor', 'none');
    expect(said).not.toContain('LinkLeadsOut');
    expect(said).not.toContain(line);
    expect(said).not.toMatch(/^ +\d+ \| /m);
    expect(said).not.toContain('"snippet"');
  });

  it('of /proc is refused before anything is read of it', async () => {
    const { given } = folders();
    symlinkSync('/proc/self/environ', join(given, 'a.yaml'));
    symlinkSync('/proc/self/root/etc/hostname', join(given, 'b.yaml'));
    symlinkSync('/proc/self/fd', join(given, 'c'));
    const { code, stdout } = await run(['validate', '-f', given]);
    expect(code).toBe(1);
    expect(stdout.match(/ error LinkLeadsOut/g)).toHaveLength(3);
  });
});

describe('a link is followed', () => {
  const FUNCTION = 'fixtures/minimal';

  it('within the folder, to another folder that is given, and by the name of a folder', async () => {
    const { given, outside } = folders();
    mkdirSync(join(given, '..data'));
    for (const name of ['function', 'infra-rules']) {
      copyFileSync(join(FUNCTION, `${name}.yaml`), join(given, '..data', `${name}.yaml`));
      symlinkSync(`..data/${name}.yaml`, join(given, `${name}.yaml`));
    }
    expect((await run(['validate', '-f', given])).stderr).toContain('1 valid, 0 errors');
    symlinkSync(given, join(outside, 'folder'));
    expect((await run(['validate', '-f', outside])).code).toBe(1);
    expect((await run(['validate', '-f', outside, '-f', given])).stderr).toContain('1 valid, 0 errors');
    expect((await run(['validate', '-f', join(outside, 'folder')])).stderr).toContain('1 valid, 0 errors');
  });

  it('within the working directory', async () => {
    const { given } = folders();
    symlinkSync(join(process.cwd(), FUNCTION), join(given, 'folder'));
    expect((await run(['validate', '-f', given])).stderr).toContain('1 valid, 0 errors');
  });
});
