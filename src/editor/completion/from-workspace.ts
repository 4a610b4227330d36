/** What other documents have that a field may name: pools, and the Indexes with their labels. */
import { WORKER_CONTAINER } from '../../compiler/index.ts';
import type { Context } from '../context.ts';
import { indexesOf, poolsOf } from '../facts.ts';
import { branchAt } from '../outline/branch.ts';
import { textAt } from '../outline/objects.ts';
import type { Workspace } from '../workspace.ts';
import type { Offer } from './offer.ts';

/** Labels that an Index has, as keys of a selector. */
export function keyNames({ shape, path, beside }: Context, workspace: Workspace): Offer[] {
  if (shape !== 'Function' || path.join('.') !== 'spec.indexSelector.matchLabels') return [];
  const there = new Set(beside.map(({ key }) => key));
  return labelKeys(workspace)
    .filter(({ label }) => !there.has(label))
    .map((one) => ({ ...one, behind: 'scalar' }));
}

export function valuesFrom({ shape, path, object, beside }: Context, workspace: Workspace): Offer[] {
  if (shape !== 'Function') return [];
  const place = path.map((key) => (typeof key === 'number' ? '[]' : key)).join('.');
  const there = new Set(beside.map(({ scalar }) => scalar?.value));
  switch (place) {
    case 'spec.scaling.pool':
      return pools(workspace);
    case 'spec.targetNamespaces.[]':
      return namespaces(workspace).filter(({ label }) => !there.has(label));
    case 'spec.indexSelector.matchExpressions.[].key':
      return labelKeys(workspace);
    case 'spec.indexSelector.matchExpressions.[].values.[]': {
      const key = textAt(branchAt(object, path.slice(0, -2)), 'key');
      return labelValues(key, workspace).filter(({ label }) => !there.has(label));
    }
    case 'spec.worker.podSpec.containers.[].name':
      return [reference(WORKER_CONTAINER, 'the container of the worker')];
  }
  if (path.slice(0, -1).join('.') === 'spec.indexSelector.matchLabels')
    return labelValues(String(path.at(-1)), workspace);
  return [];
}

function pools(workspace: Workspace): Offer[] {
  return poolsOf(workspace).map(({ name, kind, ceiling }) =>
    reference(name, [kind, ceiling && `at most ${ceiling} workers`].filter(Boolean).join(', ')),
  );
}

function namespaces(workspace: Workspace): Offer[] {
  return distinct(
    indexesOf(workspace).map(({ storeNamespace, name }) => reference(storeNamespace, `of the Index ${name}`)),
  );
}

function labelKeys(workspace: Workspace): Offer[] {
  return distinct(
    indexesOf(workspace).flatMap(({ labels }) =>
      labels.map(([key, value]) => reference(key, `such as ${value}`)),
    ),
  );
}

function labelValues(key: string | undefined, workspace: Workspace): Offer[] {
  return distinct(
    indexesOf(workspace).flatMap(({ labels, name }) =>
      labels.filter(([one]) => one === key).map(([, value]) => reference(value, `of the Index ${name}`)),
    ),
  );
}

function reference(label: string, detail: string): Offer {
  return { label, kind: 'reference', detail, documentation: undefined, text: label };
}

function distinct(offers: readonly Offer[]): Offer[] {
  return [...new Map(offers.toReversed().map((one) => [one.label, one])).values()].sort((a, b) =>
    a.label < b.label ? -1 : 1,
  );
}
