import { xml } from '../../dev/report.ts';
import { printable } from '../../text/report/printable.ts';
import { placeText } from '../../text/report/report.ts';
import { type PlacedVerdict, sentence, tally } from './placed.ts';

/** A suite for each file, a test case for each case. */
export function reportJunit(verdicts: readonly PlacedVerdict[], seconds: number): string {
  const suites = [...Map.groupBy(verdicts, ({ file }) => file)].map(([file, inFile]) => {
    const { failed, unusable } = tally(inFile);
    return [
      `  <testsuite name="${xml(printable(file))}" tests="${inFile.length}" failures="${failed}" errors="${unusable}">`,
      ...inFile.map(testCase),
      '  </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites time="${seconds.toFixed(3)}">\n${suites.join('\n')}\n</testsuites>\n`;
}

function testCase({ verdict, file, line, differences }: PlacedVerdict): string {
  const { test, seconds, log } = verdict;
  const begin = `    <testcase classname="${xml(test.kind)}" name="${xml(test.name)}" file="${xml(printable(file))}" line="${line}" time="${seconds.toFixed(3)}"`;
  const [first] = differences;
  if (first === undefined) return `${begin}/>`;
  const lines = differences.map((one) => `${placeText(one.diagnostic)} ${sentence(one)}`);
  const text = [...lines, ...log].map((one) => xml(printable(one))).join('\n');
  const element = verdict.outcome === 'failed' ? 'failure' : 'error';
  return `${begin}><${element} type="${first.diagnostic.code}" message="${xml(printable(sentence(first)))}">${text}</${element}></testcase>`;
}
