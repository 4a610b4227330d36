import { describe, test } from 'vitest';
import { findKubectl, findPart, type OracleName, type PartName } from './control-plane/parts.ts';
import { describeMissing, isMissing, type Need } from './needs.ts';

/**
 * The one way to write tests that can be left out: a `describe` that needs something of the machine, by the name of a
 * part that `npm run control-plane` builds or as a need that the caller looked for (`needs.ts`). Its body gets their
 * paths. Where one is missing, its tests are skipped, and `skip-reporter.ts` says at the end of the run which, why and
 * what enables them; where CI is "true" the suite fails instead, unless all that is missing is the wish for a soak run.
 */
export function suiteNeeding(
  name: string,
  needs: readonly (PartName | OracleName | Need)[],
  body: (...paths: string[]) => void,
): void {
  const found = needs.map((need) => (typeof need === 'string' ? findPart(need) : need));
  const missing = found.filter(isMissing);
  const run = () => body(...found.map((need) => (isMissing(need) ? need.name : need.path)));
  if (missing.length === 0) {
    describe(name, run);
  } else if (process.env.CI === 'true' && !missing.every(({ isSoak }) => isSoak)) {
    describe(name, () => {
      test('has what it needs', () => {
        const commands = new Set(missing.map(({ enable }) => enable));
        throw new Error(`${describeMissing(missing)}; run: ${[...commands].join(' && ')}`);
      });
    });
  } else {
    describe.skip(name, { meta: { missing } }, run);
  }
}

/** Tests that run on parts of the real control plane. */
export function clusterSuite(name: string, needs: readonly PartName[], body: () => void): void {
  suiteNeeding(name, needs, body);
}

/** Tests that need a kubectl alone. */
export function kubectlSuite(name: string, body: (kubectl: string) => void): void {
  suiteNeeding(name, [findKubectl()], body);
}
