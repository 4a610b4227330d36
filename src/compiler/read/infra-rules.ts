import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { FilledInfraRules } from '../../schema/infra-rules.generated.ts';
import { attempt } from '../words/attempt.ts';
import type { Diagnostic } from '../words/diagnostics.ts';
import type { Entry } from './inventory.ts';
import { checkShape, type Read } from './read.ts';

/** An InfraRules object, as far as it can be used. */
export interface PolicySource {
  readonly source: number;
  /** Undefined where it has none that is text. */
  readonly name: string | undefined;
  /** Without the pools that have an error; null where an error stands elsewhere, and then none of it can be trusted. */
  readonly rules: FilledInfraRules | null;
  /** Where each pool of `rules` stands among those that were given. */
  readonly positions: readonly number[];
  /** What is wrong with each pool that cannot be used, by its name. */
  readonly broken: ReadonlyMap<string, string>;
  /** What is wrong with all of it, where `rules` is null. */
  readonly fault: string;
}

/** Every InfraRules. An error in one pool is an error, but takes nothing away from the others. */
export function readInfraRules(entries: readonly Entry[]): Read<PolicySource> {
  const values: PolicySource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (let source = 0; source < entries.length; source++) {
    const { kind, value, refused } = entries[source] as Entry;
    if (kind !== 'InfraRules') continue;
    const found = attempt(source, () =>
      refused ? unusable(source, value, 'it is nested too deep') : readOne(source, value),
    );
    const { usable, errors } =
      found.fault === undefined ? found.value : unusable(source, null, found.fault.message);
    values.push(usable);
    for (const one of found.fault === undefined ? errors : [found.fault]) diagnostics.push(one);
  }
  return { values, diagnostics, given: values.length };
}

interface ReadRules {
  readonly usable: PolicySource;
  readonly errors: readonly Diagnostic[];
}

function unusable(source: number, value: Json, fault: string, errors: readonly Diagnostic[] = []): ReadRules {
  const whole = { source, name: nameOf(value), rules: null, positions: [], broken: new Map(), fault };
  return { usable: whole, errors };
}

function readOne(source: number, value: Json): ReadRules {
  const { filled, diagnostics: errors } = checkShape('InfraRules', value, source);
  const [first] = errors;
  const pools = poolsOf(value);
  const faults = new Map<number, string>();
  for (const { pointer, message } of errors) {
    const place = /^\/spec\/computePools\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
    if (place === undefined) return unusable(source, value, first?.message ?? '', errors);
    if (!faults.has(Number(place))) faults.set(Number(place), message);
  }
  const positions = [...pools.keys()].filter((index) => !faults.has(index));
  const rules = filled ?? checkShape('InfraRules', withPools(value, positions), source).filled;
  if (rules === null) return unusable(source, value, first?.message ?? '', errors);
  const broken = new Map<string, string>();
  for (const [index, message] of faults) {
    const pool = pools[index];
    if (isObject(pool) && typeof pool.name === 'string') broken.set(pool.name, message);
  }
  return { usable: { source, name: nameOf(value), rules, positions, broken, fault: '' }, errors };
}

function withPools(value: Json, positions: readonly number[]): JsonObject {
  const { spec, ...rest } = value as JsonObject;
  const pools = poolsOf(value);
  return {
    ...rest,
    spec: { ...(spec as JsonObject), computePools: positions.map((index) => pools[index] as Json) },
  };
}

function poolsOf(value: Json): readonly Json[] {
  const spec = isObject(value) ? value.spec : undefined;
  return isObject(spec) && isArray(spec.computePools) ? spec.computePools : [];
}

function nameOf(value: Json): string | undefined {
  const metadata = isObject(value) ? value.metadata : undefined;
  return isObject(metadata) && typeof metadata.name === 'string' ? metadata.name : undefined;
}
