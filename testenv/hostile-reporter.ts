import type { Reporter, TestModule } from 'vitest/node';
import { HOSTILE_CLASSES } from './hostile.ts';

/** Ends `npm run test:hostile` with how many hostile inputs were tried in each class, and how many held. */
export default class HostileReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (process.env.LAYERC_HOSTILE === undefined) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    console.log(' Hostile inputs        tried     held');
    for (const name of HOSTILE_CLASSES) {
      let [tried, held, leftOut] = [0, 0, 0];
      for (const test of tests) {
        const { hostile } = test.meta();
        const { state } = test.result();
        if (hostile?.of !== name) continue;
        if (state === 'skipped') leftOut += 1;
        else {
          tried += hostile.tried;
          held += hostile.held ?? (state === 'passed' ? hostile.tried : 0);
        }
      }
      const note = tried === 0 ? '  none was run here' : leftOut > 0 ? `  ${leftOut} left out` : '';
      console.log(` ${name.padEnd(26)}${figure(tried)}${figure(held).padStart(9)}${note}`);
    }
    console.log('');
  }
}

function figure(count: number): string {
  return count.toLocaleString('en').padStart(8);
}
