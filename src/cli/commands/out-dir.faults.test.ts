/** --out-dir where the file system fails, where a run is killed, and where two run at once. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { count, countAs, isLongRun } from '../../../testenv/hostile.ts';
import type { Need } from '../../../testenv/needs.ts';
import { suiteNeeding } from '../../../testenv/suite.ts';
import { run } from '../run.test-support.ts';
import {
  functionText,
  listed,
  names,
  render,
  spawnRender,
  tree,
  workspace,
  write,
} from './out-dir.test-support.ts';

countAs('faults of the file system');

const SEED = Number(process.env.LAYERC_SEED ?? 20260808);

/** How often a run is killed. */
const KILLS = Number(process.env.LAYERC_KILLS ?? (isLongRun ? 10_000 : 12));

suiteNeeding('render --out-dir on a file system of its own', [findMount()], () => {
  it('leaves everything as it was when the disk is full', async () => {
    const folder = workspace({ 'src/all.yaml': functions(['a', 'b'], 1) });
    mkdirSync(join(folder, 'out'));
    mount(['-t', 'tmpfs', '-o', 'size=52k', 'tmpfs'], join(folder, 'out'));
    expect((await render(folder)).code).toBe(0);
    const before = tree(folder);
    write(folder, {
      'src/all.yaml': functions(['b', ...Array.from({ length: 30 }, (_, i) => `f${i}`)], 2),
    });
    const { code, stderr } = await render(folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^\S+\/out\/shop\/\S+ error OutputNotWritable: The path cannot be written because there is no space left\.\n {2}hint: .*\n1 error, 0 warnings; nothing was written\n$/,
    );
    expect({ ...tree(folder), 'src/all.yaml': before['src/all.yaml'] }).toEqual(before);
    // Less fits again.
    write(folder, { 'src/all.yaml': functions(['b', 'c'], 2) });
    expect((await render(folder)).code).toBe(0);
    expect(listed(join(folder, 'out'))).toEqual(['shop/b.yaml', 'shop/c.yaml']);
  });

  it('leaves everything as it was on a read-only file system', async () => {
    const folder = workspace({ 'src/all.yaml': functions(['a', 'b'], 1) });
    await render(folder);
    const before = tree(join(folder, 'out'));
    mount(['--bind', join(folder, 'out')], join(folder, 'out'));
    mount(['-o', 'remount,ro,bind', join(folder, 'out')], join(folder, 'out'));
    expect(await render(folder)).toMatchObject({ code: 0, stderr: expect.stringContaining('5 unchanged') });
    write(folder, { 'src/all.yaml': functions(['b', 'c'], 2) });
    const { code, stderr } = await render(folder);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error OutputNotWritable: The path cannot be written because the file system is read-only, which holds up 3 more paths below it.\n',
    );
    expect(tree(join(folder, 'out'))).toEqual(before);
  });

  it.each(['shop/c.yaml', 'shop/kustomization.yaml', 'shop/a.yaml'])(
    'puts back what it has done when %s fails at the very end',
    async (path) => {
      const folder = workspace({ 'src/all.yaml': functions(['a', 'b', 'c'], 1) });
      await render(folder);
      const before = tree(join(folder, 'out'));
      // A file that something is mounted on can be written, but neither replaced nor removed.
      const place = join(folder, 'out', path);
      mount(['--bind', place], place);
      write(folder, { 'src/all.yaml': functions(['b', 'c', 'd'], 2) });
      const { code, stderr } = await render(folder);
      expect(code).toBe(1);
      expect(stderr).toContain(
        `${place} error OutputNotWritable: The path cannot be written because it is in use.`,
      );
      expect(tree(join(folder, 'out'))).toEqual(before);
    },
  );
});

