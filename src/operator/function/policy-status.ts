import { compile, type Settings } from '../../compiler/index.ts';
import type { Json } from '../../json/json.ts';
import type { InfraRulesStatus } from '../../schema/infra-rules.generated.ts';
import { ApiError, type Cluster, type KubeObject } from '../kube/cluster.ts';
import type { Cache } from './cache.ts';
import { MANAGER } from './managers.ts';
import { FUNCTIONS, INFRA_RULES } from './resources.ts';
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
  const { apiVersion, kind, metadata } = rules;
  const generation = metadata.generation ?? 0;
  const status = {
    observedGeneration: generation,
    poolCount: poolsOf(rules).length,
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
  const documents = [rules, ...poolsOf(rules).map(tryOut)];
  const { diagnostics } = compile(documents as readonly unknown[] as Json[], settings);
  const errors = diagnostics.filter(({ severity, source }) => severity === 'error' && source === 0);
  const [first] = errors;
  if (first === undefined)
    return [{ type: 'Ready', status: 'True', reason: 'Accepted', message: 'Functions use these pools.' }];
  const said = { reason: first.code, message: diagnosticsText(errors) };
  return [
    { type: 'Ready', status: 'False', ...said },
    { type: 'Stalled', status: 'True', ...said },
  ];
}

function poolsOf({ spec }: KubeObject): readonly { readonly name: string }[] {
  return (spec as { computePools?: readonly { readonly name: string }[] } | undefined)?.computePools ?? [];
}

/** A Function in a pool: the compiler looks at the pools that are used. */
function tryOut({ name }: { readonly name: string }, index: number): object {
  return {
    apiVersion: FUNCTIONS.apiVersion,
    kind: FUNCTIONS.kind,
    metadata: { name: `try-${index}` },
    spec: {
      targetNamespaces: ['any'],
      worker: { image: 'any' },
      scaling: { pool: name, replicas: { max: 1 } },
    },
  };
}

function canonical({ observedGeneration, poolCount, conditions = [] }: InfraRulesStatus): string {
  const rows = conditions.map(({ type, status, reason, message, observedGeneration }) =>
    JSON.stringify([type, status, reason, message, observedGeneration]),
  );
  return JSON.stringify([observedGeneration, poolCount, rows.sort()]);
}
