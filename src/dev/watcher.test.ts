import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Watcher } from './watcher.ts';

/** As `sed -i` and vim save: another file takes the name. */
function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function watched(of: (folder: string) => readonly string[], except: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'layerc-watch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'in'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'in/a.yaml'), '0');
  const changed = vi.fn();
  const watcher = new Watcher(
    of(folder),
    except.map((name) => join(folder, name)),
    changed,
  );
  onTestFinished(() => watcher.close());
  return { folder, changed };
}

it.each<[string, string]>([
  ['a file', 'in/a.yaml'],
  ['a folder', '.'],
])('sees every save by rename in %s', async (_, path) => {
  const { folder, changed } = watched((root) => [join(root, path)]);
  await sleep(100);
  for (const count of [1, 2, 3]) {
    replace(join(folder, 'in/a.yaml'), String(count));
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(count), { timeout: 5000 });
  }
});

it('sees a file that goes and comes back, and one that is new', async () => {
  const { folder, changed } = watched((root) => [join(root, 'in')]);
  await sleep(100);
  rmSync(join(folder, 'in/a.yaml'));
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1), { timeout: 5000 });
  writeFileSync(join(folder, 'in/b.yaml'), '1');
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), { timeout: 5000 });
});

it('says nothing of dependencies, of what an editor has open, and of what is ours', async () => {
  const { folder, changed } = watched((root) => [root], ['state.db']);
  await sleep(100);
  for (const name of ['state.db', 'node_modules/a.js', 'in/.a.yaml.swp', 'in/a.yaml~'])
    writeFileSync(join(folder, name), '1');
  await sleep(600);
  expect(changed).not.toHaveBeenCalled();
});
