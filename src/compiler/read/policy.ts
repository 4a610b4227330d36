import { didYouMeanSorted } from '../../json/did-you-mean.ts';
import { isObject, type Json, sorted } from '../../json/json.ts';
import { child, readable } from '../../json/pointer.ts';
import type { FilledInfraRules } from '../../schema/infra-rules.generated.ts';
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { type Diagnostic, diagnose } from '../words/diagnostics.ts';
import { few, shown } from '../words/phrases.ts';
import { type FunctionView, poolName } from './function.ts';
import type { Policy, Pool } from './pool.ts';
import { STOCK_POOLS } from './stock-pools.ts';

/** One InfraRules document that has passed its schema. */
export interface PolicySource {
  readonly source: number;
  readonly rules: FilledInfraRules;
}

/**
 * The one policy among the documents: InfraRules/default, exactly once, with distinct pools. Null, with the reason,
 * when there is none to trust. Without Functions nobody needs one.
 */
export function choosePolicy(
  documents: readonly PolicySource[],
  functions: readonly FunctionView[],
  stockPools: boolean,
): { policy: Policy | null; diagnostics: Diagnostic[] } {
  if (stockPools) return { policy: STOCK_POOLS, diagnostics: [] };
  const diagnostics = documents.flatMap(misnamed);
  const [first, ...more] = documents.filter(({ rules }) => rules.metadata.name === 'default');
  if (first !== undefined) diagnostics.push(...more.map((one) => repeated(one, first)));
  const policy = first === undefined ? null : pools(first, diagnostics);
  if (first === undefined && documents.length === 0) diagnostics.push(...missing(functions));
  return { policy: diagnostics.length > 0 ? null : policy, diagnostics };
}

function misnamed({ source, rules }: PolicySource): Diagnostic[] {
  const { name } = rules.metadata;
  if (name === 'default') return [];
  return [
    diagnose('InvalidInfraRulesName', source, {
      pointer: '/metadata/name',
      message: `metadata.name is ${shown(name)}, but the one InfraRules of a cluster must be called default.`,
      allowed: 'default',
      hint: 'Name it default, or move its pools into InfraRules/default and remove it.',
    }),
  ];
}

function repeated({ source }: PolicySource, first: PolicySource): Diagnostic {
  return diagnose('DuplicateInfraRules', source, {
    pointer: '/metadata/name',
    message: 'InfraRules/default is given more than once, but a cluster has one.',
    hint: 'Keep one InfraRules/default among the inputs.',
    related: [{ source: first.source, pointer: '/metadata/name', message: 'The first one is here.' }],
  });
}

/** Said once, at the first Function: ten thousand times would help nobody. */
function missing(functions: readonly FunctionView[]): Diagnostic[] {
  const id = ({ namespace, name }: FunctionView) => `${namespace}/${name}`;
  const [first] = [...functions].sort((a, b) => (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
  if (first === undefined) return [];
  const others = functions.length > 1 ? `, nor the pools of the other ${functions.length - 1} Functions` : '';
  return [
    diagnose('MissingInfraRules', first.source, {
      pointer: '/spec/scaling/pool',
      message: `No InfraRules/default is given, so the pool ${shown(poolName(first.spec))} is not known${others}.`,
      hint: "Give the file with InfraRules/default too (-f), or pass --stock-pools for the pools of hev's chart.",
    }),
  ];
}

function pools({ source, rules }: PolicySource, diagnostics: Diagnostic[]): Policy {
  const policy = new Map<string, Pool>();
  for (const [index, pool] of rules.spec.computePools.entries()) {
    const pointer = child('/spec/computePools', index);
    const twin = policy.get(pool.name);
    if (twin !== undefined) {
      diagnostics.push(
        diagnose('DuplicatePool', source, {
          pointer: child(pointer, 'name'),
          message: `${readable(pointer)}.name is ${shown(pool.name)}, which ${readable(twin.pointer)} is called already.`,
          hint: 'Give every pool a name of its own.',
          related: [
            { source, pointer: child(twin.pointer, 'name'), message: 'The first pool of this name is here.' },
          ],
        }),
      );
      continue;
    }
    policy.set(pool.name, {
      name: pool.name,
      kind: pool.kind,
      gpu: pool.kind === 'gpu' || hasDevice(pool.resources),
      maxReplicas: pool.maxReplicasPerWorkload,
      nodeSelector: pool.nodeSelector === undefined ? null : sorted(pool.nodeSelector),
      tolerations: pool.tolerations === undefined ? null : sorted(pool.tolerations),
      resources: pool.resources === undefined ? null : sorted(pool.resources),
      podSecurity: pool.podSecurity ?? rules.spec.podSecurity,
      allowedServiceAccounts: pool.allowedServiceAccounts ?? rules.spec.allowedServiceAccounts,
      allowedSecrets: pool.allowedSecrets ?? rules.spec.allowedSecrets,
      source,
      pointer,
    });
  }
  return policy;
}

function hasDevice(resources: Json | undefined): boolean {
  if (!isObject(resources)) return false;
  return Object.values(resources).some(
    (list) => isObject(list) && Object.keys(list).some(isExtendedResource),
  );
}

const NAMES = new WeakMap<Policy, readonly string[]>();

/** The names of the pools, in order; thousands of Functions may ask for them. */
function namesOf(policy: Policy): readonly string[] {
  const names = NAMES.get(policy) ?? [...policy.keys()].sort();
  NAMES.set(policy, names);
  return names;
}

/** `known: cpu, gpu` for a message, with the likeliest one for the hint. */
export function suggestPool(policy: Policy, name: string): { allowed: string; hint: string } {
  const names = namesOf(policy);
  const meant = didYouMeanSorted(name, names);
  return {
    allowed: names.length === 0 ? 'none: InfraRules/default has no pools' : few(names).join(', '),
    hint:
      meant === undefined
        ? 'Name one of the pools, or add this one to InfraRules/default.'
        : `Did you mean ${JSON.stringify(meant)}?`,
  };
}
