import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { serviceLabel } from '../kubernetes/name-grammars.ts';

/**
 * Longest base name. KEDA names the HPA `keda-hpa-<ScaledObject>` and refuses more than 63 characters.
 */
const LONGEST = 54;
const HASH = 8;

/**
 * The one name of all objects of a Function: `<name>-worker` where that is an RFC 1035 label (a Service needs a
 * leading letter and no dots) of at most 54 characters; else a readable part of it with 8 hex digits of
 * SHA-256(`namespace/name`) behind. See docs/decisions/names.md.
 */
export function baseName(namespace: string, name: string): string {
  const plain = `${name}-worker`;
  if (plain.length <= LONGEST && serviceLabel.accepts(plain)) return plain;
  const hash = bytesToHex(sha256(utf8ToBytes(`${namespace}/${name}`))).slice(0, HASH);
  const label = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
  const lettered = /^[a-z]/.test(label) ? label : `fn-${label}`;
  return `${lettered.slice(0, LONGEST - HASH - 1).replace(/-+$/, '')}-${hash}`;
}
