import { ExactNumber } from '../../../json/json.ts';
import { integer, MAX_INT64, NotFinite, readPlain, type Scalar } from './scalars.ts';

const STANDARD = 'tag:yaml.org,2002:';

/** The tag that goyaml takes for a merge key, whatever its style. */
export const MERGE_TAG = `${STANDARD}merge`;

const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

/**
 * A scalar with a tag as kubectl reads it: goyaml v2, resolve.go. Nothing when the text is not of the tag; a tag that
 * is none of YAML's own leaves text.
 */
export function readTagged(tag: string, text: string): Scalar | undefined {
  const name = tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : '';
  const plain = readPlain(text);
  const isNumber = typeof plain === 'number' || plain instanceof ExactNumber || plain instanceof NotFinite;
  switch (name) {
    case 'null':
      return plain === null ? null : undefined;
    case 'bool':
      return typeof plain === 'boolean' ? plain : undefined;
    case 'int':
      return isNumber && integer(text) !== undefined ? plain : undefined;
    case 'float':
      return isNumber && (integer(text) ?? 0n) <= MAX_INT64 ? plain : undefined;
    case 'timestamp':
      return TIMESTAMP.test(text) ? text : undefined;
    case 'binary':
      return decodeBinary(text.replace(/[\r\n]/g, ''));
    default:
      return text;
  }
}

const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;

/** kubectl carries the bytes as text; what is no UTF-8 would be mangled there, so it is refused here. */
function decodeBinary(text: string): string | undefined {
  if (!BASE64.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
