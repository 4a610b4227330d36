/** Whether a name fits one of the patterns: in each, `*` stands for any characters and the rest for itself. */
export function fitsAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => fits(name, pattern));
}

// By its parts from left to right, so no pattern takes longer than its length and that of the name.
function fits(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name === pattern;
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop() ?? '';
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= name.length - last.length && name.endsWith(last);
}
