import type { FunctionView } from '../read/function.ts';
import { type Diagnostic, diagnose, type Related } from '../words/diagnostics.ts';
import { few, listed, shown } from '../words/phrases.ts';

/** Two Functions of one namespace and name: neither can be rendered, since nobody knows which one is meant. */
export function duplicateFunctions(functions: readonly FunctionView[]): Diagnostic[] {
  return twinsBy(functions, ({ namespace, name }) => `${namespace}/${name}`).flatMap(([id, twins]) =>
    twins.map(({ source }) =>
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
  return twinsBy(functions, ({ name }) => name).flatMap(([name, twins]) => {
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

/** Those that have a key in common; most have one of their own, and groups of one are not worth making. */
function twinsBy(
  functions: readonly FunctionView[],
  key: (fn: FunctionView) => string,
): readonly (readonly [string, readonly FunctionView[]])[] {
  const keys = functions.map(key);
  const seen = new Set<string>();
  const repeated = new Set(keys.filter((one) => seen.size === seen.add(one).size));
  if (repeated.size === 0) return [];
  return [
    ...Map.groupBy(
      functions.filter((_, index) => repeated.has(keys[index] as string)),
      key,
    ),
  ];
}

/** The first of the others: with a thousand twins, all of them at each would be a million places. */
function others(twins: readonly FunctionView[], source: number): Related[] {
  const other = twins.find((twin) => twin.source !== source);
  return other === undefined
    ? []
    : [{ source: other.source, pointer: '/metadata/name', message: 'Another one of this name is here.' }];
}
