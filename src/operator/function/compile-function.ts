import { compile, type Diagnostic, diagnose, type Settings } from '../../compiler/index.ts';
import { MAX_DEPTH } from '../../json/depth.ts';
import { isObject, type Json } from '../../json/json.ts';
import { type KubeObject, nameOf } from '../kube/cluster.ts';
import { type Said, say } from '../objects/said.ts';
import { faultText } from '../objects/verdict.ts';
import type { Cache } from '../watch/cache.ts';
import { itemsOf } from '../watch/child-status.ts';
import { TooDeep } from '../watch/reduce.ts';
import { plainFunction } from './plain-function.ts';

/** All that the compiler's word on one Function can depend on. */
export interface Sources {
  readonly fn: KubeObject;
  /** InfraRules/default. */
  readonly rules: KubeObject | null;
  /** Where there are other Functions of its name. */
  readonly elsewhere: readonly string[];
  /** Those that it may select from; none when it selects none. */
  readonly indexes: readonly KubeObject[];
}

/** What the compiler says of one Function. Plain values: it may come from another thread. */
export interface Compiled {
  /** Null when it is refused. */
  readonly objects: readonly KubeObject[] | null;
  readonly activeNamespaces: readonly string[] | null;
  /** Why it is refused: there is one reason at least. */
  readonly errors: readonly Said[];
  readonly warnings: readonly Said[];
}

/** Gathers them from what is known. */
export function sourcesOf(fn: KubeObject, cache: Cache): Sources {
  const { name, namespace } = fn.metadata;
  return {
    fn,
    rules: cache.infraRules('default'),
    elsewhere: cache.namespacesOf(name).filter((one) => one !== namespace),
    indexes: isObject(fn.spec) && fn.spec.indexSelector !== undefined ? cache.indexes() : [],
  };
}

/** What is said of a Function, or of InfraRules/default, of which only a part could be taken in. */
export function refusedAsUnusable(fault: Error, of = ''): Compiled {
  const finding = {
    pointer: fault instanceof TooDeep ? fault.pointer : '',
    message: `Nested more than ${MAX_DEPTH} levels deep.`,
    hint: 'Flatten the document.',
  };
  return refusal([fault instanceof TooDeep ? say(diagnose('TooDeep', 0, finding), of) : internal(fault)]);
}

/** Our own fault. The Function is the only one that it concerns. */
export function internal(error: unknown): Said {
  return { code: 'InternalError', text: faultText(error) };
}

export function refusal(errors: readonly Said[]): Compiled {
  return { objects: null, activeNamespaces: null, errors, warnings: [] };
}

/**
 * Compiles one Function as `layerc render` would among all others. What of other objects is malformed, and does not
 * concern it, is passed over: a pool that it does not name, an Index that it then does not see, and says so.
 */
export function compileFunction(sources: Sources, settings: Settings, stockPools: boolean): Compiled {
  const passedOver: Said[] = [];
  let { rules, indexes } = sources;
  for (;;) {
    const { functions, of } = diagnosed({ ...sources, rules, indexes }, settings, stockPools);
    const malformed = new Set(indexes.filter((index) => of(index).some(isError)));
    if (malformed.size > 0) {
      passedOver.push(...sayPassedOver([...malformed].flatMap((index) => sayAll(of(index), index))));
      indexes = indexes.filter((index) => !malformed.has(index));
      continue;
    }
    const others = rules === null ? rules : withoutOtherPools(rules, of(rules), sources.fn);
    if (others !== rules) {
      rules = others;
      continue;
    }
    const own = of(sources.fn);
    const warnings = [...own.filter((one) => !isError(one)).map((one) => say(one)), ...passedOver];
    const compiled = functions.find(({ document }) => document === 0);
    if (compiled !== undefined) {
      const { objects, activeNamespaces } = compiled;
      return {
        objects: objects as readonly object[] as readonly KubeObject[],
        activeNamespaces,
        errors: [],
        warnings,
      };
    }
    // Rules that are malformed are there: what is wrong with them is told in place of that they are missing.
    const isTold = ({ code }: Diagnostic) => rules === null || code !== 'MissingInfraRules';
    const errors = own.filter((one) => isError(one) && isTold(one)).map((one) => say(one));
    if (errors.length === 0 && rules !== null)
      errors.push(
        ...of(rules)
          .filter(isError)
          .map((one) => say(one, 'InfraRules/default ')),
      );
    if (errors.length === 0) errors.push(internal(new Error('it is refused without a reason')));
    return { ...refusal(errors), warnings };
  }
}

/** Compiles, with the diagnostics of each source. */
function diagnosed({ fn, rules, elsewhere, indexes }: Sources, settings: Settings, stockPools: boolean) {
  // Without pools one of them would be told in place of this one.
  const hasPools = rules !== null || stockPools;
  const { name } = fn.metadata;
  const documents: object[] = [
    fn,
    ...(rules === null ? [] : [rules]),
    ...indexes,
    ...(hasPools ? elsewhere : []).map((namespace) => plainFunction({ name, namespace }, 'any')),
  ];
  const { functions, diagnostics } = compile(documents as readonly unknown[] as Json[], settings, stockPools);
  const bySource = Map.groupBy(diagnostics, ({ source }) => documents[source]);
  return { functions, of: (source: KubeObject) => bySource.get(source) ?? [] };
}

const MOST = 3;

function sayAll(diagnostics: readonly Diagnostic[], index: KubeObject): Said[] {
  return diagnostics.filter(isError).map((one) => say(one, `${nameOf(index)} is passed over: `));
}

function sayPassedOver(said: readonly Said[]): Said[] {
  const more = said.length - MOST;
  const first = said.slice(0, MOST);
  const code = first[0]?.code ?? '';
  return more <= 0 ? first : [...first, { code, text: `And ${more} more of malformed Indexes.` }];
}

/** The rules without the pools that are faulty and not the Function's; the same ones if there are none, or if more is. */
function withoutOtherPools(
  rules: KubeObject,
  diagnostics: readonly Diagnostic[],
  { spec }: KubeObject,
): KubeObject {
  const { scaling, worker } = (spec ?? {}) as {
    scaling?: { pool?: unknown };
    worker?: { computeClass?: unknown };
  };
  const pool = scaling?.pool ?? worker?.computeClass ?? 'cpu';
  const pools = isObject(rules.spec) ? itemsOf(rules.spec.computePools) : [];
  const faulty = new Set<number>();
  for (const { pointer } of diagnostics.filter(isError)) {
    const place = /^\/spec\/computePools\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
    if (place === undefined) return rules;
    const found = pools[Number(place)];
    if (isObject(found) && found.name === pool) return rules;
    faulty.add(Number(place));
  }
  if (faulty.size === 0) return rules;
  const computePools = pools.filter((_, index) => !faulty.has(index));
  return { ...rules, spec: { ...(rules.spec as object), computePools } };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
