import type { ApiServer } from './apiserver.ts';
import { partPath } from './control-plane/parts.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import type { TestProcess } from './process.ts';
import type { Workspace } from './workspace.ts';

/** Starts a kube-scheduler. */
export async function startScheduler(workspace: Workspace, server: ApiServer): Promise<TestProcess> {
  const port = await freePort();
  return workspace.start({
    name: 'kube-scheduler',
    program: partPath('kube-scheduler'),
    args: [
      `--kubeconfig=${server.kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      '--leader-elect=false',
      // Their own limit of 20 and 50 requests a second is for clusters that last longer than a test.
      '--kube-api-qps=300',
      '--kube-api-burst=300',
      `--authentication-kubeconfig=${server.kubeconfig}`,
      `--authorization-kubeconfig=${server.kubeconfig}`,
    ],
    ready: () => answersOk(`https://127.0.0.1:${port}/readyz`),
  });
}
