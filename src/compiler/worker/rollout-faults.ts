import type { Pool } from '../read/pool.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';

/** Kubernetes' own, for a Deployment that says nothing. */
const PROGRESS_DEADLINE = 600;

/** What the API server would refuse of every Deployment of a pool that says how it rolls. */
export function rolloutFaults({ source, pointer, rollout }: Pool): readonly Diagnostic[] {
  const { maxSurge, maxUnavailable, minReadySeconds = 0, progressDeadlineSeconds } = rollout ?? {};
  const isNone = (amount: number | string | undefined) => amount === 0 || amount === '0%';
  const found: Finding[] = [];
  if (isNone(maxSurge) && isNone(maxUnavailable)) {
    found.push({
      pointer: '/rollout/maxUnavailable',
      message: 'rollout.maxUnavailable is 0 beside a maxSurge of 0, so that no rollout could move.',
      hint: 'Let one of the two be 1 or more.',
    });
  }
  const deadline = progressDeadlineSeconds ?? PROGRESS_DEADLINE;
  if (minReadySeconds >= deadline) {
    const whose = progressDeadlineSeconds === undefined ? ', which is that of Kubernetes' : '';
    found.push({
      pointer: '/rollout/minReadySeconds',
      message: `rollout.minReadySeconds is ${minReadySeconds}, but must be below the progressDeadlineSeconds of ${deadline}${whose}.`,
      hint: 'Lower it, or raise progressDeadlineSeconds.',
    });
  }
  return found.map((one) => diagnose('InvalidPool', source, { ...one, pointer: pointer + one.pointer }));
}
