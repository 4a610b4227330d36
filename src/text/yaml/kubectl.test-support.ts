/** kubectl as the judge of how a text is read. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

/** A ConfigMap, the kind that every kubectl knows, with anything at all as its data. */
export function configMap(name: number, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: d${String(name)}\ndata:${data}`;
}

export interface Judgement {
  /** The first object that kubectl read from the text. */
  readonly object?: JsonObject;
  readonly error?: string;
}

/** Files that kubectl gets at once: many more take it longer than all the calls. */
const BATCH = 500;

/** What kubectl makes of texts, each of which is a {@link configMap} of its index. */
export function judge(kubectl: string, texts: readonly string[]): Judgement[] {
  const found: Judgement[] = texts.map(() => ({}));
  for (let start = 0; start < texts.length; start += BATCH) {
    const folder = mkdtempSync(join(tmpdir(), 'layerc-kubectl-'));
    try {
      for (const [index, text] of texts.slice(start, start + BATCH).entries()) {
        writeFileSync(join(folder, `d${String(start + index)}.yaml`), text);
      }
      read(kubectl, folder, found);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return found;
}

function read(kubectl: string, folder: string, found: Judgement[]): void {
  // Setting a label is what kubectl does to an object of any content without a cluster.
  const { stdout, stderr } = spawnSync(
    kubectl,
    ['label', '--local', '--overwrite', '-f', folder, '-o', 'json', 'read=yes'],
    { encoding: 'utf8', maxBuffer: 2 ** 30, env: { PATH: process.env.PATH, KUBECONFIG: '/dev/null' } },
  );
  for (const line of stderr.split('\n')) {
    const index = /d(\d+)\.yaml/.exec(line)?.[1];
    if (index !== undefined) found[Number(index)] = { error: line };
  }
  for (const text of stdout.split(/(?<=^\}\n)/m)) {
    const object = exactJson(text) as JsonObject;
    const { name, labels: _, ...rest } = object.metadata as { readonly name: string } & JsonObject;
    const index = Number(name.slice(1));
    // The first document of the text; a second may be broken.
    if (found[index]?.object !== undefined) continue;
    found[index] = { ...found[index], object: { ...object, metadata: { name, ...rest } } };
  }
}

/** JSON with every number as it is written. */
function exactJson(text: string): Json {
  const parse = JSON.parse as (
    text: string,
    reviver: (key: string, value: Json, context: { readonly source: string }) => Json,
  ) => Json;
  return parse(text, (_, value, { source }) => (typeof value === 'number' ? new ExactNumber(source) : value));
}

/** Whether two values are one, for kubectl: integers to 64 bits, all other numbers as doubles. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isNumber(a) && isNumber(b)) {
    const [left, right] = [numberText(a), numberText(b)];
    const isExact = [left, right].every((text) => /^-?\d{1,18}$/.test(text));
    return isExact ? BigInt(left) === BigInt(right) : Number(left) === Number(right);
  }
  if (isArray(a) && isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

function isNumber(value: Json | undefined): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

function numberText(value: number | ExactNumber): string {
  return value instanceof ExactNumber ? value.text : String(value);
}
