import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runCommand } from './command.ts';
import type { Progress } from './progress.ts';
import { type GoSource, pinFolder } from './sources.ts';

const hint =
  'go is not on PATH. Go 1.26 or newer builds this part (https://go.dev/dl); for etcd, kube-apiserver and ' +
  'kubectl a folder of setup-envtest in KUBEBUILDER_ASSETS will do.';

/** Builds the programs of a Go module and copies its plain files. Returns the version of Go. */
export async function buildGo(source: GoSource, target: string, progress: Progress): Promise<string> {
  const go = (args: readonly string[], onErrorLine?: (line: string) => void) =>
    runCommand('go', args, {
      cwd: pinFolder(source),
      // A workspace of the user's would replace the pinned versions.
      env: { CGO_ENABLED: '0', GOWORK: 'off' },
      hint,
      ...(onErrorLine && { onErrorLine }),
    });

  progress.detail('downloading the module');
  const module = JSON.parse(await go(['mod', 'download', '-json', source.module]));
  copyFiles(source, module.Dir, target);

  let packages = 0;
  await go(buildArguments(source, module.Version, target), (line) => {
    progress.detail(line.startsWith('go: ') ? line : `${++packages} packages compiled`);
  });
  for (const [program, path] of Object.entries(source.programs)) {
    renameSync(join(target, 'bin', defaultName(path)), join(target, 'bin', program));
  }
  return (await go(['env', 'GOVERSION'])).trim();
}

function buildArguments(source: GoSource, moduleVersion: string, target: string): string[] {
  const version = moduleVersion.replace(/^v/, '');
  const [major = '', minor = ''] = version.split('.');
  const variables = Object.entries(source.variables ?? {}).map(([name, value]) => {
    const text = value.replace('{version}', version).replace('{major}', major).replace('{minor}', minor);
    return ` -X ${name}=${text}`;
  });
  const flags = `-s -w${variables.join('')}`;
  const bin = join(target, 'bin/');
  return ['build', '-v', '-trimpath', '-ldflags', flags, '-o', bin, ...Object.values(source.programs)];
}

// Go names a program after its folder, leaving out a major version: .../etcd/server/v3 becomes "server".
function defaultName(path: string): string {
  return /^v\d+$/.test(basename(path)) ? basename(dirname(path)) : basename(path);
}

function copyFiles(source: GoSource, module: string, target: string): void {
  mkdirSync(join(target, 'bin'), { recursive: true });
  for (const [folder, path] of Object.entries(source.copies ?? {})) {
    const from = join(module, path);
    const names = statSync(from).isDirectory()
      ? readdirSync(from, { recursive: true, encoding: 'utf8' })
      : [''];
    for (const name of names.filter((name) => join(from, name).endsWith('.yaml'))) {
      const to = join(target, folder, name || basename(path));
      mkdirSync(dirname(to), { recursive: true });
      // Not cpSync: it would keep the module cache's read-only modes, and the entry could not be removed again.
      writeFileSync(to, readFileSync(join(from, name)));
    }
  }
}
