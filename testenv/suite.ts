import { describe, test } from 'vitest';
import { findPart, type Part, type PartName } from './control-plane/parts.ts';

/** What a suite lacks; kept with the skipped test for the reporter. */
export type MissingPart = Extract<Part, { reason: string }>;

declare module 'vitest' {
  interface TaskMeta {
    missingParts?: readonly MissingPart[];
  }
}

// Much happens in processes that other test files slow down.
const testMs = 60_000;

/**
 * A `describe` that needs parts of the real control plane. Without them it is skipped, and `skip-reporter.ts` says so
 * at the end of the run; where CI is "true" it fails instead.
 */
export function clusterSuite(name: string, needs: readonly PartName[], body: () => void): void {
  const missing = needs.map(findPart).filter((part): part is MissingPart => 'reason' in part);
  if (missing.length === 0) {
    describe(name, { timeout: testMs }, body);
    return;
  }
  describe(name, () => {
    test('has the parts that it needs', ({ task, skip }) => {
      const reasons = [...new Set(missing.map(({ reason }) => reason))].join(', ');
      if (process.env.CI === 'true') throw new Error(reasons);
      task.meta.missingParts = missing;
      skip(reasons);
    });
  });
}
