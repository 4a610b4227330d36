import { hash } from 'node:crypto';
import type { KubeObject } from '../kube/cluster.ts';
import { ownFields } from '../watch/managers.ts';
import { reduceChild } from '../watch/reduce.ts';
import { DEPLOYMENTS } from '../watch/resources.ts';
import { findDrift } from './drift.ts';
import { withoutReplicas } from './replicas.ts';

/**
 * Remembers what a live object looked like right after an apply that left a difference behind: the server writes a value
 * in another form than we know of, and applying it again would change nothing, for ever.
 */
export class KnownDifferences {
  /** A digest of both sides, by the uid of the live object. */
  readonly #seen = new Map<string, string>();

  /** Notes the server's answer to an apply of `desired`. */
  note(desired: KubeObject, answer: KubeObject): void {
    const uid = answer.metadata.uid as string;
    if (findDrift(plain(desired), answer) === null) this.#seen.delete(uid);
    else this.#seen.set(uid, digest(desired, answer));
  }

  /** Whether the live object is still the server's answer to an apply of just this. */
  has(desired: KubeObject, live: KubeObject): boolean {
    const seen = this.#seen.get(live.metadata.uid as string);
    return seen !== undefined && seen === digest(desired, live);
  }

  /** Forgets an object that is gone. */
  forget(uid: string): void {
    this.#seen.delete(uid);
  }
}

/** The number of replicas has rules of its own: a new Deployment begins with one, and later applies leave it out. */
function digest(desired: KubeObject, live: KubeObject): string {
  const { metadata, status: _, ...rest } = plain(reduceChild(live));
  const { labels, annotations, ownerReferences } = metadata;
  const sides = [plain(desired), labels, annotations, ownerReferences, ownFields(live), rest];
  return hash(
    'sha256',
    JSON.stringify(sides, (key, value) => (key === 'f:replicas' ? undefined : value)),
  );
}

function plain(object: KubeObject): KubeObject {
  return object.kind === DEPLOYMENTS.kind ? withoutReplicas(object) : object;
}
