/** What the documents of a workspace say that others refer to: pools and Indexes, also where a text is half written. */
import { STOCK_POOLS } from '../compiler/index.ts';
import type { JsonObject } from '../json/json.ts';
import { type Branch, branchAt } from './outline/branch.ts';
import { objectsOf, textAt, textsOf } from './outline/objects.ts';
import { concerns, type EditorDocument, type Workspace } from './workspace.ts';

export interface PoolFact {
  readonly name: string;
  readonly kind: string | undefined;
  /** The most workers of one Function. */
  readonly ceiling: string | undefined;
  /** Where it is written; a stock pool is nowhere. */
  readonly at: Place | undefined;
  /** A stock pool as it is. */
  readonly stock?: JsonObject;
}

export interface IndexFact {
  readonly name: string;
  readonly storeNamespace: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly at: Place;
}

export interface Place {
  readonly document: EditorDocument;
  readonly branch: Branch;
}

interface Facts {
  readonly pools: readonly PoolFact[];
  readonly indexes: readonly IndexFact[];
}

const NONE: Facts = { pools: [], indexes: [] };
const KNOWN = new WeakMap<EditorDocument, Facts>();

export function poolsOf(workspace: Workspace): readonly PoolFact[] {
  const written = factsOf(workspace).flatMap(({ pools }) => pools);
  return written.length === 0 && workspace.terms.stockPools ? STOCK : written;
}

export function indexesOf(workspace: Workspace): readonly IndexFact[] {
  return factsOf(workspace).flatMap(({ indexes }) => indexes);
}

const STOCK: readonly PoolFact[] = [...STOCK_POOLS.values()].map((pool) => {
  const { name, kind, maxReplicas, nodeSelector, tolerations, resources } = pool;
  const stock = { name, kind, maxReplicasPerWorkload: maxReplicas, nodeSelector, tolerations, resources };
  return { name, kind, ceiling: String(maxReplicas), at: undefined, stock };
});

function factsOf(workspace: Workspace): Facts[] {
  return workspace.names.toSorted().map((name) => {
    const document = workspace.document(name) as EditorDocument;
    const facts = KNOWN.get(document) ?? (concerns(document.text.value) ? found(document) : NONE);
    KNOWN.set(document, facts);
    return facts;
  });
}

function found(document: EditorDocument): Facts {
  const objects = objectsOf(document.outline);
  return {
    pools: objects.filter(isOf('InfraRules')).flatMap((object) => poolsIn(object, document)),
    indexes: objects.filter(isOf('Index')).flatMap((object) => indexIn(object, document)),
  };
}

function isOf(kind: string): (object: Branch) => boolean {
  return (object) => textAt(object, 'kind') === kind;
}

function poolsIn(object: Branch, document: EditorDocument): PoolFact[] {
  const pools = branchAt(object, ['spec', 'computePools'])?.children ?? [];
  return pools.flatMap((branch) => {
    const name = textAt(branch, 'name');
    if (name === undefined) return [];
    const ceiling = textAt(branch, 'maxReplicasPerWorkload');
    return [{ name, kind: textAt(branch, 'kind'), ceiling, at: { document, branch } }];
  });
}

function indexIn(object: Branch, document: EditorDocument): IndexFact[] {
  const name = textAt(object, 'metadata', 'name');
  if (name === undefined) return [];
  const labels = new Map([
    ...textsOf(branchAt(object, ['metadata', 'labels'])),
    ...textsOf(branchAt(object, ['spec', 'metadata', 'labels'])),
  ]);
  const storeNamespace = textAt(object, 'spec', 'backend', 'namespace') ?? name;
  return [{ name, storeNamespace, labels: [...labels], at: { document, branch: object } }];
}
