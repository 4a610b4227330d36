/** What may be asked for under resources. */
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { labelKey } from '../kubernetes/name-grammars.ts';

export const STANDARD_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

export function isHuge(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Resources that cannot be promised twice. */
export function isExact(name: string): boolean {
  return isExtendedResource(name) || isHuge(name);
}

export function isResource(name: string): boolean {
  if (STANDARD_RESOURCES.includes(name)) return true;
  if (!labelKey.accepts(name) || !name.includes('/')) return isHuge(name) && labelKey.accepts(name);
  return !isExtendedResource(name) || (!name.startsWith('requests.') && labelKey.accepts(`requests.${name}`));
}
