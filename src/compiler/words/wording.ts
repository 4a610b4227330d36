/**
 * A text with gaps. The compiler fills them with values; the policies for the API server fill them with expressions
 * (src/operator/admission/cel.ts), so both say the same.
 */
export interface Wording<Gap extends string = never> {
  /** One more than there are gaps. */
  readonly texts: readonly string[];
  readonly gaps: readonly Gap[];
}

export type GapOf<W> = W extends Wording<infer Gap> ? Gap : never;

/** What is put into the gaps. */
export type Filling<Gap extends string, Value> = { readonly [gap in Gap]: Value };

/** The tag of a template whose gaps are names. */
export function wording<const Gaps extends readonly string[]>(
  texts: TemplateStringsArray,
  ...gaps: Gaps
): Wording<Gaps[number]> {
  return { texts: [...texts], gaps };
}

export function fill<Gap extends string>(
  { texts, gaps }: Wording<Gap>,
  values: Filling<Gap, string | number>,
): string {
  return texts
    .map((text, index) => (index === 0 ? text : `${values[gaps[index - 1] as Gap]}${text}`))
    .join('');
}
