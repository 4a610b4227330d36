import type { JsonObject } from '../json/json.ts';
import { effectOf, effectWords, inOrder } from './effect.ts';
import { fieldChanges } from './field-change.ts';
import { asFound } from './made-objects.ts';
import { fieldWords } from './words.ts';

/** Fields of one object; whoever wants all of them compares files. */
const MOST = 3;

/** What becomes of an object in a cluster, in one line; null where no field of what is wanted differs. */
export function changeWords(live: object, wanted: object): string | null {
  const changes = fieldChanges(asFound(live as JsonObject, wanted as JsonObject), wanted as JsonObject);
  if (changes.length === 0) return null;
  const { spec } = live as { readonly spec?: { readonly replicas?: unknown } };
  const effects = inOrder(changes.map((one) => effectOf(one, spec?.replicas !== 0)));
  const shown = changes.slice(0, MOST).map(fieldWords);
  const more = changes.length > MOST ? [`and ${changes.length - MOST} more`] : [];
  return `${effectWords(effects)}: ${[...shown, ...more].join(', ')}`;
}
