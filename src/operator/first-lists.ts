import { CannotStart } from './kube/cannot-start.ts';
import { isHopeless } from './kube/cluster.ts';

/** How long one who waits for the end of it waits for the first lists. */
const PATIENCE_MS = 30_000;
const NOT_SERVED = new Error(
  'the server does not know it; install it: layerc crds | kubectl apply --server-side -f -',
);

/** What stands in the way of the first list of each kind: with `--once` somebody waits for the end of it. */
export class FirstLists {
  /** Why a kind could not be listed, when last tried. */
  readonly #troubles = new Map<string, Error>();

  failed(kind: string, error: Error): void {
    this.#troubles.set(kind, error);
  }

  absent(kind: string): void {
    this.#troubles.set(kind, NOT_SERVED);
  }

  /** Throws {@link CannotStart} when to wait longer for these kinds is of no use. */
  check(missing: readonly string[], waitedMs: number): void {
    const kind = missing.find((one) => this.#troubles.has(one)) ?? missing[0];
    const trouble = this.#troubles.get(kind as string);
    if (waitedMs < PATIENCE_MS && (trouble === undefined || !isHopeless(trouble))) return;
    throw new CannotStart(`${kind} cannot be listed: ${trouble?.message ?? 'no answer'}`);
  }
}
