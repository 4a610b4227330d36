import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/run.test-support.ts';
import type { KubeObject } from '../api.ts';
import { kubeconfigText } from '../apiserver.ts';
import type { ControlPlane } from '../control-plane.ts';

/** Applies the account and the roles that `layerc manifests` prints with these flags. */
export async function grantRoles(
  { client }: ControlPlane,
  namespace: string,
  ...flags: readonly string[]
): Promise<void> {
  const args = ['manifests', '--image', 'any', '-n', namespace, '-o', 'json', ...flags];
  const { items } = JSON.parse((await run(args)).stdout) as { items: KubeObject[] };
  for (const item of items)
    if (/^(ServiceAccount|(Cluster)?Role(Binding)?)$/.test(item.kind))
      await client.apply(item, { force: true });
}

/** The path of a kubeconfig of that account. */
export async function accountKubeconfig(
  { client, url, kubeconfig, folder }: ControlPlane,
  namespace: string,
  account = 'layerc-operator',
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const answer = await client.request<{ status: { token: string } }>('POST', path, { body });
  const { clusters } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  const ca = Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64').toString();
  const file = join(folder, `${account}.kubeconfig`);
  writeFileSync(file, kubeconfigText(url, ca, answer.body.status.token), { mode: 0o600 });
  return file;
}
