import { compile, type Settings } from '../../compiler/index.ts';
import type { Json } from '../../json/json.ts';
import type { InfraRulesStatus } from '../../schema/infra-rules.generated.ts';
import type { Again } from '../kube/again.ts';
import { timeText } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { diagnosticsText } from '../objects/verdict.ts';
import { FUNCTIONS, INFRA_RULES } from '../watch/resources.ts';
import { applyStatus } from './apply-status.ts';
import type { Surroundings } from './reconcile.ts';
import { conditions, type Row } from './status.ts';

/** Says in the status of an InfraRules whether it is obeyed, and how many pools it has. */
export async function reportPolicy(name: string, around: Surroundings, signal: AbortSignal): Promise<Again> {
  const rules = around.cache.infraRules(name);
  if (rules === null || rules.metadata.deletionTimestamp !== undefined) return 'never';
  const before = (rules.status ?? null) as InfraRulesStatus | null;
  const generation = rules.metadata.generation ?? 0;
  const now = timeText(around.now());
  const status = {
    observedGeneration: generation,
    poolCount: poolsOf(rules).length,
    conditions: conditions(rows(rules, around.settings), before?.conditions ?? [], generation, now),
  };
  if (before !== null && canonical(status) === canonical(before)) return 'never';
  return (await applyStatus(INFRA_RULES, rules, status, around, signal)) ? 'never' : 'soon';
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
