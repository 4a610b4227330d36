/** Rows of a Parquet file, as JSON has them: every digit of whole numbers, times as texts, bytes as base64. */
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';

/** A file that cannot be read, or has what JSON cannot say; the message is a sentence. */
export class BadParquet extends Error {}

const DAY_MS = 86_400_000;
const MICRO = 1_000_000n;
const NANO = 1_000_000_000n;

/** Times have all the digits that the file has, which a Date would cut off. */
const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => time(millis, 1000n, 3),
  timestampFromMicroseconds: (micros: bigint) => time(micros, MICRO, 6),
  timestampFromNanoseconds: (nanos: bigint) => time(nanos, NANO, 9),
  dateFromDays: (days: number) => new Date(days * DAY_MS).toISOString().slice(0, 10),
};

/** Snappy is the reader's own. */
const COMPRESSORS = {
  GZIP: (bytes: Uint8Array) => new Uint8Array(gunzipSync(bytes)),
  BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliDecompressSync(bytes)),
  ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdDecompressSync(bytes)),
};

export async function readParquet(bytes: Uint8Array): Promise<readonly JsonObject[]> {
  const file = new Uint8Array(bytes).buffer;
  let rows: readonly Record<string, unknown>[];
  try {
    // A column of bytes that are no text stays one of bytes.
    rows = await parquetReadObjects({ file, compressors: COMPRESSORS, parsers: PARSERS, utf8: false });
  } catch (error) {
    throw new BadParquet(`The file cannot be read as Parquet: ${(error as Error).message}.`);
  }
  return rows.map((row, index) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, jsonOf(value, () => `${name} of row ${index + 1}`)]),
    ),
  );
}

function jsonOf(value: unknown, where: () => string): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return wholeOf(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw new BadParquet(`The column ${where()} is ${value}, which no JSON has.`);
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, (item) => jsonOf(item, where));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonOf(inner, where)]));
}

function wholeOf(value: bigint): Json {
  return Number.isSafeInteger(Number(value)) ? Number(value) : new ExactNumber(String(value));
}

/** In ISO 8601 and UTC, with so many digits behind the second. */
function time(count: bigint, perSecond: bigint, digits: number): string {
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const seconds = Number((count - fraction) / perSecond);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) throw new Error(`a time of ${seconds} s is beyond all calendars`);
  return `${date.toISOString().slice(0, -'.000Z'.length)}.${String(fraction).padStart(digits, '0')}Z`;
}
