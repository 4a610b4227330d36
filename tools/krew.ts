/**
 * Packs the executable file for krew, the plugin manager of kubectl, and writes the manifest of all archives that lie in
 * the folder: those of other platforms are made on their machines. docs/install.md says how it is used.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import project from '../package.json' with { type: 'json' };
import type { JsonObject } from '../src/json/json.ts';
import { printYaml } from '../src/text/yaml/print.ts';
import { BINARY } from './binary-file.ts';

const PLUGIN = 'kubectl-layerc';

/** As krew calls them. */
const ARCHITECTURES: { readonly [node: string]: string } = { x64: 'amd64', arm64: 'arm64' };

const [uri, folder = dirname(BINARY)] = process.argv.slice(2);
if (uri === undefined || !/^https:\/\/\S+$/.test(uri) || !existsSync(BINARY)) {
  process.stderr.write(
    'npm run krew -- https://... [FOLDER]: where the archives will be, after `npm run binary`; FOLDER is where they are made (default: binary)\n',
  );
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
pack();
writeFileSync(join(folder, 'layerc.yaml'), manifest(uri.replace(/\/+$/, '')));

function pack(): void {
  const draft = mkdtempSync(join(folder, 'krew-'));
  try {
    copyFileSync(BINARY, join(draft, PLUGIN));
    copyFileSync(join(dirname(BINARY), 'LICENCES.txt'), join(draft, 'LICENCES.txt'));
    copyFileSync('LICENSE', join(draft, 'LICENSE'));
    const name = `layerc-v${project.version}-${process.platform}-${ARCHITECTURES[process.arch]}.tar.gz`;
    execFileSync('tar', ['-czf', join(folder, name), '-C', draft, ...readdirSync(draft)]);
  } finally {
    rmSync(draft, { recursive: true });
  }
}

/** A release and its checksums: https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/ */
function manifest(base: string): string {
  return printYaml([
    {
      apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
      kind: 'Plugin',
      metadata: { name: 'layerc' },
      spec: {
        version: `v${project.version}`,
        homepage: project.homepage,
        shortDescription: 'Compile hev layer Functions',
        description: `${project.description}.\n`,
        platforms: readdirSync(folder)
          .sort()
          .flatMap((file) => platform(file, base)),
      },
    },
  ]);
}

/** None for other files and other versions. */
function platform(file: string, base: string): JsonObject[] {
  const [, version, os = '', arch = ''] = /^layerc-v(.+)-([a-z0-9]+)-([a-z0-9]+)\.tar\.gz$/.exec(file) ?? [];
  if (version !== project.version) return [];
  const sha256 = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');
  return [{ selector: { matchLabels: { os, arch } }, uri: `${base}/${file}`, sha256, bin: PLUGIN }];
}
