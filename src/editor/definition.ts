/** Where that stands which a field names: the pool, the Index. */

import type { Place } from './facts.ts';
import { indexesOf, poolsOf } from './facts.ts';
import { branchAt, childOf } from './outline/branch.ts';
import { type Pointed, pointedAt } from './place.ts';
import type { Position, Range } from './text.ts';
import type { Workspace } from './workspace.ts';

export interface Location {
  readonly name: string;
  readonly range: Range;
}

export function definitionsAt(workspace: Workspace, name: string, position: Position): Location[] {
  const document = workspace.document(name);
  const pointed = document && pointedAt(document, document.text.offsetAt(position));
  if (pointed === undefined || pointed.shape !== 'Function') return [];
  return [...poolNamed(pointed, workspace), ...indexesNamed(pointed, workspace)];
}

function poolNamed({ path, branch }: Pointed, workspace: Workspace): Location[] {
  if (path.join('.') !== 'spec.scaling.pool') return [];
  return poolsOf(workspace)
    .filter(({ name }) => name === branch.scalar?.value)
    .flatMap(({ at }) => (at === undefined ? [] : [location(at, ['name'])]));
}

function indexesNamed({ path, branch }: Pointed, workspace: Workspace): Location[] {
  const [spec, field, below] = path;
  const value = branch.scalar?.value;
  if (spec !== 'spec' || value === undefined) return [];
  return indexesOf(workspace)
    .filter(({ storeNamespace, labels }) =>
      field === 'targetNamespaces'
        ? storeNamespace === value
        : field === 'indexSelector' &&
          below === 'matchLabels' &&
          labels.some(([key, one]) => key === branch.key && one === value),
    )
    .map(({ at }) => location(at, ['metadata', 'name']));
}

function location({ document, branch }: Place, path: readonly string[]): Location {
  const target = branchAt(branch, path) ?? childOf(branch, 'kind') ?? branch;
  const { start, end } = target.scalar ?? target;
  return { name: document.name, range: document.text.range(start, end) };
}
