import type { FunctionStatus } from '../../schema/function.generated.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Report } from '../objects/report.ts';
import { conditionIn } from './status.ts';

/** Says that a condition is another one than before. `mayBeTrouble`: somebody has to act if it is not True. */
export function tellChange(
  fn: KubeObject,
  before: FunctionStatus | null,
  status: FunctionStatus,
  type: 'Ready' | 'Autoscaling',
  mayBeTrouble: boolean,
  report: Report,
): void {
  const [old, now] = [conditionIn(before, type), conditionIn(status, type)];
  if (now === undefined || (old?.status === now.status && old.reason === now.reason)) return;
  const isTrouble = now.status !== 'True' && mayBeTrouble;
  // What becomes of the autoscaling on the way is KEDA's to tell.
  const isBack = now.status === 'True' && old !== undefined && old.reason !== 'NotReported';
  if (type === 'Autoscaling' && !isTrouble && !isBack) return;
  const isExpected = now.status === 'True' && old === undefined;
  report.changed(fn, { ...now, type, isTrouble, isExpected });
}
