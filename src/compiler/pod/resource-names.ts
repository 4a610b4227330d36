/** What may be asked for under resources. */
import { didYouMean } from '../../json/did-you-mean.ts';
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { labelKey } from '../kubernetes/name-grammars.ts';

export const STANDARD_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** What resources are called by those who do not know their names. */
const ALIASES: { readonly [name: string]: string } = {
  gpu: 'nvidia.com/gpu',
  gpus: 'nvidia.com/gpu',
  mem: 'memory',
  ram: 'memory',
  disk: 'ephemeral-storage',
  storage: 'ephemeral-storage',
};

/** The resource that was meant, as a hint. */
export function meantBy(name: string): { readonly hint?: string; readonly instead?: string } {
  const meant = ALIASES[name.toLowerCase()] ?? didYouMean(name, STANDARD_RESOURCES);
  return meant === undefined ? {} : { hint: `Did you mean ${meant}?`, instead: meant };
}

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
