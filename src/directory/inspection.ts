/** What a look at a folder of generated files finds. */

/** One file that is not as layerc would write it. */
export interface Change {
  readonly path: string;
  readonly state: 'changed' | 'missing' | 'orphan';
  /** What is there, or null when the file is missing. */
  readonly before: Uint8Array | null;
  /** What should be there, or null when no Function produces the file any more. */
  readonly after: (() => string) | null;
}

/** Something to say of a path in the folder, or of the folder itself (''). */
export interface Remark<Code extends string> {
  readonly code: Code;
  readonly path: string;
  /** The end of a sentence that begins with the path. */
  readonly message: string;
}

/** What keeps layerc from writing. */
export type Obstacle = Remark<
  | 'ForeignFile'
  | 'OutputBlocked'
  | 'OutputNotWritable'
  | 'OutputInUse'
  | 'NamesDifferInCase'
  | 'SourceConflict'
  | 'NothingFound'
  | 'MassRemoval'
  | 'ListedFileGone'
>;

/** What somebody should know, and need not hold up. */
export type Notice = Remark<'UnknownSource'>;

export interface Inspection {
  /** Functions first, the list of files behind them, then orphans: the order in which it is safe to write. */
  readonly changes: readonly Change[];
  readonly obstacles: readonly Obstacle[];
  readonly notices: readonly Notice[];
  readonly unchanged: number;
  /** Functions whose files stay as they are, since this run was not given their sources. */
  readonly others: number;
  /** Functions that the folder has, and those of them that it will not have any more. */
  readonly functions: { readonly before: number; readonly gone: number };
  /** Unfinished files of a run that was interrupted, and after its files an unfinished folder with `/` behind its name. */
  readonly drafts: readonly string[];
  /** Folders that hold nothing at all. */
  readonly empty: readonly string[];
  /** Folders of files to write that are not there. */
  readonly missing: ReadonlySet<string>;
}
