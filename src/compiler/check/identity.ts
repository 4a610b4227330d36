import type { FunctionView } from '../read/function.ts';
import { type Diagnostic, diagnose, type Related } from '../words/diagnostics.ts';
import { few, listed, shown } from '../words/phrases.ts';

/** Two Functions of one namespace and name: neither can be rendered, since nobody knows which one is meant. */
export function duplicateFunctions(functions: readonly FunctionView[]): Diagnostic[] {
  return [...groups(functions, ({ namespace, name }) => `${namespace}/${name}`)].flatMap(([id, twins]) =>
    twins.length === 1
      ? []
      : twins.map(({ source }) =>
          diagnose('DuplicateFunction', source, {
            pointer: '/metadata/name',
            message: `The Function ${id} is given ${twins.length} times, but may be given once.`,
            hint: 'Keep one of them, or give them different names.',
            related: others(twins, source),
          }),
        ),
  );
}

/** The gateway knows a Function by its bare name, and so does the label of the queue's gauge. */
export function sharedIds(functions: readonly FunctionView[]): Diagnostic[] {
  return [...groups(functions, ({ name }) => name)].flatMap(([name, twins]) => {
    if (twins.length === 1) return [];
    const namespaces = [...new Set(twins.map(({ namespace }) => namespace))].sort();
    if (namespaces.length === 1) return [];
    // One text for all of them: each names all the others.
    const message = `Functions in the namespaces ${listed(few(namespaces), 'and')} are all called ${shown(name)}, so they share one UDF id and one queue at the gateway.`;
    return twins.map(({ source }) =>
      diagnose('SharedUdfId', source, {
        pointer: '/metadata/name',
        message,
        hint: 'Give them different names.',
      }),
    );
  });
}

function groups(
  functions: readonly FunctionView[],
  key: (fn: FunctionView) => string,
): ReadonlyMap<string, readonly FunctionView[]> {
  return Map.groupBy(functions, key);
}

/** The first of the others: with a thousand twins, all of them at each would be a million places. */
function others(twins: readonly FunctionView[], source: number): Related[] {
  const other = twins.find((twin) => twin.source !== source);
  return other === undefined
    ? []
    : [{ source: other.source, pointer: '/metadata/name', message: 'Another one of this name is here.' }];
}
