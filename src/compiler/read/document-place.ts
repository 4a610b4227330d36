/** Stages count objects; outside, an object is a document or an item of a List in one. */
import type { Pointer } from '../../json/pointer.ts';
import type { Diagnostic } from '../words/diagnostics.ts';
import type { Entry } from './inventory.ts';

/** A diagnostic of an object, as one of the document that it stands in. */
export function inDocument(diagnostic: Diagnostic, entries: readonly Entry[]): Diagnostic {
  const entry = entries[diagnostic.source];
  if (
    entry === undefined ||
    (entry.base === '' && entry.document === diagnostic.source && !diagnostic.related)
  )
    return diagnostic;
  const related = diagnostic.related?.flatMap((one) => {
    const other = entries[one.source];
    return other === undefined ? [] : [{ ...one, ...documentPlace(one.pointer, other) }];
  });
  return { ...diagnostic, ...documentPlace(diagnostic.pointer, entry), ...(related && { related }) };
}

function documentPlace(pointer: Pointer, { document, base }: Entry): { source: number; pointer: Pointer } {
  return { source: document, pointer: base + pointer };
}
