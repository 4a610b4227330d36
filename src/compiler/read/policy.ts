import { didYouMeanSorted } from '../../json/did-you-mean.ts';
import { sorted } from '../../json/json.ts';
import { child, segments } from '../../json/pointer.ts';
import type { FilledComputePool, FilledInfraRules } from '../../schema/infra-rules.generated.ts';
import { type Diagnostic, diagnose, type Finding, type Related } from '../words/diagnostics.ts';
import { counted, few, shown } from '../words/phrases.ts';
import { NO_POOLS, REFUSALS, said } from '../words/refusals.ts';
import type { PolicySource } from './infra-rules.ts';
import type { Policy, Pool, PoolTemplate } from './pool.ts';
import { STOCK_POOLS } from './stock-pools.ts';

/** The one policy among the objects. */
export interface ChosenPolicy {
  /** The pools that can be used. */
  readonly pools: Policy;
  /** Why a Function cannot have a pool that it may well ask for; null where nothing but its name can be wrong. */
  readonly refusal: (pool: string) => Refusal | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Refusal {
  readonly code: 'MissingInfraRules' | 'UnusablePool';
  /** The same text for all Functions that are refused for the same reason. */
  readonly because: string;
  /** The places to look at, where the text names none. */
  readonly related?: readonly Related[];
}

/**
 * InfraRules/default, given exactly once. What is wrong with it, or with another InfraRules, concerns the Functions alone
 * that depend on it: an error in one pool those of the pool, a wrong name nobody.
 */
export function choosePolicy(documents: readonly PolicySource[], stockPools: boolean): ChosenPolicy {
  if (stockPools) return { pools: STOCK_POOLS, refusal: () => null, diagnostics: [] };
  const misnamed = documents.filter(({ name, rules }) => name !== 'default' && rules !== null);
  const [first, ...more] = documents.filter(({ name }) => name === 'default');
  const diagnostics = [
    ...misnamed.map(misnaming),
    ...more.map((one) => repeated(one, first as PolicySource)),
  ];
  const none = (code: Refusal['code'], because: string, related?: readonly Related[]): ChosenPolicy => ({
    pools: new Map(),
    refusal: () => ({ code, because, ...(related && { related }) }),
    diagnostics,
  });
  if (first === undefined) return none('MissingInfraRules', '');
  if (more.length > 0) {
    const places = [first, ...more].slice(0, SHOWN_PLACES).map(({ source }, index) => ({
      source,
      pointer: '/metadata/name',
      message: index === 0 ? 'The first one is here.' : 'Another one is here.',
    }));
    return none('UnusablePool', `InfraRules/default is given ${more.length + 1} times`, places);
  }
  if (first.rules === null) return none('UnusablePool', inDefault(first.fault));
  const { usable, broken, duplicates } = pools(first, first.rules);
  return {
    pools: usable,
    refusal: (pool) => {
      const because = broken.get(pool);
      return because === undefined ? null : { code: 'UnusablePool', because: inDefault(because) };
    },
    diagnostics: [...diagnostics, ...duplicates],
  };
}

const SHOWN_PLACES = 3;

/** A message about InfraRules/default as a part of another one. */
export function inDefault(message: string): string {
  return `in InfraRules/default ${message.replace(/\.$/, '')}`;
}

function misnaming({ source, name }: PolicySource): Diagnostic {
  return diagnose('InvalidInfraRulesName', source, {
    pointer: '/metadata/name',
    ...said(REFUSALS.InvalidInfraRulesName, { name: shown(name) }),
  });
}

function repeated({ source }: PolicySource, first: PolicySource): Diagnostic {
  return diagnose('DuplicateInfraRules', source, {
    pointer: '/metadata/name',
    message: 'InfraRules/default is given more than once, but a cluster has one.',
    hint: 'Keep one InfraRules/default among the inputs.',
    related: [{ source: first.source, pointer: '/metadata/name', message: 'The first one is here.' }],
  });
}

/** What is known of a Function that asks for a pool. */
interface PoolUser {
  readonly source: number;
  readonly namespace: string;
  readonly name: string;
}

/** Each reason for which Functions are refused, said once, at the first of them: ten thousand times would help nobody. */
export function refusedUsers<T extends PoolUser>(
  users: readonly T[],
  poolOf: (user: T) => string,
  refusal: (pool: string) => Refusal | null,
): Diagnostic[] {
  const refused = users.filter((user) => refusal(poolOf(user)) !== null);
  const groups = Map.groupBy(refused, (user) => {
    const { code, because } = refusal(poolOf(user)) as Refusal;
    return `${code} ${because}`;
  });
  return [...groups.values()].flatMap((refused) => {
    const id = ({ namespace, name }: PoolUser) => `${namespace}/${name}`;
    const [first] = refused.toSorted((a, b) => (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
    const found = first && refusal(poolOf(first));
    return first && found ? [refusing(first.source, poolOf(first), found, refused.length - 1)] : [];
  });
}

function refusing(
  source: number,
  pool: string,
  { code, because, related }: Refusal,
  others: number,
): Diagnostic {
  const pointer = '/spec/scaling/pool';
  if (code === 'MissingInfraRules') {
    const more = others > 0 ? `, nor the pools of the other ${counted(others, 'Function')}` : '';
    return diagnose(code, source, {
      pointer,
      message: `No InfraRules/default is given, so the pool ${shown(pool)} is not known${more}.`,
      hint: "Give the file with InfraRules/default too (-f), or pass --stock-pools for the pools of hev's chart.",
    });
  }
  const more = others > 0 ? `, which concerns ${others} more ${others === 1 ? 'Function' : 'Functions'}` : '';
  return diagnose(code, source, {
    pointer,
    message: `The pool ${shown(pool)} cannot be used, since ${because}${more}.`,
    hint: 'Mend InfraRules/default, or choose another pool.',
    ...(related && { related }),
  });
}

/** The pools by name. Of two with one name neither can be used. */
function pools({ source, positions, broken: faulty }: PolicySource, rules: FilledInfraRules) {
  const all = new Map<string, Pool>();
  const broken = new Map(faulty);
  const duplicates: Diagnostic[] = [];
  for (const [index, pool] of rules.spec.computePools.entries()) {
    const pointer = child('/spec/computePools', positions[index] as number);
    const twin = all.get(pool.name);
    if (twin !== undefined) {
      const words = said(REFUSALS.DuplicatePool, {
        index: positions[index] as number,
        name: shown(pool.name),
        first: Number(segments(twin.pointer).at(-1)),
      });
      const related = [
        { source, pointer: child(twin.pointer, 'name'), message: 'The first pool of this name is here.' },
      ];
      duplicates.push(
        diagnose('DuplicatePool', source, { pointer: child(pointer, 'name'), ...words, related }),
      );
      broken.set(pool.name, words.message);
      continue;
    }
    all.set(pool.name, {
      name: pool.name,
      kind: pool.kind,
      maxReplicas: pool.maxReplicasPerWorkload,
      maxReplicasTotal: pool.maxReplicasTotal ?? null,
      nodeSelector: pool.nodeSelector === undefined ? null : sorted(pool.nodeSelector),
      tolerations: pool.tolerations === undefined ? null : sorted(pool.tolerations),
      resources: pool.resources === undefined ? null : sorted(pool.resources),
      template: templateOf(pool),
      protected: pool.protected ?? [],
      disruption: pool.disruption ?? null,
      rollout: pool.rollout ?? null,
      podSecurity: pool.podSecurity ?? rules.spec.podSecurity,
      allowedServiceAccounts: pool.allowedServiceAccounts ?? rules.spec.allowedServiceAccounts,
      allowedSecrets: pool.allowedSecrets ?? rules.spec.allowedSecrets,
      source,
      pointer,
    });
  }
  return { usable: new Map([...all].filter(([name]) => !broken.has(name))), broken, duplicates };
}

function templateOf({ template }: FilledComputePool): PoolTemplate | null {
  if (template === undefined) return null;
  const { metadata = {}, spec = {} } = template;
  const isEmpty = Object.keys(spec).length === 0;
  return isEmpty && Object.keys(metadata).length === 0 ? null : { metadata, spec: isEmpty ? null : spec };
}

interface Names {
  /** For a message, as the platform team has them: a policy of the API server says the same, and cannot sort. */
  readonly shown: string;
  readonly sorted: readonly string[];
}

const NAMES = new WeakMap<Policy, Names>();

/** The names of the pools; thousands of Functions may ask for them. */
function namesOf(policy: Policy): Names {
  const known = NAMES.get(policy);
  if (known !== undefined) return known;
  const all = [...policy.keys()];
  const names = { shown: few(all).join(', ') || NO_POOLS, sorted: all.sort() };
  NAMES.set(policy, names);
  return names;
}

/** Which pools there are, for a message. */
export function poolNames(policy: Policy): string {
  return namesOf(policy).shown;
}

/** The likeliest pool, for the hint; nothing where none is. */
export function meantPool(
  policy: Policy,
  name: string,
): Pick<Finding, 'instead'> & { readonly hint?: string } {
  const meant = didYouMeanSorted(name, namesOf(policy).sorted);
  return meant === undefined ? {} : { hint: `Did you mean ${JSON.stringify(meant)}?`, instead: meant };
}
