/** `layerc test`, from the documents to the exit code. */
import { writeWhole } from '../dev/rows/files.ts';
import { CannotRun } from '../dev/words/options.ts';
import { didYouMean } from '../json/did-you-mean.ts';
import { reportText } from '../text/report/report.ts';
import { reportWorkflowCommands } from '../text/report/workflow-commands.ts';
import { readCases } from './read/read-cases.ts';
import { reportJson } from './report/json.ts';
import { reportJunit } from './report/junit.ts';
import { type PlacedVerdict, sentence, tally } from './report/placed.ts';
import { timeText, verdictText } from './report/text.ts';
import { runCase } from './run/run-case.ts';
import type { TestCase, UnrunCase, Verdict } from './words/case.ts';
import type { TestInput, TestIo, TestOptions } from './words/request.ts';

/** 0 when all cases have passed, 1 when some have not, 2 when there is something that is no case; the others are run. */
export async function run(
  options: TestOptions,
  input: TestInput,
  io: TestIo,
  stop: AbortSignal,
): Promise<0 | 1 | 2> {
  const { cases, unrun } = await readCases(input, options);
  const lost = unrun.map((one) => place(verdictOf(one), input));
  const remarks = input.remarks();
  if (remarks !== '') io.say(remarks.trimEnd());
  const chosen = choose([...cases, ...unrun], options.filter);
  const runnable = cases.filter((one) => chosen.has(one.source));
  const verdicts = lost.filter(({ verdict }) => chosen.has(verdict.test.source));
  const faults = verdicts.flatMap(({ differences }) => differences.map(({ diagnostic }) => diagnostic));
  if (faults.length > 0 && options.output !== 'github') io.say(reportText(faults, io.colour).trimEnd());
  const begun = performance.now();
  const width = Math.max(...runnable.map(({ name }) => name.length));
  for await (const verdict of inOrder(runnable, options.jobs, (test) =>
    runCase(test, { options, settings: input.settings, stop }),
  )) {
    const one = place(verdict, input);
    verdicts.push(one);
    if (options.output === 'text') await io.write(verdictText(one, width, io.colour));
  }
  const seconds = (performance.now() - begun) / 1000;
  await report(options, verdicts, seconds, io);
  const { passed, failed, unusable } = tally(verdicts);
  const cannot = unusable === 0 ? '' : `, ${unusable} unusable`;
  io.say(`${passed} passed, ${failed} failed${cannot} in ${timeText(seconds)}`);
  if (unusable > 0) return 2;
  return failed > 0 ? 1 : 0;
}

function verdictOf({ diagnostics, ...one }: UnrunCase): Verdict {
  const differences = diagnostics.map((diagnostic) => ({ diagnostic }));
  return { test: one, outcome: one.outcome, differences, log: [], seconds: 0 };
}

async function report(
  { output, junit }: TestOptions,
  verdicts: readonly PlacedVerdict[],
  seconds: number,
  io: TestIo,
): Promise<void> {
  if (junit !== undefined) writeWhole(junit, reportJunit(verdicts, seconds));
  if (output === 'json') await io.write(reportJson(verdicts, seconds));
  if (output !== 'github') return;
  const all = verdicts.flatMap(({ differences }) => differences);
  await io.write(reportWorkflowCommands(all.map((one) => ({ ...one.diagnostic, message: sentence(one) }))));
}

type Nameable = Pick<TestCase, 'name' | 'source'>;

/** The documents of the cases that are asked for. One without a name may be any of them. */
function choose(cases: readonly Nameable[], filter: readonly string[]): ReadonlySet<number> {
  if (cases.length === 0)
    throw new CannotRun('there is no case in the inputs: a FunctionTest or a ManifestTest (docs/test.md)');
  const sources = (some: readonly Nameable[]) => new Set(some.map(({ source }) => source));
  if (filter.length === 0) return sources(cases);
  const names = cases.map(({ name }) => name);
  for (const part of filter) {
    if (names.some((name) => name.includes(part))) continue;
    const meant = didYouMean(part, names);
    throw new CannotRun(
      `--filter ${part}: no case has that in its name${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    );
  }
  return sources(cases.filter(({ name }) => name === '' || filter.some((part) => name.includes(part))));
}

/** So many at a time, and their verdicts in the order of the cases, each as soon as it can be told. */
async function* inOrder(
  cases: readonly TestCase[],
  jobs: number,
  act: (test: TestCase) => Promise<Verdict>,
): AsyncGenerator<Verdict> {
  const verdicts = cases.map(() => Promise.withResolvers<Verdict>());
  const left = [...cases.entries()];
  const hand = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, test] = next;
      await act(test).then(verdicts[index]?.resolve, verdicts[index]?.reject);
    }
  };
  const hands = Array.from({ length: jobs }, hand);
  for (const { promise } of verdicts) yield await promise;
  await Promise.all(hands);
}

function place(verdict: Verdict, input: TestInput): PlacedVerdict {
  const { file, line, column } = input.where(verdict.test.source, '/metadata/name');
  return {
    verdict,
    ...{ file, line, column },
    differences: verdict.differences.map(({ diagnostic, ...values }) => ({
      diagnostic: input.place(diagnostic),
      ...values,
    })),
  };
}
