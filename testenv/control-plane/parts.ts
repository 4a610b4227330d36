import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { entryFolder, sources } from './sources.ts';

/** The command that builds every part but Prometheus. */
export const buildCommand = 'npm run control-plane';

const prometheusPrograms = ['prometheus', 'victoria-metrics', 'victoria-metrics-prod'];

const kubernetes = (program: string) => () => built(sources.kubernetes, 'bin', program);

const lookups = {
  etcd: () => built(sources.etcd, 'bin', 'etcd'),
  'kube-apiserver': kubernetes('kube-apiserver'),
  'kube-controller-manager': kubernetes('kube-controller-manager'),
  'kube-scheduler': kubernetes('kube-scheduler'),
  kubectl: kubernetes('kubectl'),
  /** Folder with `bin/{operator,adapter,webhooks}` and KEDA's kustomizations in `config/`. */
  keda: () => built(sources.keda),
  /** Folder with `bin/kwok` and `stages/`. */
  kwok: () => built(sources.kwok),
  prometheus: () => onPath(prometheusPrograms),
  /** The Python interpreter that can import hev's SDK. */
  sdk: () => built(sources.sdk, 'venv', 'bin', 'python'),
} as const;

/** What a test can need of the control plane. */
export type PartName = keyof typeof lookups;

/** A part that is here, or why it is not and the one command that changes that. */
export type Part =
  | { readonly name: PartName; readonly path: string }
  | { readonly name: PartName; readonly reason: string; readonly enable: string };

/** Names of all parts. */
export const partNames = Object.keys(lookups) as PartName[];

// What setup-envtest downloads; the rest has to come from the cache.
const envtestParts: readonly PartName[] = ['etcd', 'kube-apiserver', 'kubectl'];

/** Looks a part up without running anything. */
export function findPart(name: PartName): Part {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets && envtestParts.includes(name)) {
    const path = join(assets, name);
    if (isProgram(path)) return { name, path };
  }
  const path = lookups[name]();
  if (path !== undefined) return { name, path };
  return name === 'prometheus'
    ? { name, reason: 'neither prometheus nor victoria-metrics is on PATH', enable: installPrometheus() }
    : { name, reason: 'not built', enable: buildCommand };
}

/** Any kubectl that works without a cluster: the one built here, or else the one on the PATH. */
export function findKubectl(): Part {
  const part = findPart('kubectl');
  const path = onPath(['kubectl']);
  if ('path' in part || path === undefined) return part;
  return { name: 'kubectl', path };
}

/** The path of a part that the caller has made sure of; throws with the reason otherwise. */
export function partPath(name: PartName): string {
  const part = findPart(name);
  if ('path' in part) return part.path;
  throw new Error(`${name}: ${part.reason}; run: ${part.enable}`);
}

function built(source: (typeof sources)[keyof typeof sources], ...path: string[]): string | undefined {
  const folder = join(entryFolder(source), ...path);
  return existsSync(folder) ? folder : undefined;
}

function onPath(programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installPrometheus(): string {
  return process.platform === 'darwin' ? 'brew install prometheus' : 'apt-get install prometheus';
}
