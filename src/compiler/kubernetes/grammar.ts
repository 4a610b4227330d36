/** What texts a field takes. */
export interface Grammar {
  /** What is accepted, to stand behind "must be": "an absolute path". */
  readonly allowed: string;
  readonly accepts: (text: string) => boolean;
  /** All of it but the length, for the schemas that other programs read. */
  readonly pattern?: RegExp;
  /** Why a text is not accepted, behind "which", and how to mend it, where more can be said than what is allowed. */
  readonly explain?: (text: string) => { readonly problem: string; readonly hint: string } | undefined;
}

/** A test for texts of a pattern that are not too long. */
export function matches(pattern: RegExp, longest = Number.POSITIVE_INFINITY): (text: string) => boolean {
  return (text) => text.length <= longest && pattern.test(text);
}
