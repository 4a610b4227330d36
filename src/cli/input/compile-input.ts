import { type Compilation, compile, type Settings } from '../../compiler/index.ts';
import type { Loaded } from './load.ts';

/** Compiles what was read. That InfraRules are missing is not said where their text is what cannot be read. */
export function compileInput(input: Loaded, settings: Settings, stockPools?: boolean): Compilation {
  const compilation = compile(input.values, settings, stockPools);
  const diagnostics = compilation.diagnostics.map((one) => input.reword(one));
  return {
    ...compilation,
    diagnostics: diagnostics.filter(({ code }) => !input.lostRules || code !== 'MissingInfraRules'),
  };
}
