import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './api.ts';
import { findPart, partNames } from './control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import type { FakeNode } from './kwok.ts';

const root = join(import.meta.dirname, '..');

// One node for each pool of our example, one for each of hev's stock pools, and one for everything else.
const nodes: readonly FakeNode[] = [
  { name: 'general' },
  { name: 'cpu', labels: { 'karpenter.sh/nodepool': 'cpu' } },
  {
    name: 'gpu',
    labels: { 'karpenter.sh/nodepool': 'gpu' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
  },
  stockNode('cpu'),
  stockNode('gpu'),
];

function stockNode(pool: string): FakeNode {
  const role = `worker-${pool}`;
  return {
    name: `stock-${pool}`,
    labels: { 'layer.hev.dev/node-role': role, 'layer.hev.dev/compute': pool },
    taints: [{ key: 'layer.hev.dev/node-role', value: role, effect: 'NoSchedule' }],
  };
}

/** Says what is missing for a cluster; empty when nothing is. */
function missingParts(): string[] {
  return partNames
    .filter((name) => name !== 'sdk')
    .map(findPart)
    .flatMap((part) => ('reason' in part ? [`${part.name}: ${part.reason}; run: ${part.enable}`] : []));
}

async function installCrds(cluster: ControlPlane): Promise<boolean> {
  if (!existsSync(join(root, 'dist'))) {
    console.log('Our CRDs are not installed: dist/ is missing; run: npm run build');
    return false;
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'layerc.js'), 'crds'], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.log(`Our CRDs are not installed: layerc crds failed:\n${stderr}`);
    return false;
  }
  const applied = await cluster.kubectl(['apply', '--server-side', '-f', '-'], stdout);
  const waited = await cluster.kubectl([
    'wait',
    '--for=condition=Established',
    'crd',
    '--all',
    '--timeout=30s',
  ]);
  process.stdout.write(applied.stdout + applied.stderr + waited.stderr);
  return applied.status === 0;
}

async function installExample(cluster: ControlPlane): Promise<void> {
  const folder = join(root, 'fixtures', 'example');
  if (!existsSync(folder)) return;
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const objects = texts.flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJS() as KubeObject),
  );
  const namespaces = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const name of namespaces) {
    await cluster.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  const { stdout, stderr } = await cluster.kubectl(['apply', '--server-side', '-f', folder]);
  process.stdout.write(stdout + stderr);
}

const missing = missingParts();
if (missing.length > 0) {
  console.error(['The cluster cannot start here:', ...missing].join('\n  '));
  process.exit(1);
}

console.log('Starting etcd, the API server, controllers, KEDA, Prometheus and fake nodes ...');
const cluster = await startControlPlane({ keda: true, nodes, metrics: [] });
let stopping: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A Ctrl-C comes twice: from the terminal, and from npm, which passes its own on.
  process.on(signal, async () => {
    stopping ??= cluster.stop();
    await stopping;
    process.exit(0);
  });
}
if (await installCrds(cluster)) await installExample(cluster);
console.log(`
Ready. In another terminal:

  export KUBECONFIG=${cluster.kubeconfig}

Metrics: ${cluster.prometheus.url}
Logs:    ${cluster.folder}/*.log
Ctrl-C ends and removes everything.`);
setInterval(() => {}, 2 ** 30);
