/** What the documents say of the code, held against the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Every file of the repository, from its root. */
const FILES = ['bench', 'bin', 'deploy', 'docs', 'examples', 'schemas', 'src', 'testenv', 'tools'].flatMap(
  (folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
);
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', ...FILES.filter((path) => /^docs\/.*\.md$/.test(path))];

describe('documents', () => {
  it.each(DOCUMENTS)('%s names files and folders that are there', (document) => {
    const named = [...read(document).matchAll(/(?<![\w./<>*{-])((?:[\w-]+\/)*[\w.-]+\.(?:ts|js|py))\b/g)];
    const folders = [
      ...read(document).matchAll(/`((?:src|testenv|tools|docs|bench|deploy)\/(?:[\w-]+\/)*)`/g),
    ];
    const missing = [
      ...named.filter(([, path]) => !isThere(path as string)),
      ...folders.filter(([, path]) => !existsSync(join(ROOT, path as string))),
    ];
    expect(missing.map(([, path]) => path)).toEqual([]);
  });

  it.each(DOCUMENTS)('%s links to what is there', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(
      ([, path]) => path as string,
    );
    expect(links.filter((path) => !existsSync(resolve(ROOT, dirname(document), path)))).toEqual([]);
  });
});

/** The whole path, or an end of it where that leaves no doubt. */
function isThere(path: string): boolean {
  return existsSync(join(ROOT, path)) || FILES.filter((file) => file.endsWith(`/${path}`)).length === 1;
}

describe('docs/architecture.md', () => {
  it('has a line for each folder of src', () => {
    const folders = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => `${entry.parentPath.slice(ROOT.length + 1)}/`)
      .filter((folder) => folder !== 'src/');
    const lines = [...read('docs/architecture.md').matchAll(/^\| `(src\/[^`]*)` \|/gm)].map(
      ([, path]) => path,
    );
    expect(lines.toSorted()).toEqual([...new Set(folders)].sort());
  });
});

describe('CONTRIBUTING.md', () => {
  it('knows the file of each line of the log', () => {
    const written = FILES.filter(
      (path) => /^src\/operator\/.*\.ts$/.test(path) && !/\.test\b/.test(path),
    ).flatMap((path) =>
      [...read(path).matchAll(/\blog(?:\.(?:debug|info|warn|error)|\[level\])\(([^,)]+)/g)].flatMap(
        ([, first]) =>
          [...(first as string).replace(/^[^?]*\?/, '').matchAll(/'([^']+)'/g)].map(
            ([, message]) => `${message}: ${path}`,
          ),
      ),
    );
    const rows = [...read('CONTRIBUTING.md').matchAll(/^\| (`[^|]+`) \| `([^`|]+\.ts)` \|/gm)].flatMap(
      ([, messages, path]) =>
        [...(messages as string).matchAll(/`([^`]+)`/g)].map(([, message]) => `${message}: ${path}`),
    );
    expect(rows.toSorted()).toEqual([...new Set(written)].sort());
    expect(rows.length).toBeGreaterThan(10);
  });
});
