import {
  beyondTotal,
  compile,
  type Diagnostic,
  diagnose,
  type Older,
  type Settings,
} from '../../compiler/index.ts';
import { type Wish, wishOf } from '../../gateway/sync/index.ts';
import { MAX_DEPTH } from '../../json/depth.ts';
import { isObject, type Json } from '../../json/json.ts';
import { type KubeObject, nameOf } from '../kube/cluster.ts';
import { type Said, say } from '../objects/said.ts';
import { faultText } from '../objects/verdict.ts';
import type { Cache } from '../watch/cache.ts';
import { TooDeep } from '../watch/reduce.ts';
import { plainFunction } from './plain-function.ts';

/** All that the compiler's word on one Function can depend on. */
export interface Sources {
  readonly fn: KubeObject;
  /** InfraRules/default. */
  readonly rules: KubeObject | null;
  /** Where there are other Functions of its name. */
  readonly elsewhere: readonly string[];
  /** What older Functions ask of its pool, where the pool sets a limit for all of them. */
  readonly older: Older | null;
  /** Those that it may select from; none when it selects none. */
  readonly indexes: readonly KubeObject[];
}

/** What the compiler says of one Function. Plain values: it may come from another thread. */
export interface Compiled {
  /** Null when it is refused. */
  readonly objects: readonly KubeObject[] | null;
  readonly activeNamespaces: readonly string[] | null;
  /** What the gateway is to have; null when it is refused, or only a schedule wakes it. */
  readonly wish: Wish | null;
  /** Why it is refused: there is one reason at least. */
  readonly errors: readonly Said[];
  readonly warnings: readonly Said[];
}

/** Gathers them from what is known. */
export function sourcesOf(fn: KubeObject, cache: Cache): Sources {
  const { name, namespace = '' } = fn.metadata;
  return {
    fn,
    rules: cache.infraRules('default'),
    elsewhere: cache.namespacesOf(name).filter((one) => one !== namespace),
    older: cache.olderInPool(namespace, name),
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
  return { objects: null, activeNamespaces: null, wish: null, errors, warnings: [] };
}

/**
 * Compiles one Function as `layerc render` would among all others. What of other objects is malformed, and does not
 * concern it, is passed over by the compiler; which Indexes those are is said here.
 */
export function compileFunction(sources: Sources, settings: Settings, stockPools: boolean): Compiled {
  const { rules, indexes } = sources;
  const fn = withoutFilled(sources.fn);
  const around = [...(rules === null ? [] : [rules]), ...indexes];
  const { functions, of } = diagnosed([fn, ...around], settings, stockPools);
  const own = of(fn);
  const warnings = [
    ...own.filter((one) => !isError(one) && one.code !== 'IndexPassedOver').map((one) => say(one)),
    ...sayPassedOver(indexes.flatMap((index) => sayAll(of(index), index))),
  ];
  const [compiled] = functions;
  if (compiled === undefined) {
    const errors = own.filter(isError).map((one) => say(one));
    if (errors.length === 0) errors.push(internal(new Error('it is refused without a reason')));
    return { ...refusal(errors), warnings };
  }
  const { pool, replicas } = compiled;
  const late = sources.older && beyondTotal(pool, replicas.why, replicas.max, sources.older);
  if (late !== null) return { ...refusal([say(late)]), warnings };
  const { objects, activeNamespaces } = compiled;
  return {
    objects: objects as readonly object[] as readonly KubeObject[],
    activeNamespaces,
    wish: wishOf(compiled),
    errors: [],
    warnings: [...warnings, ...namesakes(sources, settings, stockPools)],
  };
}

/** The class that a CustomResourceDefinition fills in where nobody wrote one, ours and hev's alike. */
const FILLED_CLASS = 'cpu';

/** The Function without that, where its pool decides: nobody is to be told to remove what nobody wrote. */
function withoutFilled(fn: KubeObject): KubeObject {
  const { worker, scaling } = (isObject(fn.spec) ? fn.spec : {}) as { worker?: unknown; scaling?: unknown };
  if (!isObject(worker) || worker.computeClass !== FILLED_CLASS) return fn;
  if (!isObject(scaling) || typeof scaling.pool !== 'string') return fn;
  const { computeClass: _, ...others } = worker;
  return { ...fn, spec: { ...(fn.spec as object), worker: others } };
}

/** Compiles, with the diagnostics of each source. */
function diagnosed(documents: readonly object[], settings: Settings, stockPools: boolean) {
  const { functions, diagnostics } = compile(documents as readonly unknown[] as Json[], settings, stockPools);
  const bySource = Map.groupBy(diagnostics, ({ source }) => documents[source]);
  return { functions, of: (source: KubeObject) => bySource.get(source) ?? [] };
}

/** What is said of the Functions of the same name in other namespaces. Of theirs no more is looked at than the name. */
function namesakes({ fn, rules, elsewhere }: Sources, settings: Settings, stockPools: boolean): Said[] {
  if (elsewhere.length === 0) return [];
  const others = elsewhere.map((namespace) => plainFunction({ name: fn.metadata.name, namespace }, 'any'));
  const { of } = diagnosed([fn, ...(rules === null ? [] : [rules]), ...others], settings, stockPools);
  return of(fn)
    .filter(({ code }) => code === 'SharedUdfId')
    .map((one) => say(one));
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

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
