/** What an operator says of its settings in its Lease: docs/decisions/the-lease-says-the-settings.md. */
import { createHash } from 'node:crypto';
import { SETTINGS } from '../compiler/index.ts';
import { isObject } from '../json/json.ts';
import { OPERATOR_SETTINGS, type OperatorConfig } from './config.ts';
import type { KubeObject } from './kube/cluster.ts';

/** The annotation of the Lease. */
export const SETTINGS_ANNOTATION = 'hevlayer.com/operator-settings';

/** By flag. */
export type PublishedSettings = { readonly [flag: string]: string };

/** A setting that two operators have not alike. */
export interface OtherSetting {
  readonly flag: string;
  readonly theirs: string;
  readonly ours: string;
}

/** Longer ones are published as a digest: the annotations of an object have a bound together. */
const LONGEST = 256;

/** Those that decide what is written. What only makes an operator slower or quieter may differ. */
export function publishedSettings(
  config: Pick<
    OperatorConfig,
    | 'settings'
    | 'asksVersion'
    | 'stockPools'
    | 'watchNamespace'
    | 'indexNamespace'
    | 'allowedManagers'
    | 'gatewaySync'
    | 'gatewayCleanup'
  >,
): PublishedSettings {
  const { settings, asksVersion, stockPools, watchNamespace, indexNamespace, allowedManagers, gatewaySync } =
    config;
  // Whatever stands for the namespace of Functions that name none: those of a cluster always do.
  const { kubernetesVersion, namespace: _, ...others } = settings;
  const rows = Object.entries(others).map(
    ([name, value]) => [SETTINGS[name as keyof typeof others].flag, `${value}`] as const,
  );
  return Object.fromEntries(
    [
      ...rows,
      [SETTINGS.kubernetesVersion.flag, asksVersion ? "the server's" : kubernetesVersion] as const,
      ['stock-pools', `${stockPools}`] as const,
      [OPERATOR_SETTINGS.gatewaySync.flag, `${gatewaySync}`] as const,
      [OPERATOR_SETTINGS.gatewayCleanup.flag, `${config.gatewayCleanup}`] as const,
      [OPERATOR_SETTINGS.watchNamespace.flag, watchNamespace ?? ''] as const,
      [OPERATOR_SETTINGS.indexNamespace.flag, indexNamespace ?? ''] as const,
      [OPERATOR_SETTINGS.allowedManagers.flag, [...allowedManagers].sort().join(',')] as const,
    ].map(([flag, value]) => [flag, bounded(value)]),
  );
}

function bounded(value: string): string {
  return value.length <= LONGEST
    ? value
    : `sha256:${createHash('sha256').update(value).digest('hex').slice(0, 16)}`;
}

/** What a Lease says; null: nothing that can be read. */
export function settingsIn({ metadata }: KubeObject): PublishedSettings | null {
  try {
    const read: unknown = JSON.parse(metadata.annotations?.[SETTINGS_ANNOTATION] ?? '');
    if (!isObject(read)) return null;
    return Object.fromEntries(
      Object.entries(read).flatMap(([flag, value]) => (typeof value === 'string' ? [[flag, value]] : [])),
    );
  } catch {
    return null;
  }
}

/** A setting that one of the two versions does not know has its default there, as far as that can be told. */
export function otherSettings(ours: PublishedSettings, theirs: PublishedSettings): readonly OtherSetting[] {
  return Object.entries(ours).flatMap(([flag, value]) => {
    const found = theirs[flag];
    return found === undefined || found === value ? [] : [{ flag, theirs: found, ours: value }];
  });
}
