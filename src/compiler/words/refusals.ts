import { type Filling, fill, type GapOf, type Wording, wording } from './wording.ts';

/** Why an object is refused, where the API server can find that out too: what the compiler says, with gaps. */
export const REFUSALS = {
  MinOverMax: {
    message: wording`spec.scaling.replicas.min is ${'min'}, more than spec.scaling.replicas.max, which is ${'max'}.`,
    allowed: wording`0 to ${'max'}`,
    hint: wording`Lower min or raise max.`,
  },
  NoTargets: {
    message: wording`Neither spec.targetNamespaces nor spec.indexSelector says which indexes this Function runs over.`,
    hint: wording`Name at least one namespace or select indexes by label; only triggers: [schedule] alone needs neither.`,
  },
  InvalidCron: {
    message: wording`schedule.cron ${'cron'} ${'problem'}.`,
    allowed: wording`minute, hour, day of month, month and day of week, in UTC, or a word such as @daily`,
    hint: wording`For example "0 * * * *" for every hour, or "30 2 * * 1-5".`,
  },
  LongName: {
    message: wording`${'field'} is ${'length'} characters long, but must be at most ${'limit'} characters long.`,
    allowed: wording`at most ${'limit'} characters long`,
    hint: wording`Shorten it, because it is the value of the label that selects the pods.`,
  },
  UnknownPool: {
    message: wording`spec.scaling.pool is ${'pool'}, which InfraRules/default does not have.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Name one of the pools, or add this one to InfraRules/default.`,
  },
  UnknownPoolByClass: {
    message: wording`No pool is named, so spec.worker.computeClass chooses ${'pool'}, which InfraRules/default does not have.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Name one of the pools, or add this one to InfraRules/default.`,
  },
  ReplicasOverPoolCeiling: {
    message: wording`spec.scaling.replicas.max is ${'max'}, over the ceiling of ${'ceiling'} that the pool ${'pool'} sets.`,
    allowed: wording`1 to ${'ceiling'}`,
    hint: wording`Ask for at most ${'ceiling'}, or raise maxReplicasPerWorkload of the pool.`,
  },
  ReplicasOverCeiling: {
    message: wording`spec.scaling.replicas.max is ${'max'}, over the ceiling of ${'ceiling'} for every Function.`,
    allowed: wording`1 to ${'ceiling'}`,
    hint: wording`Ask for at most ${'ceiling'}, or raise --max-replicas-ceiling (MAX_REPLICAS_CEILING).`,
  },
  InvalidInfraRulesName: {
    message: wording`metadata.name is ${'name'}, but the one InfraRules of a cluster must be called default.`,
    allowed: wording`default`,
    hint: wording`Name it default, or move its pools into InfraRules/default and remove it.`,
  },
  DuplicatePool: {
    message: wording`spec.computePools[${'index'}].name is ${'name'}, which spec.computePools[${'first'}] is called already.`,
    hint: wording`Give every pool a name of its own.`,
  },
} as const satisfies { readonly [name: string]: Refusal };

export interface Refusal {
  readonly message: Wording<string>;
  readonly allowed?: Wording<string>;
  readonly hint: Wording<string>;
}

/** The gaps of all its texts. */
export type GapsOf<R extends Refusal> = GapOf<R['message'] | R['hint'] | NonNullable<R['allowed']>>;

/** What is said where the gaps have values. */
export function said<R extends Refusal>(
  { message, allowed, hint }: R,
  values: Filling<GapsOf<R>, string | number>,
): { readonly message: string; readonly allowed?: string; readonly hint: string } {
  const all: Filling<string, string | number> = values;
  return {
    message: fill(message, all),
    ...(allowed && { allowed: fill(allowed, all) }),
    hint: fill(hint, all),
  };
}

/** Where there are no pools to name. */
export const NO_POOLS = 'none: InfraRules/default has no pools';
