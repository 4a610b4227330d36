/** Another word in place of a key or a value. */
import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';
import { scalarText } from '../../text/yaml/print.ts';
import type { Branch } from '../outline/branch.ts';
import type { EditorDocument } from '../workspace.ts';
import type { Fix } from './fix.ts';

/** Nothing where more than a word stands there. */
export function replaced(
  instead: Json,
  { text }: EditorDocument,
  { start: keyStart, keyEnd, key, scalar }: Branch,
  start: number,
): Fix | undefined {
  const isKey = typeof key === 'string' && start <= keyStart;
  const place = isKey ? { start: keyStart, end: keyEnd, style: '' } : scalar;
  if (
    place === undefined ||
    isObject(instead) ||
    isArray(instead) ||
    start < place.start ||
    start >= place.end
  )
    return undefined;
  const found = text.value.slice(place.start, place.end);
  if (found.includes('\n') || place.style === 'alias') return undefined;
  const newText = wordFor(instead, found);
  const range = text.range(place.start, place.end);
  return { title: `${isKey ? 'Rename to' : 'Write'} ${newText}`, edits: [{ range, newText }] };
}

/** A text stays in double quotes if it was in them, as JSON wants it. */
function wordFor(instead: Json, found: string): string {
  if (instead instanceof ExactNumber) return instead.text;
  if (typeof instead !== 'string') return JSON.stringify(instead);
  // A number that was meant as text is quoted as it was written: 1.10 is no 1.1.
  if (!/^["']/.test(found) && found !== '' && Number(found) === Number(instead)) return JSON.stringify(found);
  return found.startsWith('"') || /[,[\]{}]/.test(instead) ? JSON.stringify(instead) : scalarText(instead);
}
