import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiError, type KubeObject } from './api.ts';
import { partNames } from './control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { clusterSuite } from './suite.ts';

const everythingButSdk = partNames.filter((name) => name !== 'sdk');

clusterSuite('KEDA', everythingButSdk, () => {
  let cluster: ControlPlane;
  let gauge: Server;
  let depth = 0;

  beforeAll(async () => {
    gauge = createServer((_, response) => response.end(`# TYPE depth gauge\ndepth ${depth}\n`));
    gauge.listen(0, '127.0.0.1');
    await once(gauge, 'listening');
    const { port } = gauge.address() as AddressInfo;
    cluster = await startControlPlane({ keda: true, nodes: 1, metrics: [`127.0.0.1:${port}`] });
  }, 180_000);

  afterAll(async () => {
    await cluster?.stop();
    gauge.close();
  });

  async function deploy(): Promise<string> {
    const namespace = await cluster.namespace();
    const labels = { app: 'worker' };
    await cluster.client.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'worker', namespace },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'worker', image: 'example/worker' }] },
        },
      },
    });
    return namespace;
  }

  function scaledObject(
    namespace: string,
    replicas: { min: number; max: number },
    name = 'worker',
  ): KubeObject {
    const { url } = cluster.prometheus;
    const metadata = { serverAddress: url, query: 'sum(depth) or vector(0)', threshold: '32' };
    return {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name, namespace },
      spec: {
        scaleTargetRef: { name: 'worker' },
        minReplicaCount: replicas.min,
        maxReplicaCount: replicas.max,
        pollingInterval: 1,
        cooldownPeriod: 3,
        advanced: {
          horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } },
        },
        triggers: [{ type: 'prometheus', metadata }],
      },
    };
  }

  async function readyReplicas(namespace: string): Promise<number> {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/worker`;
    const { status } = await cluster.client.get<{ status?: { readyReplicas?: number } }>(path);
    return status?.readyReplicas ?? 0;
  }

  test('has nodes that renew their Leases, so that they stay Ready', async () => {
    const { items: nodes } = await cluster.client.get<{ items: KubeObject[] }>('/api/v1/nodes');
    const renewals = async () => {
      const path = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
      const { items } = await cluster.client.get<{ items: KubeObject[] }>(path);
      const times = new Map(
        items.map(({ metadata, spec }) => [metadata.name, (spec as { renewTime?: string }).renewTime]),
      );
      return nodes.map(({ metadata }) => times.get(metadata.name));
    };
    const before = await renewals();
    expect(before).not.toContain(undefined);
    // Every quarter of the 40 seconds.
    await vi.waitFor(async () => expect(await renewals()).not.toEqual(before), {
      timeout: 25_000,
      interval: 500,
    });
  });

  test('scales a Deployment from zero, with a gauge, and back to zero', async () => {
    depth = 0;
    const namespace = await deploy();
    await cluster.client.apply(scaledObject(namespace, { min: 0, max: 6 }));
    const reaches = (replicas: number) =>
      vi.waitUntil(async () => (await readyReplicas(namespace)) === replicas, {
        timeout: 40_000,
        interval: 100,
      });
    await reaches(0);
    depth = 100;
    await reaches(4);
    depth = 1_000;
    await reaches(6);
    depth = 0;
    await reaches(0);
  }, 150_000);

  // KEDA 2.21 says so in its CRD; earlier ones left it to the webhook.
  test('refuses a minimum above the maximum', async () => {
    const applying = cluster.client.apply(scaledObject(await deploy(), { min: 3, max: 2 }));
    await expect(applying).rejects.toThrow('minReplicaCount must be less than or equal to maxReplicaCount');
  });

  test('refuses by webhook a second ScaledObject on one Deployment', async () => {
    const namespace = await deploy();
    await cluster.client.apply(scaledObject(namespace, { min: 0, max: 2 }));
    const second = scaledObject(namespace, { min: 0, max: 2 }, 'second');
    // The webhook looks into a cache, which the first one has to reach.
    const refusal = await vi.waitFor(
      async () => {
        const outcome = await cluster.client
          .apply(second, { dryRun: true })
          .catch((error: ApiError) => error);
        expect(outcome).toBeInstanceOf(ApiError);
        return outcome as ApiError;
      },
      { timeout: 10_000 },
    );
    expect(refusal.message).toContain('admission webhook "vscaledobject.kb.io" denied the request');
    expect(refusal.message).toContain(
      "the workload 'worker' of type 'apps/v1.Deployment' is already managed",
    );
  });
});
