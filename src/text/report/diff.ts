/** Beyond so many differing lines the shortest diff is not worth its time: the whole middle is replaced. */
const MAX_EDITS = 1_000;
const CONTEXT = 3;

/** One line of a diff: kept, removed or added. It still ends in its line break if it has one. */
interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * What `diff -u` prints for two texts, null for a file that is not there; nothing when they are the same. `git apply`
 * and `patch -p1` turn one into the other with it.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const edits = editsBetween(linesOf(before ?? ''), linesOf(after ?? ''));
  const from = before === null ? '/dev/null' : `a/${path}`;
  const to = after === null ? '/dev/null' : `b/${path}`;
  return `--- ${from}\n+++ ${to}\n${hunks(edits)}`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Myers' greedy algorithm between what the texts have in common at both ends. */
function editsBetween(before: readonly string[], after: readonly string[]): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore--;
    endAfter--;
  }
  return [
    ...before.slice(0, start).map((line): Edit => ({ sign: ' ', line })),
    ...shortest(before.slice(start, endBefore), after.slice(start, endAfter)),
    ...before.slice(endBefore).map((line): Edit => ({ sign: ' ', line })),
  ];
}

function shortest(before: readonly string[], after: readonly string[]): Edit[] {
  const [width, height] = [before.length, after.length];
  // For each number of edits: how far each diagonal reached, from which the way is found backwards.
  const trace: Int32Array[] = [];
  const most = Math.min(width + height, MAX_EDITS);
  const reached = new Int32Array(2 * most + 3);
  for (let count = 0; count <= most; count++) {
    trace.push(reached.slice());
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      const down = isDown(reached, most, diagonal, count);
      let x = down ? at(reached, most, diagonal + 1) : at(reached, most, diagonal - 1) + 1;
      let y = x - diagonal;
      while (x < width && y < height && before[x] === after[y]) {
        x++;
        y++;
      }
      reached[most + 1 + diagonal] = x;
      if (x >= width && y >= height) return backwards(trace, most, before, after);
    }
  }
  return [
    ...before.map((line): Edit => ({ sign: '-', line })),
    ...after.map((line): Edit => ({ sign: '+', line })),
  ];
}

function backwards(
  trace: readonly Int32Array[],
  most: number,
  before: readonly string[],
  after: readonly string[],
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let count = trace.length - 1; x > 0 || y > 0; count--) {
    const reached = trace[count] as Int32Array;
    const diagonal = x - y;
    const down = isDown(reached, most, diagonal, count);
    const fromX = count === 0 ? 0 : at(reached, most, down ? diagonal + 1 : diagonal - 1);
    const fromY = count === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      x--;
      y--;
      edits.push({ sign: ' ', line: before[x] as string });
    }
    if (count === 0) break;
    if (down) edits.push({ sign: '+', line: after[fromY] as string });
    else edits.push({ sign: '-', line: before[fromX] as string });
    [x, y] = [fromX, fromY];
  }
  return edits.reverse();
}

function isDown(reached: Int32Array, most: number, diagonal: number, count: number): boolean {
  if (diagonal === -count) return true;
  return diagonal !== count && at(reached, most, diagonal - 1) < at(reached, most, diagonal + 1);
}

function at(reached: Int32Array, most: number, diagonal: number): number {
  return reached[most + 1 + diagonal] as number;
}

/** The edits in groups with three lines around each. */
function hunks(edits: readonly Edit[]): string {
  let text = '';
  let [oldLine, newLine, index] = [1, 1, 0];
  for (;;) {
    let first = index;
    while (edits[first]?.sign === ' ') first++;
    if (first >= edits.length) break;
    const start = Math.max(index, first - CONTEXT);
    oldLine += start - index;
    newLine += start - index;
    let last = first;
    for (let at = first; at < edits.length && at - last <= 2 * CONTEXT; at++) {
      if (edits[at]?.sign !== ' ') last = at;
    }
    const hunk = edits.slice(start, last + CONTEXT + 1);
    const removed = hunk.filter(({ sign }) => sign !== '+').length;
    const added = hunk.filter(({ sign }) => sign !== '-').length;
    text += `@@ -${range(oldLine, removed)} +${range(newLine, added)} @@\n`;
    for (const { sign, line } of hunk) {
      text += line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
    }
    oldLine += removed;
    newLine += added;
    index = start + hunk.length;
  }
  return text;
}

function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}
