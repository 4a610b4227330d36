export interface CodeRow {
  readonly severity: 'error' | 'warning';
  /** One sentence for the documentation: when this is reported. */
  readonly cause: string;
  /** One sentence: how to mend it. */
  readonly cure: string;
  /** What the message may be, for the documentation; where it is absent a folder in fixtures/ shows one. */
  readonly example?: string;
}
