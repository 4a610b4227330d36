import type { KubeObject } from '../kube/cluster.ts';
import type { Verdict } from './verdict.ts';

/** Who is told what happens to Functions and their objects. */
export interface Report {
  /** Something is about to be written, and why. `live` is there where it is another object that is to be `object`. */
  writing(
    what: string,
    object: Pick<KubeObject, 'kind' | 'metadata'>,
    because?: string,
    live?: KubeObject | null,
  ): void;
  /** What others had added to the objects of a Function is gone. */
  undone(fn: KubeObject, note: string): void;
  /** What a deleted Function had at the gateway could not be removed. */
  leftAtGateway(fn: KubeObject, note: string): void;
  /** What a look has found, whether or not it is news. */
  found(fn: KubeObject, verdict: Verdict): void;
  /** Our own code has failed on it. */
  failed(object: KubeObject, error: Error): void;
  /** A condition has changed. */
  changed(fn: KubeObject, change: ConditionChange): void;
}

/** What a condition is now. */
export interface ConditionChange {
  readonly type: 'Ready' | 'Autoscaling';
  readonly status: string;
  /** Somebody should know: it is not True, and not on its way. */
  readonly isTrouble: boolean;
  /** A new Function is as it should be at the first look: nobody has to know. */
  readonly isExpected: boolean;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}
