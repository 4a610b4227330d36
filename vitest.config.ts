import { defineConfig } from 'vitest/config';
import HostileReporter from './testenv/hostile-reporter.ts';
import SkipReporter from './testenv/skip-reporter.ts';

export default defineConfig({
  test: {
    reporters: ['default', new SkipReporter(), new HostileReporter()],
    projects: [
      {
        test: {
          name: 'product',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
          testTimeout: 60_000,
          maxWorkers: '100%',
          // Not 0: vitest keeps that for last where there is one worker.
          sequence: { groupOrder: 1 },
        },
      },
      // Each file has a control plane of its own: one at a time is enough for two cores, and nothing beside it.
      {
        test: {
          name: 'cluster',
          include: ['testenv/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          // A dozen real processes share the machine with whatever else runs there. A person sees each failure.
          retry: process.env.CI === 'true' ? 2 : 0,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