describe('render --out-dir that is killed', () => {
  it('is repaired by the next run, before, in the middle of and after a step (LAYERC_KILLS, LAYERC_SEED)', {
    timeout: 1_800_000,
  }, async ({ task }) => {
    const folder = workspace({
      'src/all.yaml': functions(['a', 'b', 'c'], 1, 'old') + functions(['d', 'e'], 1),
    });
    await render(folder);
    const old = tree(join(folder, 'out'));
    write(folder, { 'src/all.yaml': functions(['b', 'd', 'e'], 2) + functions(['f', 'g'], 1, 'new') });
    const counted = await spawnRender(folder, { before: killAt(Number.POSITIVE_INFINITY, 'before') });
    const steps = Number(/^(\d+) steps$/m.exec(counted.stderr)?.[1]);
    expect(steps).toBeGreaterThan(20);
    const wanted = tree(join(folder, 'out'));
    const points = pick(KILLS, 3 * steps);
    count(task, { of: 'faults of the file system', tried: points.length });
    for (const point of points) {
      const step = 1 + (point % steps);
      const when = (['before', 'within', 'after'] as const)[point % 3] as When;
      rmSync(join(folder, 'out'), { recursive: true });
      write(join(folder, 'out'), old);
      const { signal } = await spawnRender(folder, { before: killAt(step, when) });
      expect(signal, `${when} step ${step} of ${steps}`).toBe('SIGKILL');
      const left = tree(join(folder, 'out'));
      for (const path of listed(join(folder, 'out'))) expect(left, `step ${step}`).toHaveProperty([path]);
      for (const [path, text] of Object.entries(left)) {
        if (!/(^|\/)\./.test(path))
          expect([old[path], wanted[path], path.endsWith('/') ? '' : null]).toContain(text);
      }
      const again = await render(folder, '--allow-mass-removal');
      expect(again.code, again.stderr).toBe(0);
      expect(tree(join(folder, 'out')), `step ${step} of ${steps}`).toEqual(wanted);
    }
  });

  it('leaves nothing that --check would take for a difference', async () => {
    const folder = workspace({ 'src/all.yaml': functions(['a'], 1) });
    await render(folder);
    const { 'shop/a.yaml': text = '' } = tree(join(folder, 'out'));
    for (const part of ['', '# Gener', '# Generated by layerc from ', text.slice(0, 300), text]) {
      write(folder, { 'out/shop/.a.yaml.layerc-draft': part });
      expect((await render(folder, '--check')).code).toBe(0);
      expect((await render(folder)).code).toBe(0);
      expect(names(join(folder, 'out'))).toEqual([
        'kustomization.yaml',
        'kustomizeconfig.yaml',
        'shop/a.yaml',
      ]);
    }
    write(folder, { 'out/shop/.a.yaml.layerc-draft': 'mine\n' });
    expect((await render(folder)).stderr).toContain('.a.yaml.layerc-draft error ForeignFile');
  });
});

describe('a folder that a killed run has left unfinished', () => {
  const draft = 'out/.shop.layerc-draft';

  it('is taken away by the next run, with the files in it', async () => {
    const folder = workspace({ 'src/all.yaml': functions(['a', 'b'], 1) });
    await render(folder);
    const wanted = tree(join(folder, 'out'));
    const { 'shop/a.yaml': text = '' } = wanted;
    for (const left of [{ 'a.yaml': text, 'b.yaml': text.slice(0, 300) }, { 'a.yaml': '' }]) {
      rmSync(join(folder, 'out'), { recursive: true });
      for (const [name, part] of Object.entries(left)) write(folder, { [`${draft}/${name}`]: part });
      expect((await render(folder, '--check')).stderr).toContain('5 to write');
      expect((await render(folder)).code).toBe(0);
      expect(tree(join(folder, 'out'))).toEqual(wanted);
    }
  });

  it.each([
    ['a file of somebody', (at: string) => writeFileSync(join(at, 'notes.txt'), 'mine\n')],
    ['a link to a file of ours', (at: string) => symlinkSync('../../src/all.yaml', join(at, 'a.yaml'))],
    ['a folder', (at: string) => mkdirSync(join(at, 'inner'))],
  ])('is left alone when there is %s in it', async (_, put) => {
    const folder = workspace({ 'src/all.yaml': functions(['a'], 1) });
    mkdirSync(join(folder, draft), { recursive: true });
    put(join(folder, draft));
    const before = tree(folder);
    const { code, stderr } = await render(folder);
    expect(code).toBe(1);
    expect(stderr).toContain('.shop.layerc-draft error ForeignFile');
    expect(tree(folder)).toEqual(before);
  });

  it('is left alone when it is a link to a folder', async () => {
    const folder = workspace({ 'src/all.yaml': functions(['a'], 1), 'other/a.yaml': '' });
    mkdirSync(join(folder, 'out'));
    symlinkSync('../other', join(folder, draft));
    expect((await render(folder)).stderr).toContain('error ForeignFile');
    expect(names(join(folder, 'other'))).toEqual(['a.yaml']);
  });
});

suiteNeeding('a new folder on a full disk', [findMount()], () => {
  it('is not there, nor is a part of it', async () => {
    const folder = workspace({ 'src/all.yaml': functions(['a'], 1) });
    mkdirSync(join(folder, 'out'));
    mount(['-t', 'tmpfs', '-o', 'size=52k', 'tmpfs'], join(folder, 'out'));
    expect((await render(folder)).code).toBe(0);
    const before = tree(join(folder, 'out'));
    const many = Array.from({ length: 30 }, (_, i) => `f${i}`);
    write(folder, { 'src/all.yaml': functions(['a'], 1) + functions(many, 1, 'new') });
    const { code, stderr } = await render(folder);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error OutputNotWritable: The path cannot be written because there is no space left.',
    );
    expect(tree(join(folder, 'out'))).toEqual(before);
  });
});

