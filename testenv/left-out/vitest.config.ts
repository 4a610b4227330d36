import { defineConfig } from 'vitest/config';
import SkipReporter from '../skip-reporter.ts';

export default defineConfig({
  test: { include: ['sample.ts'], reporters: ['default', new SkipReporter()], disableConsoleIntercept: true },
});
