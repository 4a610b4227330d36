/**
 * What becomes of a list of objects: the Functions among them are compiled, their objects are added or replaced, and
 * those that no Function makes any more are removed. Everything else stays as it is. With an error nothing changes.
 */
import {
  CODES,
  type Code,
  type CompiledFunction,
  compile,
  type Diagnostic,
  diagnose,
  isOfGroup,
  type Settings,
  sortDiagnostics,
} from '../compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { annotated, annotationsOf, isToolAnnotation, originalName, placed } from './places.ts';
import { isSame } from './same.ts';

/** Marks an object of ours: `<namespace>/<name>` of its Function. What does not carry it is never touched. */
export const OWNER = 'layerc.hevlayer.com/generated-from';

export interface Plan {
  /** For each item that was given: the item itself, another in its place, or nothing. */
  readonly items: readonly (Json | undefined)[];
  readonly added: readonly JsonObject[];
  /** Their `source` is the index of the item. */
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: boolean;
  /** How many objects of other kinds were passed over, by kind. */
  readonly skipped: ReadonlyMap<string, number>;
}

export interface PlanOptions {
  readonly stockPools: boolean;
  /** Where whoever applies the objects has a namespace for those that name none: theirs name none either. */
  readonly leaveNamespace: boolean;
}

/** `more` are objects to compile beside the items, which are no items themselves; a `source` goes on with them. */
export function plan(
  items: readonly Json[],
  more: readonly Json[],
  settings: Settings,
  { stockPools, leaveNamespace }: PlanOptions,
): Plan {
  const { functions, diagnostics, skipped } = compile(
    [...items.map(policyByItsName), ...more],
    settings,
    stockPools,
  );
  const wanted = functions.flatMap((fn) =>
    fn.objects.map((object) => {
      const mine = annotated(object, { [OWNER]: `${fn.namespace}/${fn.name}` });
      return { fn, object: leaveNamespace && !hasNamespace(fn) ? withoutNamespace(mine) : mine };
    }),
  );
  const idOf = (item: Json) => identity(item, settings.namespace);
  const found = Map.groupBy(items.keys(), (index) => idOf(items[index] as Json));
  const foreign = wanted.flatMap(({ fn, object }) =>
    (found.get(idOf(object)) ?? [])
      .filter((index) => !isOurs(items[index] as Json))
      .map((index) => taken(index, object, `${fn.namespace}/${fn.name}`)),
  );
  const all = sortDiagnostics([...diagnostics, ...foreign]);
  if (all.some(({ severity }) => severity === 'error')) {
    return { items, added: [], diagnostics: all, failed: true, skipped };
  }
  const kept: (Json | undefined)[] = items.map((item) => (isOurs(item) ? undefined : item));
  const added: JsonObject[] = [];
  const place = placed(items);
  for (const { fn, object } of wanted) {
    const index = found.get(idOf(object))?.[0];
    if (index === undefined) added.push(place(object, items[fn.document], fn));
    else kept[index] = inPlaceOf(items[index] as Json, object);
  }
  return { items: kept, added, diagnostics: all, failed: false, skipped };
}

/** InfraRules are known by their name, whatever `namePrefix` has made of it. */
function policyByItsName(item: Json): Json {
  if (!isObject(item) || item.kind !== 'InfraRules' || !isOfGroup(item.apiVersion)) return item;
  const name = originalName(item);
  return name === undefined ? item : { ...item, metadata: { ...(item.metadata as JsonObject), name } };
}

/** The item itself where it says the same: its comments then stay too. */
function inPlaceOf(item: Json, object: JsonObject): Json {
  const annotations = Object.entries(annotationsOf(item)).filter(([key]) => isToolAnnotation(key));
  const replacement = annotated(object, Object.fromEntries(annotations));
  return isSame(item, replacement) ? item : replacement;
}

function hasNamespace({ source }: CompiledFunction): boolean {
  return ((source.metadata as JsonObject).namespace ?? null) !== null;
}

function withoutNamespace(object: JsonObject): JsonObject {
  const { namespace: _, ...metadata } = object.metadata as JsonObject;
  return { ...object, metadata };
}

function isOurs(item: Json): boolean {
  return typeof annotationsOf(item)[OWNER] === 'string';
}

/** Group, kind, namespace and name; every item that is no object has an identity of its own. */
function identity(item: Json, namespace: string): unknown {
  if (!isObject(item) || !isObject(item.metadata)) return item;
  const group = String(item.apiVersion).replace(/(^|\/)[^/]*$/, '');
  return JSON.stringify([group, item.kind, item.metadata.namespace ?? namespace, item.metadata.name]);
}

function taken(index: number, object: JsonObject, owner: string): Diagnostic {
  const code: Code = 'ForeignObject';
  const { name } = object.metadata as JsonObject;
  return diagnose(code, index, {
    pointer: '/metadata/name',
    message: `Function ${owner} makes the ${object.kind} ${name}, which is there already and is not ours.`,
    hint: CODES[code].cure,
  });
}
