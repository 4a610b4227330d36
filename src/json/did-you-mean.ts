/** Longer words are no typing error of a field name, and the distance costs their length squared. */
const LONGEST = 64;

/**
 * The known word that was probably meant: the same but for case, or the nearest by single-letter edits (a swap of
 * neighbours is one edit), at most one edit for every three letters. Ties go to the word that stands first.
 */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  if (word === '' || word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = distance(lower, candidate.toLowerCase(), fewest);
    if (edits < fewest && !isOtherWord(lower, candidate.toLowerCase())) {
      nearest = candidate;
      fewest = edits;
    }
  }
  return nearest;
}

/**
 * Whether two words that differ by a letter or so are no slip of each other: gpu and cpu, gpu-large and cpu-large, l4 and
 * t4, a100 and h100. Of such names everybody knows both.
 */
function isOtherWord(word: string, candidate: string): boolean {
  const [parts, others] = [word, candidate].map((one) => one.split(/[^\p{L}\p{N}]+/u)) as [
    string[],
    string[],
  ];
  return (
    parts.length === others.length && parts.some((part, index) => isOtherPart(part, others[index] as string))
  );
}

function isOtherPart(part: string, other: string): boolean {
  if (part === other || part.length !== other.length || lettersOf(part) === lettersOf(other)) return false;
  return /\d/.test(part) || (part.length <= SHORT && part[0] !== other[0]);
}

const SHORT = 3;

function lettersOf(part: string): string {
  return [...part].sort().join('');
}

/** Words of a sorted list that are looked at on either side of where the word would stand. */
const NEIGHBOURS = 50;

/**
 * The same for words of which there may be thousands, in order: only those around the place of the word are looked at,
 * since as many words may be looked for.
 */
export function didYouMeanSorted(word: string, known: readonly string[]): string | undefined {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle] as string) < word) low = middle + 1;
    else high = middle;
  }
  return didYouMean(word, known.slice(Math.max(0, low - NEIGHBOURS), low + NEIGHBOURS));
}

/**
 * Optimal string alignment distance, or any number from `enough` on where it is no less. Of the table only the columns
 * within that distance of the diagonal are filled.
 */
function distance(a: string, b: string, enough: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let fewest = row;
    const from = Math.max(1, row - enough);
    const to = Math.min(b.length, row + enough);
    for (let column = from; column <= to; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (last[column] ?? enough) + 1,
        (current[column - 1] ?? enough) + 1,
        (last[column - 1] ?? enough) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) edits = Math.min(edits, (beforeLast[column - 2] ?? enough) + 1);
      current[column] = edits;
      fewest = Math.min(fewest, edits);
    }
    // A swap looks two rows back, and costs one.
    if (fewest > enough) return enough;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? enough;
}
