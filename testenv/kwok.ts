import { join } from 'node:path';
import type { ApiServer } from './apiserver.ts';
import { partPath } from './control-plane/parts.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import type { TestProcess } from './process.ts';
import type { Workspace } from './workspace.ts';

/** A node that exists only in the API; its pods turn Ready without running anything. */
export type FakeNode = {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
};

const managedLabel = 'layerc.test/kwok';

const stages = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
  'pod/fast/pod-ready.yaml',
];

/** Starts kwok, makes the nodes and waits until they are Ready. Nodes made by others are left alone. */
export async function startKwok(
  workspace: Workspace,
  server: ApiServer,
  nodes: readonly FakeNode[],
): Promise<TestProcess> {
  const entry = partPath('kwok');
  const port = await freePort();
  const started = await workspace.start({
    name: 'kwok',
    program: join(entry, 'bin', 'kwok'),
    args: [
      `--kubeconfig=${server.kubeconfig}`,
      `--manage-nodes-with-label-selector=${managedLabel}=true`,
      `--server-address=127.0.0.1:${port}`,
      // Without a Lease the node lifecycle controller takes a node for lost after 50 s, and its pods for not ready.
      '--node-lease-duration-seconds=40',
      ...stages.map((stage) => `--config=${join(entry, 'stages', stage)}`),
    ],
    ready: () => answersOk(`http://127.0.0.1:${port}/healthz`),
  });
  await Promise.all(nodes.map((node) => server.client.create(nodeObject(node))));
  const isReady = async (node: FakeNode) => {
    const found = await server.client.get<NodeStatus>(`/api/v1/nodes/${node.name}`);
    return (
      found.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
    );
  };
  await started.waitUntil('nodes are Ready', async () =>
    (await Promise.all(nodes.map(isReady))).every(Boolean),
  );
  return started;
}

type NodeStatus = { status?: { conditions?: { type: string; status: string }[] } };

function nodeObject(node: FakeNode) {
  const allocatable = {
    cpu: '64',
    memory: '512Gi',
    'ephemeral-storage': '1Ti',
    'nvidia.com/gpu': '8',
    pods: '1000',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node.name, labels: { [managedLabel]: 'true', ...node.labels } },
    spec: { taints: node.taints ?? [] },
    status: { allocatable, capacity: allocatable },
  };
}
