import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { describeMissing, type Missing } from './needs.ts';

/** Ends a run with the tests that were left out, why, and what enables them. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children].flatMap(suitesLeftOut));
    if (skipped.length === 0) return;
    const total = skipped.reduce((sum, { tests }) => sum + tests, 0);
    const commands = new Set(skipped.flatMap(({ missing }) => missing.map(({ enable }) => enable)));
    console.log(` ${counted(total)} left out:`);
    for (const { suite, tests, missing } of skipped) {
      const file = relative(process.cwd(), suite.module.moduleId);
      console.log(`   ${file} > ${suite.fullName}, ${counted(tests)}: ${describeMissing(missing)}`);
    }
    console.log(` To run them:\n${[...commands].map((command) => `   ${command}\n`).join('')}`);
  }
}

interface LeftOut {
  readonly suite: TestSuite;
  readonly tests: number;
  readonly missing: readonly Missing[];
}

/** The outermost suites that lack something. */
function suitesLeftOut(child: TestSuite | TestCase): LeftOut[] {
  if (child.type !== 'suite') return [];
  const { missing } = child.meta();
  if (missing === undefined) return [...child.children].flatMap(suitesLeftOut);
  return [{ suite: child, tests: [...child.children.allTests()].length, missing }];
}

function counted(tests: number): string {
  return tests === 1 ? '1 test' : `${tests} tests`;
}
