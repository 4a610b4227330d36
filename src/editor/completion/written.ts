/** An offer as it is written at a place: plain, in quotes, as JSON, with what follows a key. */
import { scalarText } from '../../text/yaml/print.ts';
import type { Context } from '../context.ts';
import { childOf } from '../outline/branch.ts';
import type { Text } from '../text.ts';
import type { Offer } from './offer.ts';

export function written(offer: Offer, context: Context, text: Text): { newText: string; filterText: string } {
  const quote = text.value[context.start] ?? '';
  const isQuoted = context.isJson || ((quote === '"' || quote === "'") && context.end > context.start);
  const word =
    typeof offer.text !== 'string'
      ? String(offer.text)
      : isQuoted
        ? JSON.stringify(offer.text)
        : scalarText(offer.text);
  const lead = context.lead + (offer.lead ?? '');
  const before = `${lead}${word}`;
  // Compared with what stands there, in whichever quotes.
  const filterText = isQuoted && quote === "'" ? `'${offer.label}'` : before;
  if (offer.behind === undefined || hasColon(context, text)) return { newText: before, filterText };
  return { newText: `${before}:${after(offer, context, text, lead)}`, filterText };
}

/** A key that is typed anew before its colon gets no second one. */
function hasColon({ end }: Context, text: Text): boolean {
  return /^[ \t]*:/.test(text.value.slice(end, text.lineEnd(end)));
}

function after(
  { behind }: Offer,
  { isFlow, isJson, start, object }: Context,
  text: Text,
  lead: string,
): string {
  if (isJson || isFlow || behind === 'scalar') return ' ';
  const column = start - text.lineStart(start) + lead.trimEnd().length + (lead === '' ? 0 : 1);
  const indent = ' '.repeat(column + indentOf(object));
  return `\n${indent}${behind === 'list' ? '- ' : ''}`;
}

/** As the object itself does it, two columns if it does not say. */
function indentOf(object: Context['object']): number {
  const first = childOf(object, 'spec')?.children[0] ?? childOf(object, 'metadata')?.children[0];
  const step = (first?.indent ?? 0) - Math.max(0, first?.parent?.indent ?? 0);
  return step > 0 ? step : 2;
}
