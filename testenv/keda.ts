import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import type { ApiClient, KubeObject } from './api.ts';
import { type ApiServer, kubeconfigText } from './apiserver.ts';
import { partPath } from './control-plane/parts.ts';
import { runKubectl } from './kubectl.ts';
import { freePort } from './ports.ts';
import { acceptsConnections, answersOk } from './probe.ts';
import type { Workspace } from './workspace.ts';

const serviceNames = ['localhost', 'keda-metrics-apiserver.keda.svc', 'keda-operator.keda.svc'];

/**
 * Starts KEDA as its own default kustomization deploys it, under the permissions it has there, with two differences:
 * its Deployments are local processes, and its webhooks fail closed.
 */
export async function startKeda(workspace: Workspace, server: ApiServer): Promise<void> {
  const entry = partPath('keda');
  const { folder } = workspace;
  const objects = await kedaObjects(entry, folder);
  const { client } = server;
  const ofKind = (...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind));

  const certDir = join(folder, 'keda-certs');
  writeCertificates(certDir, server);
  await applyAll(client, ofKind('Namespace', 'CustomResourceDefinition'));
  // The webhooks end when their kinds are not served yet.
  await server.process.waitUntil(
    'the kinds of KEDA are served',
    async () => (await client.request('GET', '/apis/keda.sh/v1alpha1/scaledobjects')).status === 200,
  );
  await applyAll(
    client,
    ofKind('ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'),
  );
  const kubeconfig = await kubeconfigOfKeda(folder, server);

  const ports = {
    adapter: await freePort(),
    grpc: await freePort(),
    webhooks: await freePort(),
    probes: await freePort(),
    webhookProbes: await freePort(),
  };
  const env = {
    KEDA_CLUSTER_OBJECT_NAMESPACE: 'keda',
    POD_NAMESPACE: 'keda',
    WATCH_NAMESPACE: '',
    KUBECONFIG: kubeconfig,
  };
  const start = async (
    name: 'operator' | 'adapter' | 'webhooks',
    args: string[],
    ready: () => Promise<boolean>,
  ) =>
    workspace.start({
      name: `keda-${name}`,
      program: join(entry, 'bin', name),
      args: [`--cert-dir=${certDir}`, ...args],
      env,
      ready,
    });
  const apiService = ofKind('APIService').map((object) => withLocalBackend(object, server, ports.adapter));
  const webhook = ofKind('ValidatingWebhookConfiguration').map((object) =>
    withLocalUrl(object, server, ports.webhooks),
  );
  await applyAll(client, [externalService(), ...apiService]);
  await Promise.all([
    start(
      'operator',
      [
        '--leader-elect=false',
        // At this level it logs every reading of a trigger.
        '--zap-log-level=debug',
        '--metrics-bind-address=127.0.0.1:0',
        `--health-probe-bind-address=127.0.0.1:${ports.probes}`,
        `--metrics-service-bind-address=127.0.0.1:${ports.grpc}`,
        // They would point the webhook and the APIService back at Services.
        '--enable-webhook-patching=false',
        '--enable-apiservice-patching=false',
      ],
      async () =>
        (await answersOk(`http://127.0.0.1:${ports.probes}/readyz`)) &&
        acceptsConnections('127.0.0.1', ports.grpc),
    ),
    start(
      'adapter',
      [
        `--secure-port=${ports.adapter}`,
        `--port=${await freePort()}`,
        `--metrics-service-address=localhost:${ports.grpc}`,
        `--tls-cert-file=${join(certDir, 'tls.crt')}`,
        `--tls-private-key-file=${join(certDir, 'tls.key')}`,
        `--kubeconfig=${kubeconfig}`,
        `--lister-kubeconfig=${kubeconfig}`,
        `--authentication-kubeconfig=${kubeconfig}`,
        `--authorization-kubeconfig=${kubeconfig}`,
      ],
      () => isAvailable(client, apiService),
    ),
    start(
      'webhooks',
      [
        `--port=${ports.webhooks}`,
        '--metrics-bind-address=127.0.0.1:0',
        `--health-probe-bind-address=127.0.0.1:${ports.webhookProbes}`,
      ],
      async () =>
        (await answersOk(`http://127.0.0.1:${ports.webhookProbes}/readyz`)) &&
        acceptsConnections('127.0.0.1', ports.webhooks),
    ),
  ]);
  await applyAll(client, webhook);
}

