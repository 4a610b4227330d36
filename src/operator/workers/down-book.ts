import type { KubeObject } from '../kube/cluster.ts';
import { msNotUp } from './not-up.ts';

/**
 * Since when Deployments have too few workers. Where containers end again and again, they are enough for a moment after each
 * start, and the Deployment's own time begins anew each time.
 */
export class DownBook {
  readonly #since = new Map<string, number>();

  /** Milliseconds since it has too few; null while it has enough. */
  msDown(deployment: KubeObject | null, now: number): number | null {
    const ms = msNotUp(deployment, now);
    if (deployment === null || ms === null) return null;
    const since = Math.min(this.#since.get(uidOf(deployment)) ?? now, now - ms);
    this.#since.set(uidOf(deployment), since);
    return now - since;
  }

  /** Whether it had too few for at least so long when it was looked at last. */
  wasDown(deployment: KubeObject, ms: number, now: number): boolean {
    const since = this.#since.get(uidOf(deployment));
    return since !== undefined && now - since >= ms;
  }

  forget(uid: string): void {
    this.#since.delete(uid);
  }
}

function uidOf({ metadata }: KubeObject): string {
  return metadata.uid ?? '';
}
