import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Go programs built from one pinned module, and plain files that the module's source ships. */
export type GoSource = {
  readonly kind: 'go';
  readonly name: string;
  /** The module whose files are copied and whose version `{version}` is. */
  readonly module: string;
  /** Name of the program in `bin/` → its package; one that begins with `./` stands beside the files that pin it. */
  readonly programs: Readonly<Record<string, string>>;
  /** `-X` variables; `{version}` is the module's version without its `v`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Folder in the cache entry → file or folder in the module. */
  readonly copies?: Readonly<Record<string, string>>;
};

/** A Python virtual environment with pinned packages. */
export type PythonSource = { readonly kind: 'python'; readonly name: string };

/** Pinned packages of npm. */
export type NpmSource = { readonly kind: 'npm'; readonly name: string };

export type Source = GoSource | PythonSource | NpmSource;

const here = import.meta.dirname;

/** Everything that `npm run control-plane` builds, in this order: most wanted first. */
export const sources = {
  etcd: {
    kind: 'go',
    name: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    programs: { etcd: 'go.etcd.io/etcd/server/v3' },
  },
  kubernetes: {
    kind: 'go',
    name: 'kubernetes',
    module: 'k8s.io/kubernetes',
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    variables: {
      'k8s.io/component-base/version.gitVersion': 'v{version}',
      'k8s.io/component-base/version.gitMajor': '{major}',
      'k8s.io/component-base/version.gitMinor': '{minor}',
    },
  },
  kwok: {
    kind: 'go',
    name: 'kwok',
    module: 'sigs.k8s.io/kwok',
    programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    copies: { stages: 'kustomize/stage' },
  },
  keda: {
    kind: 'go',
    name: 'keda',
    module: 'github.com/kedacore/keda/v2',
    programs: {
      operator: 'github.com/kedacore/keda/v2/cmd/operator',
      adapter: 'github.com/kedacore/keda/v2/cmd/adapter',
      webhooks: 'github.com/kedacore/keda/v2/cmd/webhooks',
    },
    copies: { config: 'config' },
  },
  // Programs that judge what layerc writes. Every module that KEDA has too is pinned as KEDA's build pins it, so that Go
  // has compiled half of their packages already.
  oracles: {
    kind: 'go',
    name: 'oracles',
    module: 'helm.sh/helm/v4',
    programs: {
      helm: 'helm.sh/helm/v4/cmd/helm',
      kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
      kpt: './kpt',
      kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform',
      lua: 'github.com/yuin/gopher-lua/cmd/glua',
    },
    variables: { 'helm.sh/helm/v4/internal/version.version': 'v{version}' },
  },
  // By itself: it is built with the libraries of an older Kubernetes.
  krew: {
    kind: 'go',
    name: 'krew',
    module: 'sigs.k8s.io/krew',
    programs: { krew: 'sigs.k8s.io/krew/cmd/krew' },
  },
  sdk: { kind: 'python', name: 'sdk' },
  'pre-commit': { kind: 'python', name: 'pre-commit' },
  nodes: { kind: 'npm', name: 'nodes' },
} as const satisfies Record<string, Source>;

/** The committed folder with the files that pin a source. */
export function pinFolder(source: Source): string {
  return join(here, source.name);
}

/** The user's cache folder for the control plane. */
export function cacheFolder(): string {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'layerc', 'control-plane');
}

/**
 * Where a source's build belongs. The name carries a hash of the pinning files, the recipe and the platform.
 * The Go that built it is not part of the key: an entry stays good after an update of Go, and can be found
 * without running Go.
 */
export function entryFolder(source: Source): string {
  const hash = createHash('sha256');
  const folder = pinFolder(source);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const path of files.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())) {
    hash.update(readFileSync(path));
  }
  hash.update(JSON.stringify([source, process.platform, process.arch]));
  return join(cacheFolder(), `${source.name}-${hash.digest('hex').slice(0, 12)}`);
}
