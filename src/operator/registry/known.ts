/** What was seen of each Function at the gateway since this process began. */
import { fingerprint, type SeenUdf, type Wish } from '../../gateway/sync/index.ts';
import type { Registration } from './registration.ts';

interface Row {
  readonly uid: string;
  /** The same text for the same wish. */
  readonly wish: string;
  readonly registration: Registration;
  /** The UDF as it was then; null: it is not ours, or was not seen. */
  readonly seen: string | null;
  /** Not to be asked before. */
  readonly until: number;
  readonly troubles: number;
}

export class Known {
  readonly #rows = new Map<string, Row>();

  get ids(): Iterable<string> {
    return this.#rows.keys();
  }

  get size(): number {
    return this.#rows.size;
  }

  /** What was found for this very wish, if it need not be asked again. */
  of(uid: string, wish: Wish, now: number): Registration | null {
    const row = this.#rows.get(uid);
    return row !== undefined && row.wish === textOf(wish) && now < row.until ? row.registration : null;
  }

  /** Troubles in a row of this very wish. */
  troublesOf(uid: string, wish: Wish): number {
    const row = this.#rows.get(uid);
    return row?.wish === textOf(wish) ? row.troubles : 0;
  }

  note(uid: string, wish: Wish, registration: Registration, seen: SeenUdf | null, until: number): void {
    const troubles = registration.state === 'fine' ? 0 : this.troublesOf(uid, wish) + 1;
    const row = { uid, wish: textOf(wish), registration, seen: seen && seenText(seen), until, troubles };
    this.#rows.set(uid, row);
  }

  /** Whether a list shows the same UDF as when it was last looked at; null: that was never. */
  isSame(uid: string, listed: SeenUdf | undefined): boolean | null {
    const seen = this.#rows.get(uid)?.seen ?? null;
    return seen === null ? null : listed !== undefined && seen === seenText(listed);
  }

  /** It has to be asked for at the next look. */
  forget(uid: string): void {
    this.#rows.delete(uid);
  }
}

function seenText({ spec, paused }: SeenUdf): string {
  return `${fingerprint(spec)} ${paused}`;
}

function textOf({ id, spec, paused }: Wish): string {
  return `${id} ${fingerprint(spec, true)} ${paused}`;
}
