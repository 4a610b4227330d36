/** Many files that change alike: each change is shown where it comes first, with the names of the others below it. */

/** A change of one file as a unified diff. */
export interface FileDiff {
  readonly path: string;
  readonly text: string;
}

/** Names before a count. */
const NAMED = 3;

/** So few lines around a change tell nothing of it: what is removed and added is what makes two the same. */
export function* withoutRepetition(diffs: readonly FileDiff[]): Generator<string> {
  const files = diffs.map(({ path, text }) => ({ path, ...parts(text) }));
  const paths = new Map<string, string[]>();
  for (const { path, hunks } of files) {
    for (const key of new Set(hunks.map(keyOf))) {
      const alike = paths.get(key);
      if (alike === undefined) paths.set(key, [path]);
      else alike.push(path);
    }
  }
  for (const { path, head, hunks } of files) {
    const shown = hunks.filter((hunk) => paths.get(keyOf(hunk))?.[0] === path);
    if (shown.length === 0 && hunks.length > 0) continue;
    yield head;
    for (const hunk of shown) yield hunk + others(paths.get(keyOf(hunk)) as string[]);
  }
}

function parts(text: string): { readonly head: string; readonly hunks: readonly string[] } {
  const [head = '', ...hunks] = text.split(/^(?=@@ )/m);
  return { head, hunks };
}

function keyOf(hunk: string): string {
  return hunk.replace(/^(?:@@| ).*\n?/gm, '\0').replace(/\0+/g, '\0');
}

function others([, ...paths]: readonly string[]): string {
  if (paths.length === 0) return '';
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  const files = paths.length === 1 ? '1 more file' : `${paths.length} more files`;
  return `# the same in ${files}: ${paths.slice(0, NAMED).join(', ')}${more}\n`;
}
