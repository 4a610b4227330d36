import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/run.test-support.ts';
import { partPath } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';

const KINDS = ['scaledobjects', 'triggerauthentications', 'services', 'deployments'];

clusterSuite('generated files in a cluster', ['etcd', 'kube-apiserver', 'kubectl', 'keda'], () => {
  let cluster: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'layerc-gitops-'));
    cpSync('examples/kubectl', folder, { recursive: true });
    cluster = await startControlPlane({ keda: true });
    await cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  }, 180_000);

  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('kubectl apply -k takes them, and finds nothing to change the second time', async () => {
    const apply = () => kubectl('apply', '--server-side', '-k', generated());
    await vi.waitFor(async () => expect((await apply()).stderr).toBe(''), {
      timeout: 60_000,
      interval: 1_000,
    });
    expect(await names('deployments')).toEqual(['refresh-prices-worker', 'tag-products-worker']);
    expect(await names('scaledobjects')).toEqual(['refresh-prices-worker', 'tag-products-worker']);
    const diff = await kubectl('diff', '--server-side', '-k', generated());
    expect(diff).toEqual({ stdout: '', stderr: '', status: 0 });
  });

  test('a first apply begins with one worker, unless at-zero.sh has run; later runs touch no number', async () => {
    expect((await deployment()).spec.replicas).toBe(1);
    await kubectl('delete', 'deployment', 'tag-products-worker', '-n', 'shop');
    expect(deploy()).toBe(0);
    expect((await deployment()).spec.replicas).toBe(0);
    expect(await kubectl('diff', '--server-side', '-k', generated())).toMatchObject({
      stdout: '',
      status: 0,
    });
    await scale(3);
    expect(deploy()).toBe(0);
    const { spec, metadata } = await deployment();
    expect(spec.replicas).toBe(3);
    const owners = metadata.managedFields.filter(
      ({ fieldsV1 }: { fieldsV1: { 'f:spec'?: object } }) => 'f:replicas' in (fieldsV1['f:spec'] ?? {}),
    );
    expect(owners.map(({ manager }: { manager: string }) => manager)).toEqual(['kube-controller-manager']);
    // As another tool applies it, which takes over what managers called kubectl have.
    expect(
      (
        await kubectl(
          'apply',
          '--server-side',
          '--force-conflicts',
          '--field-manager=kustomize-controller',
          '-k',
          generated(),
        )
      ).status,
    ).toBe(0);
    expect((await deployment()).spec.replicas).toBe(3);
  });

  test('the number of workers that an autoscaler has chosen outlives the next apply', async () => {
    await scale(3);
    await edit('tag-products', (text) => text.replace(':1.4.0', ':1.5.0'));
    expect(deploy()).toBe(0);
    const { spec } = await deployment();
    expect([spec.replicas, spec.template.spec.containers[0].image]).toEqual([
      3,
      'registry.example.com/tag-products:1.5.0',
    ]);
  });

  test('a pause takes the workers from the autoscaler, and its objects away', async () => {
    await edit('tag-products', (text) => text.replace('spec:\n', 'spec:\n  paused: true\n'));
    expect(deploy()).toBe(0);
    expect((await deployment()).spec.replicas).toBe(0);
    expect(await names('scaledobjects')).toEqual(['refresh-prices-worker']);
  });

  test('a number that leaves the files becomes 1, unless another manager has it', async () => {
    const fixed = (text: string) =>
      text
        .replace('  paused: true\n', '')
        .replace('    replicas:\n', '    mode: fixed\n    replicas:\n      min: 4\n');
    const free = (text: string) => text.replace('    mode: fixed\n', '').replace('      min: 4\n', '');
    await edit('tag-products', fixed);
    expect(deploy()).toBe(0);
    expect((await deployment()).spec.replicas).toBe(4);
    await edit('tag-products', free);
    expect(deploy()).toBe(0);
    expect((await deployment()).spec.replicas).toBe(1);
    await edit('tag-products', fixed);
    expect(deploy()).toBe(0);
    const handOver = `apiVersion: apps/v1
kind: Deployment
metadata: {name: tag-products-worker, namespace: shop}
spec: {replicas: 4}
`;
    const handed = await cluster.kubectl(
      ['apply', '--server-side', '--field-manager=handover', '--validate=false', '-f', '-'],
      handOver,
    );
    expect(handed.status, handed.stderr).toBe(0);
    await edit('tag-products', free);
    expect(deploy()).toBe(0);
    expect((await deployment()).spec.replicas).toBe(4);
  }, 180_000);

  test('what the files no longer hold goes, and nothing else', async () => {
    const other = `apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop, labels: {app.kubernetes.io/managed-by: somebody}}
spec: {ports: [{port: 80}]}
`;
    await cluster.kubectl(['apply', '-f', '-'], other);
    rmSync(join(folder, 'functions', 'refresh-prices.yaml'));
    await edit('tag-products', (text) =>
      text
        .replace('    batchSize', '    dispatch: push\n    batchSize')
        .replace('    replicas', '    mode: fixed\n    replicas'),
    );
    expect(deploy()).toBe(0);
    expect(await Promise.all(KINDS.map(names))).toEqual([
      [],
      [],
      ['tag-products-worker'],
      ['tag-products-worker'],
    ]);
    rmSync(join(folder, 'functions', 'tag-products.yaml'));
    await render('--allow-mass-removal');
    expect(deploy()).toBe(0);
    expect(await Promise.all(KINDS.map(names))).toEqual([[], [], [], []]);
    expect((await kubectl('get', 'service', 'other', '-n', 'shop')).status).toBe(0);
  });

  test('another manager takes the objects over and the first lets go, without a new pod', async () => {
    cpSync('examples/kubectl', folder, { recursive: true });
    const as = (manager: string, ...flags: readonly string[]) =>
      kubectl('apply', '--server-side', `--field-manager=${manager}`, '-k', generated(), ...flags);
    expect((await as('kustomize-controller')).status).toBe(0);
    const { metadata } = await deployment();
    // Both write the same, but the server's default for a fieldRef differs from what is written of it.
    expect(await as('layer-operator', '--force-conflicts')).toMatchObject({ stderr: '', status: 0 });
    expect(await managers()).toEqual(expect.arrayContaining(['kustomize-controller', 'layer-operator']));
    const release =
      /```sh\n( *manager=[\s\S]*?)```/.exec(readFileSync('docs/gitops.md', 'utf8'))?.[1] ?? 'exit 9';
    expect(shell(release.replace('generated', generated()))).toBe(0);
    expect(await managers()).not.toContain('kustomize-controller');
    expect(await managers()).toContain('layer-operator');
    expect((await deployment()).metadata.generation).toBe(metadata.generation);
    expect(
      await kubectl('diff', '--server-side', '--field-manager=layer-operator', '-k', generated()),
    ).toEqual({
      stdout: '',
      stderr: '',
      status: 0,
    });
    // What the new manager gives up, nobody keeps.
    const without = join(generated(), 'shop', 'tag-products.yaml');
    writeFileSync(without, readFileSync(without, 'utf8').replace(/ +nodeSelector:\n.*\n/, ''));
    expect((await as('layer-operator')).status).toBe(0);
    expect((await deployment()).spec.template.spec).not.toHaveProperty('nodeSelector');
  });

  const generated = () => join(folder, 'generated');
  const kubectl = (...args: readonly string[]) => cluster.kubectl(args);

  /** A shell as a person has it, with the kubectl and the cluster of this suite. */
  function shell(script: string): number | null {
    const { status, stderr } = spawnSync('sh', ['-c', script], {
      encoding: 'utf8',
      env: {
        PATH: [dirname(partPath('kubectl')), process.env.PATH].join(delimiter),
        HOME: folder,
        KUBECONFIG: cluster.kubeconfig,
      },
    });
    if (status !== 0) process.stderr.write(stderr);
    return status;
  }

  function deploy(): number | null {
    return shell(join(folder, 'deploy.sh'));
  }

  async function edit(name: string, change: (text: string) => string): Promise<void> {
    const path = join(folder, 'functions', `${name}.yaml`);
    const text = readFileSync(path, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(path, change(text));
    await render();
  }

  async function render(...flags: readonly string[]): Promise<void> {
    const { code, stderr } = await run([
      'render',
      '-f',
      join(folder, 'functions'),
      '--out-dir',
      generated(),
      ...flags,
    ]);
    expect(code, stderr).toBe(0);
  }

  /** As the HPA does it: by the subresource, and in the name of its process. */
  async function scale(replicas: number): Promise<void> {
    const args = [
      ...['patch', 'deployment/tag-products-worker', '-n', 'shop', '--subresource=scale'],
      ...[
        '--field-manager=kube-controller-manager',
        '--type=merge',
        '-p',
        JSON.stringify({ spec: { replicas } }),
      ],
    ];
    const { status, stderr } = await kubectl(...args);
    expect(status, stderr).toBe(0);
  }

  async function deployment() {
    const { stdout } = await kubectl(
      ...['get', 'deployment', 'tag-products-worker', '-n', 'shop', '-o', 'json', '--show-managed-fields'],
    );
    return JSON.parse(stdout);
  }

  async function managers(): Promise<string[]> {
    const fields: { manager: string }[] = (await deployment()).metadata.managedFields;
    return [...new Set(fields.map(({ manager }) => manager))].sort();
  }

  async function names(kind: string): Promise<string[]> {
    const { stdout } = await kubectl(
      ...['get', kind, '-n', 'shop', '-l', 'app.kubernetes.io/managed-by=layerc'],
      ...['-o', 'jsonpath={.items[*].metadata.name}'],
    );
    return stdout.split(' ').filter(Boolean).sort();
  }
});
