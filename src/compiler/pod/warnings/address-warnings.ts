import type { JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { canonicalIPv6, ipAddress } from '../../kubernetes/address-grammars.ts';
import { shown } from '../../words/phrases.ts';
import { inner, list, objects, text } from '../constraint.ts';
import type { Warned } from './warned.ts';

/** Addresses in a form that later versions of Kubernetes may refuse. */
export function addressForms(pod: JsonObject): Warned[] {
  const servers = list(inner(pod, 'dnsConfig') ?? {}, 'nameservers');
  return [
    ...servers.flatMap((server, index) => form(server, child('/dnsConfig/nameservers', index))),
    ...objects(pod, 'hostAliases').flatMap(({ object, at }) => form(text(object, 'ip'), child(at, 'ip'))),
  ];
}

function form(address: unknown, at: Pointer): Warned[] {
  if (typeof address !== 'string' || !address.includes(':') || !ipAddress.accepts(address)) return [];
  const canonical = canonicalIPv6(address);
  if (canonical === address) return [];
  const found = `is ${shown(address)}, which is not the usual form of this address`;
  return [{ at, found, hint: `Write ${canonical}.` }];
}
