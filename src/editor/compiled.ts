/** The Functions of a document as they were compiled. */
import type { CompiledFunction } from '../compiler/index.ts';
import type { Branch } from './outline/branch.ts';
import { textAt } from './outline/objects.ts';
import type { Workspace } from './workspace.ts';

/** Those without an error. */
export function functionsIn(workspace: Workspace, name: string): CompiledFunction[] {
  const { loaded, compilation } = workspace.analysis;
  return compilation.functions.filter(({ document }) => loaded.sourceOf(document) === name);
}

/** That of an object; nothing while it has an error. */
export function functionOf(
  workspace: Workspace,
  document: string,
  object: Branch,
): CompiledFunction | undefined {
  const name = textAt(object, 'metadata', 'name');
  const namespace = textAt(object, 'metadata', 'namespace') ?? workspace.terms.settings.namespace;
  return functionsIn(workspace, document).find((fn) => fn.name === name && fn.namespace === namespace);
}
