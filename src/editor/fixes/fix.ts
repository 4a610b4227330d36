import type { Range } from '../text.ts';

export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

export interface Fix {
  /** What it does, as a command. */
  readonly title: string;
  /** In the same document; none overlaps another. */
  readonly edits: readonly Edit[];
}
