/** Objects that somebody else changes back as often as we write them. */
import type { KubeObject, ManagedFields } from '../kube/cluster.ts';
import { MANAGER } from '../watch/managers.ts';

/** So many times in a minute the same place is written again; a person who tries things out does not come that far. */
const MOST = 5;
const WINDOW_MS = 60_000;

interface Row {
  readonly place: string;
  readonly wanted: string | undefined;
  readonly times: readonly number[];
  /** Who had changed it, once it is worth asking. */
  readonly by: string | null;
}

/** A place of an object that is fought over, and with whom. */
export type Contest = Pick<Row, 'place' | 'by'>;

/** Counts how often the same place of an object was made right again, though nobody wanted anything else of it. */
export class Contests {
  /** By uid, then by place. Objects that were written last are at the end. */
  readonly #objects = new Map<string, Map<string, Row>>();

  /** Whether the place was made right before, within the last minute: then it is worth asking who changes it. */
  isRepeated(uid: string, place: string, wanted: unknown, now: number): boolean {
    return this.#times(uid, place, JSON.stringify(wanted), now).length > 0;
  }

  /** Whether `place` may be written once more. `wanted`: what it is to be. `now`: milliseconds. */
  mayWrite(uid: string, place: string, wanted: unknown, now: number): boolean {
    return this.#times(uid, place, JSON.stringify(wanted), now).length < MOST;
  }

  /** It was written. What the server refused was not, however often it was tried. */
  wrote(uid: string, place: string, wanted: unknown, now: number, by: string | null = null): void {
    this.#forgetOld(now);
    const text = JSON.stringify(wanted);
    const times = this.#times(uid, place, text, now);
    const rows = this.#objects.get(uid) ?? new Map<string, Row>();
    // Somebody may choose another place each time.
    for (const [old, row] of rows) if (recent(row, now).length === 0) rows.delete(old);
    rows.set(place, { place, wanted: text, times: [...times, now], by });
    this.#objects.delete(uid);
    this.#objects.set(uid, rows);
  }

  /** The place of an object that was written as often as it may be, whoever wrote last. */
  contestOf(uid: string, now: number): Contest | null {
    for (const row of this.#objects.get(uid)?.values() ?? []) if (recent(row, now).length >= MOST) return row;
    return null;
  }

  #times(uid: string, place: string, wanted: string | undefined, now: number): readonly number[] {
    const known = this.#objects.get(uid)?.get(place);
    return known === undefined || known.wanted !== wanted ? [] : recent(known, now);
  }

  #forgetOld(now: number): void {
    for (const [uid, rows] of this.#objects) {
      if ([...rows.values()].some((row) => recent(row, now).length > 0)) return;
      this.#objects.delete(uid);
    }
  }
}

function recent({ times }: Row, now: number): readonly number[] {
  return times.filter((time) => now - time < WINDOW_MS);
}

/** Who wrote an object last, for people. `live` has all of its managedFields. */
export function lastWriter(live: KubeObject | null): string {
  const entries = (live?.metadata.managedFields ?? []).filter(isSomebodys);
  const [last] = entries.sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1));
  if (last === undefined) return 'somebody';
  return last.manager === MANAGER ? `${MANAGER} from elsewhere (a second operator?)` : last.manager;
}

/** The controllers note what they see. */
function isSomebodys({ manager, subresource }: ManagedFields): boolean {
  return subresource === undefined && manager !== 'kube-controller-manager';
}

function timeOf(entry: ManagedFields): string {
  return (entry as { readonly time?: string }).time ?? '';
}

export const CONTESTED = `more than ${MOST} times in a minute`;
