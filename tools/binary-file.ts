/** Where the executable file is, and whether it is that of the sources beside it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const BINARY = 'binary/layerc';

/** What it is made of. */
const SOURCES = ['src', 'schemas', 'tools/bun', 'package.json', 'tools/bundles.ts', 'tools/binary.ts'];

/** A source that is newer than the file, if there is one. */
export function newerSource(): string | undefined {
  const made = statSync(BINARY).mtimeMs;
  return SOURCES.flatMap(filesOf).find((path) => statSync(path).mtimeMs > made);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !/\.test\b|\/node_modules\//.test(`${entry.parentPath}/${entry.name}`),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}
