import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from './api.ts';
import { CertificateAuthority } from './certificates.ts';
import { partPath } from './control-plane/parts.ts';
import { freePort } from './ports.ts';
import type { TestProcess } from './process.ts';
import type { Workspace } from './workspace.ts';

/** A running kube-apiserver and what its clients need. */
export type ApiServer = {
  readonly process: TestProcess;
  readonly url: string;
  /** Issues the serving certificates of everything in this control plane. */
  readonly authority: CertificateAuthority;
  readonly caFile: string;
  readonly kubeconfig: string;
  /** Signs service account tokens; the controller manager needs it too. */
  readonly serviceAccountKeyFile: string;
  /** Acts as a member of system:masters. */
  readonly client: ApiClient;
};

/** What an API server does beside the usual. */
export type ApiServerOptions = {
  /** Writes a line for each request of a service account into `audit.log` of the workspace. */
  readonly audit?: boolean;
  /** Admission plugins that are off by default. */
  readonly admission?: readonly string[];
};

/** Requests of service accounts: who, what, and how it went. */
const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata', userGroups: ['system:serviceaccounts'] }, { level: 'None' }],
};

/** Starts a kube-apiserver with RBAC, default admission and the aggregation layer. */
export async function startApiServer(
  workspace: Workspace,
  etcdUrl: string,
  { audit = false, admission = [] }: ApiServerOptions = {},
): Promise<ApiServer> {
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const authority = new CertificateAuthority('layerc-test');
  const frontProxy = new CertificateAuthority('layerc-test-front-proxy');
  const certificates = join(workspace.folder, 'pki');
  mkdirSync(certificates);
  const keep = (name: string, text: string) => {
    const path = join(certificates, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const keepPair = (name: string, pair: { certificate: string; key: string }) => [
    keep(`${name}.crt`, pair.certificate),
    keep(`${name}.key`, pair.key),
  ];

  const token = randomBytes(16).toString('hex');
  const caFile = keep('ca.crt', authority.certificate);
  const [servingFile, servingKeyFile] = keepPair(
    'apiserver',
    authority.issue({ commonName: 'kube-apiserver', names: ['127.0.0.1', 'localhost'] }),
  );
  const [proxyFile, proxyKeyFile] = keepPair('front-proxy', frontProxy.issue({ commonName: 'front-proxy' }));
  const serviceAccounts = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const serviceAccountKeyFile = keep(
    'service-accounts.key',
    serviceAccounts.export({ type: 'pkcs1', format: 'pem' }) as string,
  );
  const tokenFile = keep('tokens.csv', `${token},admin,admin,system:masters\n`);
  const kubeconfig = keep('kubeconfig', kubeconfigText(url, authority.certificate, token));
  const client = new ApiClient({ url, ca: authority.certificate, token });

  const started = await workspace.start({
    name: 'kube-apiserver',
    program: partPath('kube-apiserver'),
    args: [
      `--etcd-servers=${etcdUrl}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${servingFile}`,
      `--tls-private-key-file=${servingKeyFile}`,
      `--token-auth-file=${tokenFile}`,
      '--authorization-mode=RBAC',
      // As on real clusters; Pod Security decides.
      '--allow-privileged=true',
      // Each Service takes an address, and a /24 is full after 254 of them.
      '--service-cluster-ip-range=10.96.0.0/12',
      `--service-account-issuer=${url}`,
      `--service-account-key-file=${serviceAccountKeyFile}`,
      `--service-account-signing-key-file=${serviceAccountKeyFile}`,
      `--client-ca-file=${caFile}`,
      // The aggregation layer: without these the adapter of KEDA never starts to serve.
      `--requestheader-client-ca-file=${keep('front-proxy-ca.crt', frontProxy.certificate)}`,
      '--requestheader-allowed-names=front-proxy',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-username-headers=X-Remote-User',
      `--proxy-client-cert-file=${proxyFile}`,
      `--proxy-client-key-file=${proxyKeyFile}`,
      ...(admission.length > 0 ? [`--enable-admission-plugins=${admission}`] : []),
      ...(audit
        ? [
            `--audit-policy-file=${keep('audit-policy.json', JSON.stringify(auditPolicy))}`,
            `--audit-log-path=${join(workspace.folder, 'audit.log')}`,
          ]
        : []),
    ],
    ready: async () => {
      if ((await client.request('GET', '/readyz')).status !== 200) return false;
      return (await client.request('GET', '/api/v1/namespaces/default')).status === 200;
    },
  });
  return { process: started, url, authority, caFile, kubeconfig, serviceAccountKeyFile, client };
}

// JSON is YAML, and needs no care with quoting.
/** A kubeconfig for one token. */
export function kubeconfigText(server: string, ca: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'test', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } },
    ],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  });
}
