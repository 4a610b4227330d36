/** How long it takes from a change of a Function to the object that follows from it, at a steady rate of changes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../src/operator/kube/connection.ts';
import { DEPLOYMENTS } from '../src/operator/watch/resources.ts';
import type { KubeObject } from '../testenv/api.ts';
import type { ControlPlane } from '../testenv/control-plane.ts';

export const CHANGES_PER_SECOND = 50;
const SECONDS = 20;
/** The last ones may take this long. */
const PATIENCE_MS = 60_000;

/** Milliseconds from each change to the watch event of its Deployment, sorted; `lost`: changes that were not seen. */
export async function latencies(
  { client, kubeconfig }: ControlPlane,
  functions: readonly KubeObject[],
): Promise<{ readonly ms: readonly number[]; readonly lost: number }> {
  const sent = new Map<string, number>();
  const ms: number[] = [];
  const end = new AbortController();
  const connection = connect({ kubeconfig });
  const { resourceVersion } = await connection.list(DEPLOYMENTS, { limit: 1 }, end.signal);
  const watching = (async () => {
    const options = { resourceVersion, timeoutSeconds: 600 };
    for await (const event of connection.watch(DEPLOYMENTS, options, end.signal)) {
      const image = event.type === 'ERROR' ? undefined : imageOf(event.object);
      const since = image === undefined ? undefined : sent.get(image);
      if (image === undefined || since === undefined) continue;
      sent.delete(image);
      ms.push(performance.now() - since);
    }
  })().catch(() => undefined);
  const begun = performance.now();
  const patches: Promise<unknown>[] = [];
  for (let index = 0; index < CHANGES_PER_SECOND * SECONDS; index++) {
    await sleep(Math.max(0, begun + (index * 1000) / CHANGES_PER_SECOND - performance.now()));
    const { metadata } = functions[(index * 7919) % functions.length] as KubeObject;
    const image = `example.com/changed:${index}`;
    const path = `/apis/hevlayer.com/v1alpha1/namespaces/${metadata.namespace}/functions/${metadata.name}`;
    sent.set(image, performance.now());
    patches.push(client.mergePatch(path, { spec: { worker: { image } } }));
  }
  await Promise.all(patches);
  for (const until = performance.now() + PATIENCE_MS; sent.size > 0 && performance.now() < until; )
    await sleep(100);
  end.abort();
  await watching;
  await connection.close();
  return { ms: ms.sort((a, b) => a - b), lost: sent.size };
}

function imageOf({ spec }: { readonly [field: string]: unknown }): string | undefined {
  const template = (spec as { template?: { spec?: { containers?: readonly { image?: string }[] } } })
    .template;
  return template?.spec?.containers?.[0]?.image;
}
