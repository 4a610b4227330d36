import type { ApiServer } from './apiserver.ts';
import { partPath } from './control-plane/parts.ts';
import { freePort } from './ports.ts';
import type { TestProcess } from './process.ts';
import type { Workspace } from './workspace.ts';

/** Starts a kube-controller-manager whose autoscaler acts within seconds. */
export async function startControllerManager(workspace: Workspace, server: ApiServer): Promise<TestProcess> {
  return workspace.start({
    name: 'kube-controller-manager',
    program: partPath('kube-controller-manager'),
    args: [
      `--kubeconfig=${server.kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${await freePort()}`,
      '--leader-elect=false',
      // Their own limit of 20 and 50 requests a second is for clusters that last longer than a test.
      '--kube-api-qps=300',
      '--kube-api-burst=300',
      '--use-service-account-credentials',
      `--service-account-private-key-file=${server.serviceAccountKeyFile}`,
      `--root-ca-file=${server.caFile}`,
      '--horizontal-pod-autoscaler-sync-period=2s',
      '--horizontal-pod-autoscaler-downscale-stabilization=5s',
    ],
    // Pods are refused in a namespace without it, and it is this process that makes it.
    ready: async () =>
      (await server.client.request('GET', '/api/v1/namespaces/default/serviceaccounts/default')).status ===
      200,
  });
}
