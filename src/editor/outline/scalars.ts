/** Scalars of a text that may be half written. */
import type { Scalar } from './branch.ts';

/** From a quote to the one that closes it, or to `limit`. */
export function quotedAt(text: string, start: number, limit: number): Scalar {
  const quote = text[start];
  const stop = quote === "'" ? /'(?!')|''/g : /"|\\[\s\S]/g;
  stop.lastIndex = start + 1;
  for (let found = stop.exec(text); found !== null && found.index < limit; found = stop.exec(text)) {
    if (found[0] !== quote) continue;
    return quoted(text, start, found.index + 1, found.index);
  }
  return quoted(text, start, limit, limit);
}

function quoted(text: string, start: number, end: number, inner: number): Scalar {
  const raw = text.slice(start + 1, inner);
  const value = text[start] === "'" ? raw.replaceAll("''", "'") : unescaped(raw);
  return { start, end, value, style: 'quoted' };
}

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    // Escapes that JSON does not know are rare in what a name is compared with.
    return raw;
  }
}

/** Plain text up to `limit`, a comment left out. */
export function plainUpTo(text: string, start: number, limit: number): Scalar {
  const raw = text.slice(start, limit);
  const comment = raw.search(/(?:^|\s)#/);
  const value = (comment < 0 ? raw : raw.slice(0, comment)).trimEnd();
  return { start, end: start + value.length, value, style: value.startsWith('*') ? 'alias' : 'plain' };
}
