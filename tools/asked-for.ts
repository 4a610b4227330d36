/** Which modules of a program its ordinary runs ask for. */
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import { Script } from 'node:vm';
import type { RolldownOutput } from 'rolldown';

interface Module {
  readonly code: string;
  readonly id: string;
}

/**
 * A program with each module in a file of its own, run so that a module is loaded when something of it is first asked
 * for. Gives the ids of those that were.
 */
export async function askedFor<Program extends object>(
  output: RolldownOutput['output'],
  run: (program: Program) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const modules = new Map(
    output.flatMap((chunk): [string, Module][] =>
      chunk.type === 'chunk'
        ? [[chunk.fileName, { code: chunk.code, id: chunk.moduleIds[0] ?? chunk.fileName }]]
        : [],
    ),
  );
  const loaded = new Map<string, object>();
  const builtIn = createRequire(import.meta.url);
  const load = (name: string): object => {
    const there = loaded.get(name);
    if (there !== undefined) return there;
    const exports = {};
    loaded.set(name, exports);
    new Script(`(function (exports, require) {${modules.get(name)?.code}\n})`).runInThisContext()(
      exports,
      (specifier: string) => {
        const other = posix.join(name, '..', specifier);
        if (!modules.has(other)) return builtIn(specifier);
        return new Proxy({}, { get: (_, key) => Reflect.get(load(other), key) });
      },
    );
    return exports;
  };
  await run(load(output[0].fileName) as Program);
  return new Set([...loaded.keys()].map((name) => modules.get(name)?.id ?? name));
}
