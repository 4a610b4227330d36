import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Need } from '../testenv/needs.ts';

/** Go's folder of modules, if all of these have been fetched to it already: a test downloads nothing. */
export function findModules(
  modules: readonly string[],
  enable = `go mod download ${modules.join(' ')}`,
): Need {
  const { stdout } = spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' });
  const path = stdout?.trim() ?? '';
  const missing = modules.filter((module) => !existsSync(join(path, module)));
  if (missing.length === 0) return { name: modules.join(', '), path };
  return { name: missing.join(', '), reason: 'not downloaded', enable };
}
