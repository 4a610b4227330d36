import { type Compilation, compile, type Settings } from '../../compiler/index.ts';
import type { Loaded } from './load.ts';
import { isRaised, raised } from './raised.ts';

/** Compiles what was read. That InfraRules are missing is not said where their text is what cannot be read. */
export function compileInput(
  input: Loaded,
  settings: Settings,
  stockPools?: boolean,
  warningsAsErrors: readonly string[] = [],
): Compilation {
  const compilation = compile(input.values, settings, stockPools);
  const diagnostics = compilation.diagnostics.map((one) => input.reword(one));
  const kept = diagnostics.filter(({ code }) => !input.lostRules || code !== 'MissingInfraRules');
  input.raise(warningsAsErrors);
  const errors = Map.groupBy(
    kept.filter((one) => isRaised(one, warningsAsErrors)).map((one) => raised(one, warningsAsErrors)),
    ({ source }) => source,
  );
  const lost = compilation.functions.filter(({ document }) => errors.has(document));
  return {
    ...compilation,
    functions: compilation.functions.filter(({ document }) => !errors.has(document)),
    refused: () => [
      ...compilation.refused(),
      ...lost.map(({ namespace, name, source, document }) => ({
        namespace,
        name,
        source,
        errors: errors.get(document) ?? [],
      })),
    ],
    diagnostics: kept.map((one) => raised(one, warningsAsErrors)),
  };
}
