import type { Reporter, TestModule } from 'vitest/node';
import type { MissingPart } from './suite.ts';

/** Ends a run with the suites that were skipped for want of the control plane, why, and what enables them. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].flatMap((test) => {
        const missing = test.meta().missingParts;
        return missing
          ? [{ suite: test.parent.type === 'suite' ? test.parent.fullName : module.moduleId, missing }]
          : [];
      }),
    );
    if (skipped.length === 0) return;
    const reasons = (missing: readonly MissingPart[]) =>
      [...new Set(missing.map(({ reason }) => reason))].join(', ');
    const commands = new Set(skipped.flatMap(({ missing }) => missing.map(({ enable }) => enable)));
    console.log(` Skipped, as the control plane is not complete here:`);
    for (const { suite, missing } of skipped) console.log(`   ${suite}: ${reasons(missing)}`);
    console.log(` To run them: ${[...commands].join(' && ')}\n`);
  }
}
