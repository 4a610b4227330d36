import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { type NpmSource, pinFolder } from './sources.ts';

const hint = 'npm is not on PATH. It comes with Node.';

/** Installs the pinned packages, without their scripts. Returns the version of npm. */
export async function buildNpm(source: NpmSource, target: string): Promise<string> {
  const options = { cwd: target, hint };
  for (const name of ['package.json', 'package-lock.json']) {
    copyFileSync(join(pinFolder(source), name), join(target, name));
  }
  await runCommand('npm', ['ci', '--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund'], options);
  return (await runCommand('npm', ['--version'], options)).trim();
}