/** KEDA's CRDs alone: its kinds are served, and nobody does anything about them. `folder` is for kubectl's cache. */
export async function kedaCrds(folder: string): Promise<readonly KubeObject[]> {
  const objects = await kedaObjects(partPath('keda'), folder);
  return objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** Installs KEDA's CustomResourceDefinitions and nothing of it that runs. */
export async function installKedaCrds(client: ApiClient, folder: string): Promise<void> {
  const objects = await kedaObjects(partPath('keda'), folder);
  const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  await applyAll(client, crds);
  await untilServed(client, '/apis/keda.sh/v1alpha1/scaledobjects');
}

async function untilServed(client: ApiClient, path: string): Promise<void> {
  for (let tries = 0; (await client.request('GET', path)).status !== 200; tries++) {
    if (tries === 200) throw new Error(`${path} is not served`);
    await sleep(100);
  }
}

// Kustomize and a YAML reader take two seconds for KEDA's CRDs, so their result is kept beside its programs.
async function kedaObjects(entry: string, folder: string): Promise<readonly KubeObject[]> {
  const kept = join(entry, 'objects.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const { stdout } = await runKubectl(['kustomize', join(entry, 'config', 'default')], { home: folder });
  const objects = parseAllDocuments(stdout)
    .map((document) => document.toJS() as KubeObject)
    .filter(({ kind }) => kind !== 'Deployment' && kind !== 'Service');
  const draft = join(entry, `objects.json.${process.pid}`);
  writeFileSync(draft, JSON.stringify(objects));
  renameSync(draft, kept);
  return objects;
}

async function applyAll(client: ApiClient, objects: readonly KubeObject[]): Promise<void> {
  // A Namespace first: what follows in the list may live in it.
  for (const first of [true, false]) {
    const now = objects.filter(({ kind }) => (kind === 'Namespace') === first);
    await Promise.all(now.map((object) => client.apply(object, { manager: 'keda-install', force: true })));
  }
}

function writeCertificates(certDir: string, { authority }: ApiServer): void {
  const { certificate, key } = authority.issue({ commonName: 'keda', names: serviceNames });
  mkdirSync(certDir);
  writeFileSync(join(certDir, 'ca.crt'), authority.certificate);
  writeFileSync(join(certDir, 'tls.crt'), certificate);
  writeFileSync(join(certDir, 'tls.key'), key, { mode: 0o600 });
}

async function kubeconfigOfKeda(folder: string, { client, url, authority }: ApiServer): Promise<string> {
  const path = '/api/v1/namespaces/keda/serviceaccounts/keda-operator/token';
  const request = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 86_400 },
  };
  const { body } = await client.request<{ status: { token: string } }>('POST', path, { body: request });
  const kubeconfig = join(folder, 'keda-kubeconfig');
  writeFileSync(kubeconfig, kubeconfigText(url, authority.certificate, body.status.token), { mode: 0o600 });
  return kubeconfig;
}

function externalService(): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'keda-metrics-apiserver', namespace: 'keda' },
    spec: { type: 'ExternalName', externalName: 'localhost' },
  };
}

function caBundle({ authority }: ApiServer): string {
  return Buffer.from(authority.certificate).toString('base64');
}

function withLocalBackend(object: KubeObject, server: ApiServer, port: number): KubeObject {
  const spec = object.spec as { service: object };
  return { ...object, spec: { ...spec, service: { ...spec.service, port }, caBundle: caBundle(server) } };
}

function withLocalUrl(object: KubeObject, server: ApiServer, port: number): KubeObject {
  const webhooks = object.webhooks as { clientConfig: { service: { path: string } } }[];
  return {
    ...object,
    webhooks: webhooks.map((webhook) => ({
      ...webhook,
      failurePolicy: 'Fail',
      clientConfig: {
        url: `https://localhost:${port}${webhook.clientConfig.service.path}`,
        caBundle: caBundle(server),
      },
    })),
  };
}

async function isAvailable(client: ApiClient, apiServices: readonly KubeObject[]): Promise<boolean> {
  type WithConditions = { status?: { conditions?: { type: string; status: string }[] } };
  for (const object of apiServices) {
    const { status } = await client.get<WithConditions>(await client.objectPath(object));
    if (!status?.conditions?.some(({ type, status }) => type === 'Available' && status === 'True'))
      return false;
  }
  return true;
}
