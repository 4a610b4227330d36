/** What the gateway keeps on a row of its own: the version that it was processed for, and from when on it is stale. */
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';

/** What begins so belongs to the gateway; a worker must not write it. */
export const RESERVED = '_hevlayer_';

export function versionMarker(udf: string): string {
  return `${RESERVED}udf_${udf.replaceAll('-', '_')}_v`;
}

export function staleMarker(udf: string): string {
  return `${RESERVED}udf_${udf.replaceAll('-', '_')}_stale_after`;
}

/** Whether a row has been processed for this version, and is not stale. */
export function isDone(row: JsonObject, udf: string, version: string, now: number): boolean {
  if (row[versionMarker(udf)] !== version) return false;
  const staleAfter = milliseconds(row[staleMarker(udf)]);
  return staleAfter === undefined || staleAfter > now;
}

/** The columns that a completion writes. */
export function completion(udf: string, version: string): Readonly<Record<string, Json | undefined>> {
  return { [versionMarker(udf)]: version, [staleMarker(udf)]: undefined };
}

function milliseconds(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof ExactNumber ? Number(value.text) : undefined;
}
