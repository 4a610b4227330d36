/** What the gateway says of one UDF. */
import { isObject, type Json, type JsonObject } from '../../json/json.ts';

export interface SeenUdf {
  readonly spec: JsonObject;
  readonly paused: boolean;
  /** It was not looked for rows since its registration was last changed; null: that cannot be told. */
  readonly isUnswept: boolean | null;
  /** It was changed since it was registered. */
  readonly wasChanged: boolean;
  /** Rows by what became of them: the gateway has no other count of them. */
  readonly counts: { readonly [stage: string]: number };
  readonly pending: number | null;
  /** A shadow runs beside it; undefined: nobody has asked. */
  readonly hasCandidate?: boolean | undefined;
}

/** Null: there is no such UDF. */
export type Seen = SeenUdf | null;

/** The answer of GET `/v2/udfs/{id}`; undefined for one that is no UDF. */
export function readSeen(body: Json | undefined): SeenUdf | undefined {
  if (!isObject(body)) return undefined;
  return isObject(body.udf) ? readUdf(body.udf, isObject(body.status) ? body.status : {}) : undefined;
}

/** A Udf, as lists have it too. */
export function readUdf(udf: JsonObject, status: JsonObject = {}): SeenUdf | undefined {
  if (!isObject(udf.spec)) return undefined;
  const { discovery, counts, pending_count: pending } = status;
  const swept = isObject(discovery) ? discovery.last_completed_at : undefined;
  const [created, updated] = [udf.created_at, udf.updated_at];
  const rows = isObject(counts) ? Object.entries(counts) : [];
  return {
    spec: udf.spec,
    paused: udf.paused === true,
    isUnswept:
      swept === null
        ? true
        : typeof swept === 'string' && typeof updated === 'string'
          ? moment(swept) < moment(updated)
          : null,
    wasChanged: created !== updated,
    counts: Object.fromEntries(rows.filter((row): row is [string, number] => typeof row[1] === 'number')),
    pending: typeof pending === 'number' ? pending : null,
  };
}

/** RFC 3339 in UTC as a text whose order is that of time, however many digits the seconds have. */
function moment(text: string): string {
  const [, seconds = text, fraction = ''] = /^(.*?\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(text) ?? [];
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}
