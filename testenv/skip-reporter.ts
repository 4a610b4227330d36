import type { Reporter, TestModule } from 'vitest/node';
import { describeMissing } from './missing.ts';

/** Ends a run with the suites that were skipped for want of the control plane, why, and what enables them. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].flatMap((test) => {
        const missing = test.meta().missingParts;
        const suite = test.parent.type === 'suite' ? test.parent.fullName : module.moduleId;
        return missing ? [{ suite, missing }] : [];
      }),
    );
    if (skipped.length === 0) return;
    const commands = new Set(skipped.flatMap(({ missing }) => missing.map(({ enable }) => enable)));
    console.log(' Skipped, as parts of the control plane are not here:');
    for (const { suite, missing } of skipped) console.log(`   ${suite} (${describeMissing(missing)})`);
    console.log(` To run them: ${[...commands].join(' && ')}\n`);
  }
}
