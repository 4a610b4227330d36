import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, installCommand, type Need } from '../needs.ts';
import { isProgram, onPath } from '../on-path.ts';
import { entryFolder, sources } from './sources.ts';

/** The command that builds every part that is not a package of the system. */
export const buildCommand = 'npm run control-plane';

const kubernetes = (program: string) => () => built(sources.kubernetes, 'bin', program);
const oracle = (program: string) => () => built(sources.oracles, 'bin', program);

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
  prometheus: () => onPath(['prometheus', 'victoria-metrics', 'victoria-metrics-prod']),
  /** The Python interpreter that can import hev's SDK. */
  sdk: () => built(sources.sdk, 'venv', 'bin', 'python'),
} as const;

/** Programs that judge what layerc writes, and have no part in a cluster. */
const oracles = {
  helm: oracle('helm'),
  kustomize: oracle('kustomize'),
  kpt: oracle('kpt'),
  kubeconform: oracle('kubeconform'),
  /** The plugin manager of kubectl. */
  krew: () => built(sources.krew, 'bin', 'krew'),
  /** The Lua of Argo CD. */
  lua: oracle('lua'),
  promtool: () => onPath(['promtool']),
  /** The Python interpreter that has pre-commit. */
  'pre-commit': () => built(sources['pre-commit'], 'venv', 'bin', 'python'),
  /** Folder with each `node<major>-<platform>-<arch>/bin/node` and `npm<major>/bin/npm-cli.js` that people have. */
  nodes: () => built(sources.nodes, 'node_modules'),
} as const;

/** What a test can need of the control plane. */
export type PartName = keyof typeof lookups;

/** What a test can need to have its result judged. */
export type OracleName = keyof typeof oracles;

/** Names of all parts of the control plane. */
export const partNames = Object.keys(lookups) as PartName[];

// What setup-envtest downloads; the rest has to come from the cache.
const envtestParts: readonly string[] = ['etcd', 'kube-apiserver', 'kubectl'];

/** Looks a part up without running anything. */
export function findPart(name: PartName | OracleName): Need {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets && envtestParts.includes(name)) {
    const path = join(assets, name);
    if (isProgram(path)) return { name, path };
  }
  const path = { ...lookups, ...oracles }[name]();
  if (path !== undefined) return { name, path };
  const ofTheSystem = name === 'prometheus' || name === 'promtool';
  return ofTheSystem
    ? { name, reason: 'not on the PATH', enable: installCommand('prometheus') }
    : { name, reason: 'not built', enable: buildCommand };
}

/** Any kubectl that works without a cluster: the one built here, or else the one on the PATH. */
export function findKubectl(): Need {
  const part = findPart('kubectl');
  const other = findProgram('kubectl');
  return 'path' in part || !('path' in other) ? part : other;
}

/** The path of a part that the caller has made sure of; throws with the reason otherwise. */
export function partPath(name: PartName | OracleName): string {
  const part = findPart(name);
  if ('path' in part) return part.path;
  throw new Error(`${name}: ${part.reason}; run: ${part.enable}`);
}

function built(source: (typeof sources)[keyof typeof sources], ...path: string[]): string | undefined {
  const folder = join(entryFolder(source), ...path);
  return existsSync(folder) ? folder : undefined;
}
