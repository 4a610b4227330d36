import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/run.test-support.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';

const RULES = readFileSync('fixtures/push/infra-rules.yaml', 'utf8');
const FUNCTION = readFileSync('fixtures/push/function.yaml', 'utf8');

clusterSuite('generated files and kubectl apply -k', ['etcd', 'kube-apiserver', 'kubectl', 'keda'], () => {
  let cluster: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'layerc-gitops-'));
    cluster = await startControlPlane({ keda: true });
    await cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  }, 180_000);

  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the server takes what was written, and finds nothing to change the second time', async () => {
    await write(['one', 'two']);
    await vi.waitFor(async () => expect((await apply()).stderr).toBe(''), {
      timeout: 60_000,
      interval: 1_000,
    });
    expect(await names('deployments')).toEqual(['one-worker', 'two-worker']);
    expect(await names('scaledobjects')).toEqual(['one-worker', 'two-worker']);
    const { stdout, stderr, status } = await cluster.kubectl(['diff', '--server-side', '-k', out()]);
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });

  test('what no Function produces any more goes with --prune by the label that all objects carry', async () => {
    await write(['two']);
    const pruned = await apply(
      ...['--prune', '-l', 'app.kubernetes.io/managed-by=layerc'],
      ...['apps/v1/Deployment', 'core/v1/Service', 'keda.sh/v1alpha1/ScaledObject'].map(
        (kind) => `--prune-allowlist=${kind}`,
      ),
      '--prune-allowlist=keda.sh/v1alpha1/TriggerAuthentication',
    );
    expect(pruned.status, pruned.stderr).toBe(0);
    for (const kind of ['deployments', 'services', 'scaledobjects', 'triggerauthentications']) {
      await vi.waitFor(async () => expect(await names(kind), kind).toEqual(['two-worker']), {
        timeout: 20_000,
      });
    }
  });

  test('the number of workers that KEDA has chosen outlives the next apply', async () => {
    const scaled = await cluster.kubectl([
      ...['scale', 'deployment/two-worker', '-n', 'shop'],
      '--replicas=3',
    ]);
    expect(scaled.status, scaled.stderr).toBe(0);
    writeFileSync(join(folder, 'src', 'two.yaml'), functionText('two').replace(':1.4.0', ':1.5.0'));
    await render();
    expect((await apply()).status).toBe(0);
    const { stdout } = await cluster.kubectl(['get', 'deployment', 'two-worker', '-n', 'shop', '-o', 'json']);
    const { spec } = JSON.parse(stdout);
    expect([spec.replicas, spec.template.spec.containers[0].image]).toEqual([
      3,
      'registry.example.com/resize:1.5.0',
    ]);
  });

  const out = () => join(folder, 'out');
  const apply = (...flags: readonly string[]) =>
    cluster.kubectl(['apply', '--server-side', '-k', out(), ...flags]);

  async function write(functions: readonly string[]): Promise<void> {
    rmSync(join(folder, 'src'), { recursive: true, force: true });
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src', 'infra-rules.yaml'), RULES);
    for (const name of functions) writeFileSync(join(folder, 'src', `${name}.yaml`), functionText(name));
    await render();
  }

  async function render(): Promise<void> {
    const { code, stderr } = await run(['render', '-f', join(folder, 'src'), '--out-dir', out()]);
    expect(code, stderr).toBe(0);
  }

  async function names(kind: string): Promise<string[]> {
    const { stdout } = await cluster.kubectl([
      ...['get', kind, '-n', 'shop', '-l', 'app.kubernetes.io/managed-by=layerc'],
      ...['-o', 'jsonpath={.items[*].metadata.name}'],
    ]);
    return stdout.split(' ').filter(Boolean).sort();
  }
});

function functionText(name: string): string {
  return FUNCTION.replace('name: resize-images', `name: ${name}`);
}
