/** The code that V8 made of the bundle is used only where it is that of the bundle, and whole. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codePath, functionOf, markedCode } from './code-cache.ts';

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-code-'));
  for (const name of ['bin', 'dist']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  for (const name of ['layerc.js', 'package.json'])
    copyFileSync(join('bin', name), join(folder, 'bin', name));
  path = join(folder, 'dist/layerc.cjs');
  writeFileSync(path, bundle('one'));
  writeFileSync(join(folder, 'dist/layerc-part.cjs'), PART);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A bundle that says a word, always of one length. */
function bundle(word: string): string {
  return `const word = exports.word = ${JSON.stringify(word)}; exports.run = async () => require('./layerc-part.cjs').say(word);`;
}

const PART = `const { word } = require('./layerc.cjs'); exports.say = (said) => { process.stdout.write(said + word); return 0; };`;

async function codeOf(word: string): Promise<Buffer> {
  const script = new Script(functionOf(Buffer.from(bundle(word))));
  const program: { run?: () => Promise<number> } = {};
  script.runInThisContext()(program);
  return script.createCachedData();
}

/** What the bundle says, and what a part of it that is loaded later finds there: the same. */
function say(): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/layerc.js')], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const said = stdout.slice(0, stdout.length / 2);
  expect(stdout).toBe(said + said);
  return { status, said };
}

describe('the code beside the bundle', () => {
  it('is used when its marks say so: V8 itself would take that of another text', async () => {
    writeFileSync(codePath(path), markedCode(readFileSync(path), await codeOf('one')));
    expect(say()).toEqual({ status: 0, said: 'one' });
    writeFileSync(codePath(path), markedCode(readFileSync(path), await codeOf('two')));
    expect(say()).toEqual({ status: 0, said: 'two' });
  });

  it('is not used for another bundle of the same length', async () => {
    writeFileSync(codePath(path), markedCode(Buffer.from(bundle('two')), await codeOf('two')));
    expect(say()).toEqual({ status: 0, said: 'one' });
  });

  it('is not used when a byte of it is another, or some are missing', async () => {
    const marked = markedCode(readFileSync(path), await codeOf('two'));
    for (const at of [0, 8, 40, marked.length >> 1, marked.length - 17, marked.length - 1]) {
      const altered = Buffer.from(marked);
      altered.writeUInt8(altered.readUInt8(at) ^ 0x40, at);
      writeFileSync(codePath(path), altered);
      expect(say(), `byte ${at}`).toEqual({ status: 0, said: 'one' });
    }
    for (const length of [0, 5, 16, 100, marked.length - 1]) {
      writeFileSync(codePath(path), marked.subarray(0, length));
      expect(say(), `length ${length}`).toEqual({ status: 0, said: 'one' });
    }
  });

  it('is not missed with a stack trace where nothing is built', () => {
    const bare = join(folder, 'bare');
    cpSync(join(folder, 'bin'), join(bare, 'bin'), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(bare, 'bin/layerc.js')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('layerc: dist/layerc.cjs is not there; in a checkout npm ci builds it\n');
    expect(status).toBe(2);
  });

  it('is no part of the package', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
    });
    const files = JSON.parse(stdout)[0].files.map(({ path: name }: { path: string }) => name);
    expect(files).toContain('bin/layerc.js');
    expect(files.filter((name: string) => /\.cjs\./.test(name))).toEqual([]);
  });
});
