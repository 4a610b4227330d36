/** Whose a generated file is: which run may write it anew, and which may remove it. */
import { realpathSync } from 'node:fs';
import { hasConflict } from '../text/yaml/blame/conflicts.ts';
import { linesOf } from './endings.ts';
import { belowConflict, isOurs, sourceNameIn } from './layout.ts';
import { type Given, isGiven, isThere, SourceNames } from './source.ts';

/** A merge may leave its first marker above our line. */
export function isOursInConflict(path: string, bytes: Buffer): boolean {
  const text = linesOf(bytes);
  return hasConflict(text) && isOurs(path, belowConflict(text));
}

/** What becomes of a file that no Function of this run makes. */
export type Fate =
  /** This run was given its source, which does not make it any more. */
  | { readonly is: 'removed' }
  /** Another run writes it. */
  | { readonly is: 'kept' }
  /** A former layerc wrote it, and its source is not known. */
  | { readonly is: 'unknown'; readonly name: string }
  /** This run was given its source, and found nothing in it, not even a comment: as after a write that was cut off. */
  | { readonly is: 'blank'; readonly name: string };

/** Looks at the first lines of files in one folder with the eyes of one run. */
export class Owners {
  readonly #names: SourceNames;
  readonly #given: Given;

  constructor(folder: string, given: Given) {
    this.#names = new SourceNames(folder);
    this.#given = given;
  }

  /** Of a file that this run does not write. */
  fateOf(firstLine: string): Fate {
    const name = sourceNameIn(firstLine) as string;
    const source = this.#names.sourceOf(name);
    if (typeof source === 'object' && source !== null) return { is: 'unknown', name };
    if (!isGiven(source, this.#given)) return { is: 'kept' };
    return this.#given.isBlank(source) ? { is: 'blank', name } : { is: 'removed' };
  }

  /**
   * The source of a file that this run is about to write anew, if that is another's: it is still there, and this run was
   * not given it. Then two teams have Functions of one name, and neither may take the other's away.
   */
  rivalOf(firstLine: string): string | undefined {
    const name = sourceNameIn(firstLine);
    const source = name === undefined ? null : this.#names.sourceOf(name);
    if (typeof source !== 'string' || isGiven(source, this.#given) || !isThere(source)) return undefined;
    return isGiven(realPath(source), this.#given) ? undefined : name;
  }
}

/** It may be given by another way. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
