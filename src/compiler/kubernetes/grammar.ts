/** What texts a field takes. */
export interface Grammar {
  /** What is accepted, to stand behind "must be": "an absolute path". */
  readonly allowed: string;
  readonly accepts: (text: string) => boolean;
}

/** A test for texts of a pattern that are not too long. */
export function matches(pattern: RegExp, longest = Number.POSITIVE_INFINITY): (text: string) => boolean {
  return (text) => text.length <= longest && pattern.test(text);
}
