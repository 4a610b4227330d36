import { type Compilation, compile, type Settings } from '../../compiler/index.ts';
import { isRaised, type Loaded, raised } from './load.ts';

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
  const refused = new Set(kept.filter((one) => isRaised(one, warningsAsErrors)).map(({ source }) => source));
  return {
    ...compilation,
    functions: compilation.functions.filter(({ document }) => !refused.has(document)),
    diagnostics: kept.map((one) => raised(one, warningsAsErrors)),
  };
}
