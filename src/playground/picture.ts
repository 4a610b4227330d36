/** The picture of `layerc graph`, with the place that each node is written at. */
import { type Place as Fact, indexesOf, poolsOf } from '../editor/facts.ts';
import { branchAt, childOf } from '../editor/outline/branch.ts';
import type { Workspace } from '../editor/workspace.ts';
import { pictureOf } from '../text/report/graph.ts';
import type { Output } from './output.ts';
import type { Picture, Place } from './protocol.ts';

/** More is no picture. */
const MOST_FUNCTIONS = 200;

export function drawnPicture(workspace: Workspace, { functions: rows }: Output): Picture {
  const { compilation } = workspace.analysis;
  const drawn = compilation.functions.slice(0, MOST_FUNCTIONS);
  const picture = pictureOf(drawn, workspace.terms.settings.maxReplicasCeiling);
  const places = new Map(rows.map(({ namespace, name, at }) => [`namespace ${namespace}/${name}`, at]));
  const pools = new Map(poolsOf(workspace).map(({ name, at }) => [name, at && written(at, ['name'])]));
  const indexes = new Map(
    indexesOf(workspace).map(({ storeNamespace, at }) => [storeNamespace, written(at, ['metadata', 'name'])]),
  );
  return {
    groups: picture.groups.map(({ label, nodes }) => ({
      label,
      nodes: nodes.map(({ id, name, lines }) => ({ id, lines, at: places.get(`${label}/${name}`) ?? null })),
    })),
    pools: picture.pools.map(({ id, name, lines }) => ({ id, lines, at: pools.get(name) ?? null })),
    indexes: picture.indexes.map(({ id, name, lines }) => ({ id, lines, at: indexes.get(name) ?? null })),
    edges: picture.edges,
  };
}

function written({ document, branch }: Fact, path: readonly string[]): Place {
  const target = branchAt(branch, path) ?? childOf(branch, 'kind') ?? branch;
  const { start, end } = target.scalar ?? target;
  return { document: document.name, from: start, to: end };
}
