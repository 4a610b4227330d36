/** docs/tutorial.md from its first command to its last, on a cluster whose pods are ready without running anything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commandsOf, prepare, runShown } from '../../src/page.test-support.ts';
import { partPath } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';

const TAINTS = [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }];

clusterSuite(
  'the tutorial',
  ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'keda', 'kwok'],
  () => {
    let cluster: ControlPlane;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'layerc-tutorial-'));
      prepare(folder);
      cluster = await startControlPlane({ keda: true, nodes: [{ name: 'gpu', taints: TAINTS }] });
    }, 180_000);

    afterAll(async () => {
      await cluster?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('prints what it shows', { timeout: 600_000 }, async () => {
      const run = (shown: { readonly page: string; readonly command: string }) =>
        runShown(shown, folder, { KUBECONFIG: cluster.kubeconfig }, [dirname(partPath('kubectl'))]);
      for (const shown of commandsOf('docs/tutorial.md')) {
        const { output } = shown;
        if (output === undefined) expect(run(shown)).toMatchObject({ status: 0 });
        // KEDA's webhook may not be there yet; an apply may be said again.
        else if (/ apply /.test(shown.command))
          await vi.waitFor(() => expect(run(shown).all).toBe(output), { timeout: 60_000, interval: 2_000 });
        else expect(run(shown).all, shown.command).toBe(output);
      }
    });
  },
);
