import { compile } from '../../compiler/index.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { Condition } from '../../schema/function.generated.ts';
import type { Again } from '../kube/again.ts';
import { timeText } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Pace } from '../objects/pace.ts';
import { linesOf, type Said, say } from '../objects/said.ts';
import { conditionsOf, itemsOf } from '../watch/child-status.ts';
import { INFRA_RULES } from '../watch/resources.ts';
import { internal, refusedAsUnusable } from './compile-function.ts';
import { sayDropped } from './dropped-fields.ts';
import { plainFunction } from './plain-function.ts';
import { conditions, type Row } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import { isSaid, writeStatus } from './write-status.ts';

/** Says in the status of an InfraRules whether it is obeyed, and how many pools it has. */
export async function reportPolicy(name: string, around: Surroundings, signal: AbortSignal): Promise<Again> {
  const rules = around.cache.infraRules(name);
  if (rules === null || rules.metadata.deletionTimestamp !== undefined) return 'never';
  const before = rules.status;
  const generation = rules.metadata.generation ?? 0;
  const now = timeText(around.now());
  const status = {
    observedGeneration: generation,
    poolCount: poolsOf(rules).length,
    rollout: rolloutText(around.pace),
    conditions: conditions(
      [
        ...rows(errorsOf(rules, around), around.pace.stoppedBy),
        ...warnings(sayDropped(INFRA_RULES.kind, around.dropped)),
      ],
      conditionsOf(before) as Condition[],
      generation,
      now,
    ),
  };
  if (isSaid(status, before, OWN_CONDITIONS, around.dropped[INFRA_RULES.kind])) return 'never';
  return (await writeStatus(INFRA_RULES, rules, status, OWN_CONDITIONS, around, signal)) ? 'never' : 'soon';
}

function errorsOf(rules: KubeObject, { cache, settings, report }: Surroundings): readonly Said[] {
  const fault = cache.infraRulesFault(rules.metadata.name);
  if (fault !== null) return refusedAsUnusable(fault).errors;
  // The compiler looks at the pools that are used, and at a template for each dispatch.
  const users = poolsOf(rules).flatMap((pool, index) =>
    (['pull', 'push'] as const).map((dispatch) =>
      plainFunction({ name: `try-${dispatch}-${index}` }, pool, dispatch),
    ),
  );
  try {
    const { diagnostics } = compile([rules, ...users] as readonly unknown[] as Json[], settings);
    return diagnostics
      .filter(({ severity, source }) => severity === 'error' && source === 0)
      .map((one) => say(one));
  } catch (error) {
    report.failed(rules, error as Error);
    return [internal(error)];
  }
}

/** How far a change is that all Functions roll for: 12/500. Undefined: there is none. */
function rolloutText({ counts: { done, rolling, failed, pending } }: Pace): string | undefined {
  const all = done + rolling + failed + pending;
  return all === 0 ? undefined : `${done}/${all}`;
}

/** So many Functions are named. */
const NAMED = 5;

function stopped(by: NonNullable<Pace['stoppedBy']>): { reason: string; message: string } {
  const named = [...by].slice(0, NAMED).map(([fn, { reason, message }]) => `${fn} (${reason}: ${message})`);
  const rest = by.size > NAMED ? `, and ${by.size - NAMED} more` : '';
  return {
    reason: 'PolicyRolloutStopped',
    message: `The change stops here, as Functions do not come up with it: ${named.join(', ')}${rest}. The others stay as they were. Undo it or mend it.`,
  };
}

function rows(errors: readonly Said[], stoppedBy: Pace['stoppedBy']): Row[] {
  const [first] = errors;
  if (first === undefined && stoppedBy !== null)
    return [
      { type: 'Ready', status: 'False', ...stopped(stoppedBy) },
      { type: 'Stalled', status: 'True', ...stopped(stoppedBy) },
    ];
  if (first === undefined)
    return [{ type: 'Ready', status: 'True', reason: 'Accepted', message: 'Functions use these pools.' }];
  const said = { reason: first.code, message: linesOf(errors) };
  return [
    { type: 'Ready', status: 'False', ...said },
    { type: 'Stalled', status: 'True', ...said },
  ];
}

function warnings(said: readonly Said[]): Row[] {
  const [first] = said;
  if (first === undefined) return [];
  return [{ type: 'Warnings', status: 'True', reason: first.code, message: linesOf(said) }];
}

function poolsOf({ spec }: KubeObject): readonly string[] {
  const pools = isObject(spec) ? itemsOf(spec.computePools) : [];
  return pools.map((pool) => (isObject(pool) && typeof pool.name === 'string' ? pool.name : ''));
}

/** Conditions that are ours; others may put in conditions of their own. */
const OWN_CONDITIONS: ReadonlySet<string> = new Set(['Ready', 'Stalled', 'Warnings']);
