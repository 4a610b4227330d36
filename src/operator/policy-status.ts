import { compile, type Json, type Settings } from '../compiler/index.ts';
import type { InfraRulesStatus } from '../schema/infra-rules.generated.ts';
import type { Cache } from './cache.ts';
import { ApiError, type Cluster, type KubeObject } from './cluster.ts';
import { MANAGER } from './managers.ts';
import { INFRA_RULES } from './resources.ts';
import { conditions, type Row } from './status.ts';
import { diagnosticsText } from './verdict.ts';

/** Says in the status of an InfraRules whether it is obeyed, and how many pools it has. */
export async function reportPolicy(
  rules: KubeObject,
  around: {
    readonly cluster: Cluster;
    readonly cache: Cache;
    readonly settings: Settings;
    readonly now: () => number;
  },
  signal: AbortSignal,
): Promise<void> {
  const before = (rules.status ?? null) as InfraRulesStatus | null;
  const now = new Date(around.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const { apiVersion, kind, metadata, spec } = rules;
  const generation = metadata.generation ?? 0;
  const status = {
    observedGeneration: generation,
    poolCount: (spec as { computePools?: readonly unknown[] } | undefined)?.computePools?.length ?? 0,
    conditions: conditions(rows(rules, around.settings), before?.conditions ?? [], generation, now),
  };
  if (before !== null && canonical(status) === canonical(before)) return;
  const { name, uid, resourceVersion } = metadata;
  const body = { apiVersion, kind, metadata: { name, uid, resourceVersion }, status } as KubeObject;
  try {
    const options = { manager: MANAGER, force: true, subresource: 'status' as const };
    const { object } = await around.cluster.apply(INFRA_RULES, body, options, signal);
    around.cache.wrote(INFRA_RULES, object);
  } catch (error) {
    // It is gone.
    if (!(error instanceof ApiError) || error.status.code !== 404) throw error;
  }
}

function rows(rules: KubeObject, settings: Settings): Row[] {
  const { diagnostics } = compile([rules] as readonly unknown[] as Json[], settings);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined)
    return [{ type: 'Ready', status: 'True', reason: 'Accepted', message: 'Functions use these pools.' }];
  const said = { reason: first.code, message: diagnosticsText(errors) };
  return [
    { type: 'Ready', status: 'False', ...said },
    { type: 'Stalled', status: 'True', ...said },
  ];
}

function canonical({ observedGeneration, poolCount, conditions = [] }: InfraRulesStatus): string {
  const rows = conditions.map(({ type, status, reason, message, observedGeneration }) =>
    JSON.stringify([type, status, reason, message, observedGeneration]),
  );
  return JSON.stringify([observedGeneration, poolCount, rows.sort()]);
}
