/** `layerc test`, from the documents to the exit code. */
import { writeWhole } from '../dev/rows/files.ts';
import { CannotRun } from '../dev/words/options.ts';
import { didYouMean } from '../json/did-you-mean.ts';
import { reportText } from '../text/report/report.ts';
import { reportWorkflowCommands } from '../text/report/workflow-commands.ts';
import { readCases } from './read/read-cases.ts';
import { reportJson } from './report/json.ts';
import { reportJunit } from './report/junit.ts';
import { type PlacedVerdict, sentence } from './report/placed.ts';
import { timeText, verdictText } from './report/text.ts';
import { runCase } from './run/run-case.ts';
import type { TestCase, Verdict } from './words/case.ts';
import type { TestInput, TestIo, TestOptions } from './words/request.ts';

/** 0 when all cases have passed, 1 when some have not, 2 when there is something that is no case. */
export async function run(
  options: TestOptions,
  input: TestInput,
  io: TestIo,
  stop: AbortSignal,
): Promise<0 | 1 | 2> {
  const { cases, diagnostics } = await readCases(input, options);
  const placed = diagnostics.map(input.place);
  const remarks = input.remarks();
  if (remarks !== '') io.say(remarks.trimEnd());
  if (placed.length > 0) {
    if (options.output === 'github') await io.write(reportWorkflowCommands(placed));
    else io.say(reportText(placed, io.colour).trimEnd());
    return 2;
  }
  const chosen = choose(cases, options.filter);
  const begun = performance.now();
  const width = Math.max(...chosen.map(({ name }) => name.length));
  const verdicts: PlacedVerdict[] = [];
  for await (const verdict of inOrder(chosen, options.jobs, (test) =>
    runCase(test, { options, settings: input.settings, stop }),
  )) {
    const one = place(verdict, input);
    verdicts.push(one);
    if (options.output === 'text') await io.write(verdictText(one, width, io.colour));
  }
  const seconds = (performance.now() - begun) / 1000;
  await report(options, verdicts, seconds, io);
  const failed = verdicts.filter(({ differences }) => differences.length > 0).length;
  io.say(`${verdicts.length - failed} passed, ${failed} failed in ${timeText(seconds)}`);
  return failed > 0 ? 1 : 0;
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

function choose(cases: readonly TestCase[], filter: readonly string[]): readonly TestCase[] {
  if (cases.length === 0)
    throw new CannotRun('there is no case in the inputs: a FunctionTest or a ManifestTest (docs/test.md)');
  if (filter.length === 0) return cases;
  const names = cases.map(({ name }) => name);
  for (const part of filter) {
    if (names.some((name) => name.includes(part))) continue;
    const meant = didYouMean(part, names);
    throw new CannotRun(
      `--filter ${part}: no case has that in its name${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    );
  }
  return cases.filter(({ name }) => filter.some((part) => name.includes(part)));
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
