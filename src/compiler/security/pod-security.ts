import type { JsonObject } from '../../json/json.ts';
import { pathOf } from '../../json/path.ts';
import type { Pool } from '../read/pool.ts';
import type { Finding } from '../words/diagnostics.ts';
import { LAXER_LEVELS, POD_REFUSALS } from '../words/pod-refusals.ts';
import { said } from '../words/refusals.ts';
import { BASELINE_CONTROLS } from './baseline-controls.ts';
import type { Control } from './control.ts';
import { RESTRICTED_CONTROLS } from './restricted-controls.ts';

const REPLACED = new Set(RESTRICTED_CONTROLS.map(({ replaces }) => replaces));

/** The controls of each level of the Pod Security Standards. */
export const CONTROLS: { readonly [level in Pool['podSecurity']]: readonly Control[] } = {
  privileged: [],
  baseline: BASELINE_CONTROLS,
  restricted: [...BASELINE_CONTROLS.filter(({ name }) => !REPLACED.has(name)), ...RESTRICTED_CONTROLS],
};

/** Where a pod does not keep to a level of the Pod Security Standards; pointers are into the pod spec. */
export function podSecurityFindings(
  pod: JsonObject,
  level: Pool['podSecurity'],
  annotations: JsonObject = {},
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { allowed, hint, check } of CONTROLS[level]) {
    for (const { at, found } of check(pod, annotations)) {
      const what = `${at === '' ? 'The pod' : pathOf(pod, at)} ${found}`;
      const words = { what, level, allowed, hint, laxer: LAXER_LEVELS[level] };
      findings.push({ pointer: at, ...said(POD_REFUSALS.PodSecurityViolation, words) });
    }
  }
  return findings;
}
