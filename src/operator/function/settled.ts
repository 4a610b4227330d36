import { hash } from 'node:crypto';
import type { KubeObject } from '../kube/cluster.ts';
import { findDrift } from './drift.ts';
import { reduceChild } from './live.ts';

/**
 * Remembers what a live object looked like right after an apply that left a difference behind: the server writes a value
 * in another form than we know of, and applying it again would change nothing, for ever.
 */
export class Settled {
  readonly #seen = new Map<string, string>();

  /** Notes the server's answer to an apply of `desired`. */
  note(desired: KubeObject, answer: KubeObject): void {
    const uid = answer.metadata.uid as string;
    if (findDrift(desired, answer) === null) this.#seen.delete(uid);
    else this.#seen.set(uid, digest(desired, answer));
  }

  /** Whether the live object is still the server's answer to an apply of just this. */
  has(desired: KubeObject, live: KubeObject): boolean {
    return this.#seen.get(live.metadata.uid as string) === digest(desired, live);
  }

  /** Forgets an object that is gone. */
  forget(uid: string): void {
    this.#seen.delete(uid);
  }
}

function digest(desired: KubeObject, live: KubeObject): string {
  const { metadata, status: _, ...rest } = reduceChild(live);
  const { labels, annotations, ownerReferences, managedFields } = metadata;
  return hash('sha256', JSON.stringify([desired, labels, annotations, ownerReferences, managedFields, rest]));
}
