import { describe, test } from 'vitest';
import { findKubectl, findPart, type Part, type PartName } from './control-plane/parts.ts';
import { describeMissing, isMissing, type MissingPart } from './missing.ts';

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
  suite(name, needs.map(findPart), body);
}

/** The same for what needs a kubectl alone, and gets its path. */
export function kubectlSuite(name: string, body: (kubectl: string) => void): void {
  const part = findKubectl();
  suite(name, [part], () => 'path' in part && body(part.path));
}

function suite(name: string, parts: readonly Part[], body: () => void): void {
  const missing = parts.filter(isMissing);
  if (missing.length === 0) {
    describe(name, { timeout: testMs }, body);
    return;
  }
  describe(name, () => {
    test('has the parts that it needs', ({ task, skip }) => {
      const text = describeMissing(missing);
      if (process.env.CI === 'true') throw new Error(text);
      task.meta.missingParts = missing;
      skip(text);
    });
  });
}
