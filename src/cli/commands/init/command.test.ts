import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../run.test-support.ts';
import { STARTERS } from './starters.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'layerc-init-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('init', () => {
  it.each(Object.entries(STARTERS))(
    '--kind %s is valid, and nothing is to be warned of',
    async (kind, { name }) => {
      const folder = join(root, 'new', kind);
      expect((await run(['init', folder, '--kind', kind])).code).toBe(0);
      expect(readdirSync(folder).sort()).toEqual(['.schemas', `${name}.yaml`, 'infra-rules.yaml'].sort());
      const { code, stdout, stderr } = await run(['render', folder]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('kind: Deployment');
      expect(/kind: Service$/m.test(stdout)).toBe(kind === 'push');
      expect(stdout.includes('type: cron')).toBe(kind === 'schedule');
      expect(stdout.includes('nvidia.com/gpu')).toBe(kind === 'gpu');
    },
  );

  it('names schemas that are there', async () => {
    const folder = join(root, 'schemas');
    await run(['init', folder]);
    for (const [file, name] of [
      ['tag-products.yaml', 'function'],
      ['infra-rules.yaml', 'infrarules'],
    ]) {
      const text = readFileSync(join(folder, file as string), 'utf8');
      const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) as RegExpExecArray;
      const { stdout } = await run(['schema', name as string]);
      expect(readFileSync(join(folder, schema as string), 'utf8')).toBe(stdout);
    }
  });

  it('leaves the schemas of before, and no folder of them where nothing is written', async () => {
    const folder = join(root, 'older');
    const schema = join(folder, '.schemas', 'function.schema.json');
    mkdirSync(join(folder, '.schemas'), { recursive: true });
    writeFileSync(schema, '{}');
    expect((await run(['init', folder])).code).toBe(0);
    expect(readFileSync(schema, 'utf8')).toBe('{}');
    const blocked = join(root, 'blocked');
    mkdirSync(blocked);
    writeFileSync(join(blocked, '.schemas'), '');
    expect((await run(['init', blocked])).code).toBe(1);
    expect(readdirSync(blocked)).toEqual(['.schemas']);
  });

  it('adds a Function to those that are there', async () => {
    const folder = join(root, 'more');
    await run(['init', folder]);
    const args = ['init', folder, '--kind', 'gpu', '--name', 'embed.it', '--no-infra-rules'];
    expect(await run(args)).toMatchObject({ code: 0, stdout: '' });
    expect(await run(['validate', folder])).toMatchObject({
      code: 0,
      stderr: '2 valid, 0 errors, 0 warnings\n',
    });
  });

  it.each(['a file', 'a link to nothing'])('writes nothing where one of the names is %s', async (what) => {
    const folder = join(root, what);
    const there = join(folder, 'infra-rules.yaml');
    mkdirSync(folder);
    if (what === 'a file') writeFileSync(there, 'mine');
    else symlinkSync(join(root, 'elsewhere'), there);
    expect(await run(['init', folder])).toEqual({
      code: 1,
      stdout: '',
      stderr: `layerc: ${there} is there already; nothing was written (--no-infra-rules writes the Function alone)\n`,
    });
    expect(readdirSync(folder)).toEqual(['infra-rules.yaml']);
    expect(readdirSync(root)).not.toContain('elsewhere');
  });

  it.each([
    ['Tag', 'layerc: --name is "Tag", but must be lower-case letters'],
    ['../x', 'layerc: --name is "../x", but must be'],
    ['a\n  namespace: other', 'layerc: --name is "a\\n  namespace: other", but must be'],
    ['infra-rules', 'layerc: --name is "infra-rules", as the other file is called'],
    ['', 'layerc: --name'],
  ])('refuses the name %j', async (name, said) => {
    const folder = join(root, 'names');
    const { code, stderr } = await run(['init', folder, `--name=${name}`]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(readdirSync(root)).not.toContain('names');
  });

  it('says what the system says, and leaves no folder behind', async () => {
    const { code, stderr } = await run(['init', '/proc/layerc/deep']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^layerc: \/proc\/layerc\/deep cannot be written because .*; nothing was written\n$/,
    );
  });
});
