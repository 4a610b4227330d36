import { parseQuantity } from '../../src/compiler/index.ts';
import { isArray, isObject, type Json } from '../../src/json/json.ts';
import { plain } from './raw.ts';

// Go leaves an empty map out where it means nothing.
const EMPTY_IS_ABSENT = /\/nodeSelector$/;

/** Where `found` lacks or changes something of `wanted`; what it has besides is the server's to add. */
export function differences(wanted: Json, found: Json | undefined, at = ''): string[] {
  if (isObject(wanted) && isObject(found)) {
    return Object.entries(wanted).flatMap(([key, value]) => differences(value, found[key], `${at}/${key}`));
  }
  if (isArray(wanted) && isArray(found) && wanted.length === found.length) {
    return wanted.flatMap((item, index) => differences(item, found[index], `${at}/${index}`));
  }
  if (EMPTY_IS_ABSENT.test(at) && found === undefined && Object.keys(wanted as object).length === 0)
    return [];
  const same = !isObject(wanted) && !isArray(wanted) && plain(wanted) === plain(found ?? null);
  return same || (QUANTITY.test(at) && isOneAmount(wanted, found))
    ? []
    : [`${at}: ${print(wanted)} became ${print(found)}`];
}

/** The server writes an amount in a form of its own: `1.1Gi` in thousandths of a byte. */
const QUANTITY = /\/(limits|requests)\/.+$/;

function isOneAmount(wanted: Json, found: Json | undefined): boolean {
  const [ours, theirs] = [wanted, found ?? null].map((value) => parseQuantity(String(plain(value))));
  return ours !== null && ours === theirs;
}

function print(value: Json | undefined): string {
  return JSON.stringify(value === undefined ? undefined : plain(value), (_, item) =>
    typeof item === 'bigint' ? `${item}` : item,
  );
}
