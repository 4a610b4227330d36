import type { FunctionView } from '../read/function.ts';
import { type Diagnostic, diagnose, type Related } from '../words/diagnostics.ts';
import { few, listed, shown } from '../words/phrases.ts';

/** The Functions whose name another one has too, in whatever namespace; most have a name of their own. */
export function namesakes(functions: readonly FunctionView[]): readonly FunctionView[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of functions) if (seen.size === seen.add(name).size) repeated.add(name);
  return repeated.size === 0 ? [] : functions.filter(({ name }) => repeated.has(name));
}

/** Two Functions of one namespace and name: neither can be rendered, since nobody knows which one is meant. */
export function duplicateFunctions(namesakes: readonly FunctionView[]): Diagnostic[] {
  return twinsBy(namesakes, ({ namespace, name }) => `${namespace}/${name}`).flatMap(([id, twins]) =>
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
export function sharedIds(namesakes: readonly FunctionView[]): Diagnostic[] {
  return twinsBy(namesakes, ({ name }) => name).flatMap(([name, twins]) => {
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

/** Those that have a key in common. */
function twinsBy(
  functions: readonly FunctionView[],
  key: (fn: FunctionView) => string,
): readonly (readonly [string, readonly FunctionView[]])[] {
  return [...Map.groupBy(functions, key)].filter(([, twins]) => twins.length > 1);
}

/** The first of the others: with a thousand twins, all of them at each would be a million places. */
function others(twins: readonly FunctionView[], source: number): Related[] {
  const other = twins.find((twin) => twin.source !== source);
  return other === undefined
    ? []
    : [{ source: other.source, pointer: '/metadata/name', message: 'Another one of this name is here.' }];
}
