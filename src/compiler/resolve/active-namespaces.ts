import type { FunctionSpec, LabelRequirement, LabelSelector } from '../read/function.ts';
import type { IndexView } from '../read/index-view.ts';

/**
 * The store namespaces a Function runs over: those it names and those of the selected Indexes, sorted, each once.
 * Selection crosses Kubernetes namespaces, because discovered Indexes live in the operator's.
 */
export function activeNamespaces(spec: FunctionSpec, indexes: readonly IndexView[]): string[] {
  return [...new Set([...spec.targetNamespaces, ...selected(spec, indexes)])].sort();
}

/** The store namespaces of the Indexes that indexSelector matches. */
export function selected({ indexSelector }: FunctionSpec, indexes: readonly IndexView[]): string[] {
  if (indexSelector === undefined) return [];
  return indexes
    .filter(({ labels }) => matches(indexSelector, labels))
    .map(({ storeNamespace }) => storeNamespace);
}

/** Kubernetes' LabelSelector: all of it must hold, an empty one selects everything. */
export function matches(selector: LabelSelector, labels: { readonly [key: string]: string }): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(
    ([key, value]) => labelOf(labels, key) === value,
  );
  return equal && (selector.matchExpressions ?? []).every((requirement) => holds(requirement, labels));
}

function holds(
  { key, operator, values = [] }: LabelRequirement,
  labels: { readonly [key: string]: string },
): boolean {
  const value = labelOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

function labelOf(labels: { readonly [key: string]: string }, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
