import { vi } from 'vitest';
import { printCrds } from '../../src/cli/commands/crds.ts';
import { isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import type { Kind } from '../../src/schema/fields.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { applyText, type RawAnswer, RawClient, read } from './raw.ts';

export const KINDS: { readonly [kind in Kind]: { readonly path: string; readonly plural: string } } = {
  Function: { path: 'hevlayer.com/v1alpha1', plural: 'functions' },
  InfraRules: { path: 'hevlayer.com/v1alpha1', plural: 'infrarules' },
  Index: { path: 'hevlayer.com/v1', plural: 'indexes' },
};

/** A control plane that knows our kinds. */
export type CrdCluster = {
  readonly cluster: ControlPlane;
  readonly raw: RawClient;
  /** What the server answered to each CRD. */
  readonly installation: readonly RawAnswer[];
  readonly stop: () => Promise<void>;
};

/** Starts a control plane and installs what `layerc crds` prints, text as it is. */
export async function startWithCrds(): Promise<CrdCluster> {
  const cluster = await startControlPlane();
  const raw = new RawClient(cluster.kubeconfig);
  const stop = async () => {
    raw.close();
    await cluster.stop();
  };
  try {
    const installation = await Promise.all(
      printCrds('yaml')
        .split(/^---$/m)
        .map((text) => {
          const { name } = metadataOf(read(text));
          return applyText(raw, `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`, text);
        }),
    );
    for (const { path, plural } of Object.values(KINDS)) {
      const isServed = async () => (await raw.send('GET', `/apis/${path}/${plural}`)).status === 200;
      await vi.waitUntil(isServed, { timeout: 20_000 });
    }
    return { cluster, raw, installation, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The kind of an object that is ours. */
export function kindOf(value: Json | undefined): Kind | null {
  if (!isObject(value) || typeof value.kind !== 'string' || !Object.hasOwn(KINDS, value.kind)) return null;
  return value.apiVersion === KINDS[value.kind as Kind].path ? (value.kind as Kind) : null;
}

export function metadataOf(value: Json | undefined): JsonObject {
  return isObject(value) && isObject(value.metadata) ? value.metadata : {};
}

/** The address of an object of ours. */
export function pathOf(value: Json): string {
  const kind = kindOf(value) as Kind;
  const { path, plural } = KINDS[kind];
  const { name, namespace = 'default' } = metadataOf(value);
  const scope = kind === 'InfraRules' ? '' : `/namespaces/${namespace}`;
  return `/apis/${path}${scope}/${plural}/${name}`;
}
