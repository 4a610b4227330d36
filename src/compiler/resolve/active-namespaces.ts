import type { FunctionSpec } from '../read/function.ts';
import type { IndexTable } from '../read/index-table.ts';

/**
 * The store namespaces a Function runs over: those it names and those of the selected Indexes, sorted, each once.
 * Selection crosses Kubernetes namespaces, because discovered Indexes live in the operator's.
 */
export function activeNamespaces(
  { targetNamespaces, indexSelector }: FunctionSpec,
  indexes: IndexTable,
): string[] {
  const selected = indexSelector === undefined ? [] : indexes.selected(indexSelector);
  return [...new Set([...targetNamespaces, ...selected.map(({ storeNamespace }) => storeNamespace)])].sort();
}