describe('render --out-dir, two at once', () => {
  it('ends in one of the two states', { timeout: 120_000 }, async () => {
    const rules = readFileSync('fixtures/minimal/infra-rules.yaml', 'utf8');
    const many = (from: number) => Array.from({ length: 300 }, (_, i) => `f${from + i}`);
    const inputs = [functions(many(0), 1) + rules, functions(many(150), 2) + rules] as const;
    const folder = workspace();
    const states: string[] = [];
    for (const stdin of inputs) {
      rmSync(join(folder, 'out'), { recursive: true, force: true });
      await run(['render', '--out-dir', join(folder, 'out')], { stdin });
      states.push(JSON.stringify(tree(join(folder, 'out'))));
    }
    for (let round = 0; round < 3; round++) {
      if (round === 1) rmSync(join(folder, 'out'), { recursive: true });
      const [one, other] = inputs;
      const ended = await Promise.all([one, other, one].map((stdin) => spawnRender(folder, { stdin })));
      expect(ended.map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual(['', '', '']);
      expect(states.indexOf(JSON.stringify(tree(join(folder, 'out'))))).not.toBe(-1);
    }
  });

  suiteNeeding('beside another process', [findProcesses()], () => {
    it('waits for one that is alive, and not for a dead one', async () => {
      const folder = workspace({ 'src/all.yaml': functions(['a'], 1) });
      const stopped = await spawnRender(folder, { before: killAt(3, 'before') });
      expect(stopped.signal).toBe('SIGKILL');
      const locks = readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.layerc-lock-'));
      expect(locks).toHaveLength(1);
      // The same lock in the name of this process, which is alive.
      const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
      const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      const mine = (locks[0] as string).replace(/-\d+-\d*-/, `-${process.pid}-${start}-`);
      writeFileSync(join(folder, 'out', mine), '');
      const waiting = render(folder);
      await new Promise((done) => setTimeout(done, 500));
      expect(Object.keys(tree(join(folder, 'out'))).filter((path) => !path.startsWith('.'))).toEqual([]);
      unlinkSync(join(folder, 'out', mine));
      expect((await waiting).code).toBe(0);
      expect(names(join(folder, 'out'))).toEqual([
        'kustomization.yaml',
        'kustomizeconfig.yaml',
        'shop/a.yaml',
      ]);
    });
  });
});

function functions(names: readonly string[], version: number, namespace = 'shop'): string {
  return names.map((name) => `${functionText(name, namespace, `example.com/w:${version}`)}---\n`).join('');
}

type When = 'before' | 'within' | 'after';

/**
 * Kills the process at the step of that number that changes the file system: before it, after it, or, where the step
 * writes bytes, when half of them are written. Tells how many steps there were.
 */
function killAt(step: number, when: When): string {
  return `
    const fs = process.getBuiltinModule('node:fs');
    const end = () => process.kill(process.pid, 'SIGKILL');
    let steps = 0;
    for (const name of ['openSync', 'writeSync', 'renameSync', 'unlinkSync', 'rmSync', 'rmdirSync', 'mkdirSync', 'fchmodSync']) {
      const real = fs[name];
      fs[name] = (...args) => {
        if (name === 'writeSync' ? args[0] <= 2 : name === 'openSync' && args[1] !== 'wx') return real(...args);
        if (++steps !== ${step === Number.POSITIVE_INFINITY ? 'Infinity' : step}) return real(...args);
        const bytes = args[1];
        if (${when === 'within'} && name === 'writeSync') real(args[0], bytes, 0, bytes.length >> 1);
        // It may throw, and mean no harm: a folder that is there already.
        try { if (${when === 'after'}) real(...args); } finally { end(); }
      };
    }
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
    process.on('exit', () => fs.writeSync(2, '\\n' + steps + ' steps\\n'));`;
}

/** Numbers up to `most`, without repetition, the same for the same seed. */
function pick(count: number, most: number): number[] {
  const all = Array.from({ length: most }, (_, index) => index + 1);
  let state = SEED;
  for (let index = all.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (index + 1);
    [all[index], all[other]] = [all[other] as number, all[index] as number];
  }
  return all.slice(0, count);
}

function mount(args: readonly string[], place: string): void {
  const { status, stderr } = spawnSync('mount', [...args, place], { encoding: 'utf8' });
  expect(stderr + String(status)).toBe('0');
  onTestFinished(() => void spawnSync('umount', [place]));
}

function findMount(): Need {
  const place = mkdtempSync(join(tmpdir(), 'layerc-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', place]);
  if (status === 0) spawnSync('umount', [place]);
  rmSync(place, { recursive: true });
  if (status === 0) return { name: 'mount', path: 'mount' };
  return { name: 'mount', reason: 'not allowed to this user', enable: 'sudo npm run test:product' };
}

function findProcesses(): Need {
  const path = '/proc/self/stat';
  if (existsSync(path)) return { name: path, path };
  return { name: path, reason: 'not here', enable: 'npm run test:product on Linux' };
}
