/** What may be chosen, each with its condition; the last one holds where no other does, and has none. */
export type Dimension = readonly (readonly [condition: string, choice: unknown])[];

/**
 * Documents that differ with what is chosen: each stands once for all choices that make no difference to it, and behind
 * conditions for the others.
 */
export function decided(
  dimensions: readonly Dimension[],
  documentsOf: (choices: readonly unknown[]) => ReadonlyMap<string, string>,
): string {
  const names = new Set(choicesOf(dimensions).flatMap((choices) => [...documentsOf(choices).keys()]));
  const textOf = (name: string) => branched(dimensions, (choices) => documentsOf(choices).get(name) ?? '');
  return [...names].map(textOf).join('');
}

function choicesOf([first, ...others]: readonly Dimension[]): (readonly unknown[])[] {
  if (first === undefined) return [[]];
  const more = choicesOf(others);
  return first.flatMap(([, choice]) => more.map((rest) => [choice, ...rest]));
}

function branched(
  [first, ...others]: readonly Dimension[],
  textOf: (choices: readonly unknown[]) => string,
): string {
  if (first === undefined) return textOf([]);
  const branches = first.map(
    ([condition, choice]) => [condition, branched(others, (rest) => textOf([choice, ...rest]))] as const,
  );
  const [[, text] = ['', '']] = branches;
  if (branches.every(([, other]) => other === text)) return text;
  const actions = branches.map(([condition, own], index) => {
    if (condition === '') return own === '' ? '' : `{{- else }}\n${own}`;
    return `{{- ${index === 0 ? 'if' : 'else if'} ${condition} }}\n${own}`;
  });
  return `${actions.join('')}{{- end }}\n`;
}
