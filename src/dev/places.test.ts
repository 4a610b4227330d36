import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { refuseBadPlaces } from './places.ts';
import type { DevOptions } from './words/options.ts';

/** What it says of flags in a folder with rows, an input, an env file and links; nothing where all is well. */
function said(flags: (at: (name: string) => string) => Partial<DevOptions>): string {
  const folder = mkdtempSync(join(tmpdir(), 'layerc-places-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Not `join`: a path shall stay as it is given.
  const at = (name: string) => `${folder}/${name}`;
  mkdirSync(at('functions'));
  for (const name of ['rows.jsonl', 'functions/a.yaml', 'one.yaml', '.env', 'worker.py'])
    writeFileSync(at(name), 'kept');
  symlinkSync(at('rows.jsonl'), at('link.jsonl'));
  linkSync(at('rows.jsonl'), at('hard.jsonl'));
  symlinkSync(at('functions'), at('others'));
  const given = {
    rows: [{ name: 'p', value: at('rows.jsonl') }],
    envFiles: [at('.env')],
    watch: [at('worker.py')],
    out: [],
    workdir: folder,
    ...flags(at),
  };
  try {
    refuseBadPlaces(given as Partial<DevOptions> as DevOptions, [at('functions'), at('one.yaml')]);
    return '';
  } catch (error) {
    expect(error).toMatchObject({ exit: 2 });
    return (error as Error).message.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  } finally {
    expect(readFileSync(at('rows.jsonl'), 'utf8')).toBe('kept');
  }
}

it.each([
  ['rows.jsonl', 'it is the file of --rows p=rows.jsonl, which is read'],
  ['functions/../rows.jsonl', 'it is the file of --rows p=rows.jsonl, which is read'],
  ['link.jsonl', 'it is the file of --rows p=rows.jsonl, which is read'],
  ['hard.jsonl', 'it is the file of --rows p=rows.jsonl, which is read'],
  ['.env', 'it is the file of --env-file .env, which is read'],
  ['one.yaml', 'it is the file of -f one.yaml, which is read'],
  ['worker.py', 'it is the file of --watch worker.py, which is read'],
  ['functions/a.yaml', 'it stands in functions, where it is read as an input'],
  ['others/new.json', 'it stands in functions, where it is read as an input'],
  ['functions', 'it is a folder'],
  ['nowhere/x.xml', 'there is no folder nowhere'],
])('refuses to write %s', (name, why) => {
  const wanted = new RegExp(`: ${why.replaceAll('.', '\\.')}$`);
  expect(said((at) => ({ out: [{ name: 'p', value: at(name) }] }))).toMatch(wanted);
  expect(said((at) => ({ junit: at(name) }))).toMatch(wanted);
  expect(said((at) => ({ state: at(name) }))).toMatch(wanted);
});

it('refuses two that write one file, a device, and a folder for workers that is not there', () => {
  expect(said((at) => ({ out: [{ name: 'p', value: at('x') }], junit: at('functions/../x') }))).toContain(
    'it is the file of --out p=x, which is written too',
  );
  expect(said((at) => ({ state: at('s.db'), junit: at('s.db-wal') }))).toContain(
    'it is the file of --state s.db, which SQLite writes beside it',
  );
  expect(said(() => ({ junit: '/dev/null' }))).toBe('--junit /dev/null: it is no regular file');
  expect(said((at) => ({ workdir: at('nowhere') }))).toBe('--workdir nowhere: there is no such folder');
  expect(said((at) => ({ workdir: at('one.yaml') }))).toBe('--workdir one.yaml: there is no such folder');
});

it('lets the others be written, also beside the inputs', () => {
  const free = ['x.jsonl', 'functions/x.csv', 'functions/.x.json', 'x.json'];
  expect(
    free.map((name) => said((at) => ({ out: [{ name: 'p', value: at(name) }], state: at('s.db') }))),
  ).toEqual(['', '', '', '']);
});
