/** What may be asked for under resources. */
import { labelKey } from '../kubernetes/name-grammars.ts';

export const STANDARD_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

export function isHuge(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** A resource of a domain of its own, such as a device. */
export function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

/** Resources that cannot be promised twice. */
export function isExact(name: string): boolean {
  return isExtended(name) || isHuge(name);
}

export function isResource(name: string): boolean {
  if (STANDARD_RESOURCES.includes(name)) return true;
  if (!labelKey.accepts(name) || !name.includes('/')) return isHuge(name) && labelKey.accepts(name);
  return !isExtended(name) || (!name.startsWith('requests.') && labelKey.accepts(`requests.${name}`));
}
