import { diagnose } from '../../compiler/index.ts';
import { CannotRun } from '../../dev/words/options.ts';
import { Refusal } from '../../gateway/words/refusal.ts';
import { compareRun } from '../compare/compare-run.ts';
import { judge } from '../manifest/judge.ts';
import type { CommandWorker, Difference, MadeUpWorker, RowCase, TestCase, Verdict } from '../words/case.ts';
import type { Observed } from '../words/observed.ts';
import { type RunSettings, runCommand } from './command.ts';
import { runMadeUp } from './made-up.ts';

/** Runs one case, from its rows to what is not as expected. */
export async function runCase(test: TestCase, settings: RunSettings): Promise<Verdict> {
  const begun = performance.now();
  const done = (found: Pick<Verdict, 'differences' | 'log'>): Verdict => ({
    test,
    outcome: found.differences.length === 0 ? 'passed' : 'failed',
    ...found,
    seconds: (performance.now() - begun) / 1000,
  });
  if (test.kind === 'ManifestTest') return done({ differences: judge(test), log: [] });
  try {
    const observed = await run(test, settings);
    return done({ differences: compareRun(test, observed), log: observed.log });
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof CannotRun)) throw error;
    return done({ differences: [refused(test, error.message)], log: [] });
  }
}

/** What the gateway does not take cannot be tried out. */
function refused({ source }: RowCase, message: string): Difference {
  const diagnostic = diagnose('CaseNotFinished', source, {
    pointer: '/spec/function',
    message: `The gateway refuses the Function, since ${JSON.stringify(message.replace(/\.$/, ''))}.`,
    hint: 'Mend the Function, or choose another --store.',
  });
  return { diagnostic };
}

async function run(test: RowCase, settings: RunSettings): Promise<Observed> {
  const { worker } = test;
  return 'command' in worker
    ? runCommand(test as RowCase & { readonly worker: CommandWorker }, settings)
    : runMadeUp(test as RowCase & { readonly worker: MadeUpWorker }, settings.options);
}
