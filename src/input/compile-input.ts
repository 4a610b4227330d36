import {
  type Compilation,
  compile,
  type Diagnostic,
  type Settings,
  sortDiagnostics,
} from '../compiler/index.ts';
import type { Loaded } from './loaded.ts';
import { isRaised, raised } from './raised.ts';

/**
 * Compiles what was read. That InfraRules are missing is not said where their text is what cannot be read. `further` is
 * what else there is to say, but for places of which the compiler says that they are wrong.
 */
export function compileInput(
  input: Loaded,
  settings: Settings,
  stockPools?: boolean,
  warningsAsErrors: readonly string[] = [],
  further: readonly Diagnostic[] = [],
): Compilation {
  const compilation = compile(input.values, settings, stockPools);
  const found = sortDiagnostics([...compilation.diagnostics, ...unsaidOf(further, compilation)]);
  const diagnostics = found.map((one) => input.reword(one));
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

function unsaidOf(further: readonly Diagnostic[], { diagnostics }: Compilation): readonly Diagnostic[] {
  if (further.length === 0) return further;
  const place = ({ source, pointer }: Diagnostic) => `${source} ${pointer}`;
  const wrong = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(place));
  return further.filter((one) => !wrong.has(place(one)));
}
