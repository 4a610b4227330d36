import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pathOf } from '../../json/path.ts';
import { child } from '../../json/pointer.ts';
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { inner, objects } from '../pod/constraint.ts';
import type { Pool } from '../read/pool.ts';
import type { Finding } from '../words/diagnostics.ts';
import { quoted } from '../words/phrases.ts';
import { noDevices, POD_REFUSALS } from '../words/pod-refusals.ts';
import { said } from '../words/refusals.ts';
import { fill } from '../words/wording.ts';
import { containers } from './control.ts';

/** The devices that a pod asks for and the resources of its pool do not name. */
export function deviceFindings(pod: JsonObject, pool: Pool): readonly Finding[] {
  const ofPool = new Set(devicesOf(pool.resources ?? {}).map(({ device }) => device));
  const asked = [...containers(pod), { object: pod, at: '' }].flatMap(({ object, at }) => {
    const foreign = devicesOf(inner(object, 'resources') ?? {}).filter(({ device }) => !ofPool.has(device));
    if (foreign.length === 0) return [];
    // A limit and its request are one device.
    return [...new Map(foreign.map((one) => [one.device, one])).values()].map(({ device, list }) =>
      child(`${at}/resources/${list}`, device),
    );
  });
  const claimed = objects(pod, 'resourceClaims').map(({ at }) => at);
  if (asked.length + claimed.length === 0) return [];
  const name = quoted(pool.name);
  const allowed = [...ofPool].sort().join(', ') || fill(noDevices, { pool: name });
  return [
    ...asked.map((pointer) => ({
      pointer,
      ...said(POD_REFUSALS.DeviceNotAllowed, { field: pathOf(pod, pointer), pool: name, allowed }),
    })),
    ...claimed.map((pointer) => ({
      pointer,
      ...said(POD_REFUSALS.ClaimNotAllowed, { field: pathOf(pod, pointer), pool: name, allowed }),
    })),
  ];
}

/** The extended resources of a container or of a pool. */
function devicesOf(resources: JsonObject): { readonly list: string; readonly device: string }[] {
  const found: { list: string; device: string }[] = [];
  for (const list of ['requests', 'limits']) {
    for (const device in objectOf(resources[list]))
      if (isExtendedResource(device)) found.push({ list, device });
  }
  return found;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
