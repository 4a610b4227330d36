import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Settings } from '../../src/compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { readDocuments } from '../../src/text/yaml/documents.ts';
import { printJsonList } from '../../src/text/yaml/print.ts';
import type { KubeObject } from '../api.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** A Function and the objects that layerc prints for it. */
export type Rendered = {
  /** The Function's name, by which the gateway knows it. */
  readonly id: string;
  readonly namespace: string;
  /** The name of all its objects. */
  readonly base: string;
  readonly spec: JsonObject;
  readonly objects: readonly KubeObject[];
};

/** Renders a fixture's Function after `change` was merged into it. */
export function render(fixture: string, change: JsonObject, settings: Settings): Rendered {
  const folder = join(FIXTURES, fixture);
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const documents = texts
    .flatMap((text) => readDocuments(text).documents)
    .map(({ value }) => (isObject(value) && value.kind === 'Function' ? merge(value, change) : value));
  const { functions, diagnostics } = compile(documents, settings);
  const [only] = functions;
  if (only === undefined) throw new Error(`${fixture}: ${JSON.stringify(diagnostics)}`);
  const { items } = JSON.parse(printJsonList(only.objects)) as { items: KubeObject[] };
  return {
    id: only.name,
    namespace: only.namespace,
    base: items[0]?.metadata.name ?? '',
    spec: only.source.spec as JsonObject,
    objects: items,
  };
}

/** The Function's registration with the gateway, as hev's own command line makes it. */
export function registration({ spec, namespace, base }: Rendered): JsonObject {
  const { targetNamespaces = [], inputs = [], worker, schedule = {}, retry = {} } = spec;
  const { dispatch, port = 8080 } = worker as JsonObject;
  const url = dispatch === 'push' && `http://${base}.${namespace}.svc.cluster.local:${port}`;
  const known = {
    targetNamespaces,
    inputs,
    schedule,
    retry,
    worker: { ...(worker as object), ...(url && { url }) },
  };
  return snakeCased(known) as JsonObject;
}

/** Seconds that take the place of those that layerc derives. */
export type Haste = {
  readonly poll: number;
  readonly cooldown: number;
  readonly scaleDownWindow: number;
  readonly scaleDownPeriod: number;
};

/**
 * The same windows by the same inequalities, for a control plane that polls and scrapes every second and whose HPA looks
 * every two: without Kubernetes' floor of 300 s, and without slack for clocks, of which there is only one here.
 */
export function hasteFor(leaseSeconds: number): Haste {
  const scaleDownWindow = leaseSeconds + 2 * 2 + 1;
  return { poll: 1, cooldown: scaleDownWindow, scaleDownWindow, scaleDownPeriod: 1 };
}

/**
 * The rendered objects with the durations of their ScaledObject replaced, and nothing else: what a whole cycle by the
 * derived ones takes (more than five minutes) is too much for every day.
 */
export function hastened(objects: readonly KubeObject[], haste: Haste): readonly KubeObject[] {
  const seconds: Readonly<Record<string, number>> = {
    pollingInterval: haste.poll,
    cooldownPeriod: haste.cooldown,
    initialCooldownPeriod: haste.cooldown,
    stabilizationWindowSeconds: haste.scaleDownWindow,
    periodSeconds: haste.scaleDownPeriod,
  };
  const replace = (key: string, value: unknown) =>
    typeof value === 'number' && key in seconds ? seconds[key] : value;
  return objects.map((object) =>
    object.kind === 'ScaledObject' ? JSON.parse(JSON.stringify(object, replace)) : object,
  );
}

/** The one object of a kind. */
export function objectOf<T = KubeObject>({ objects }: Rendered, kind: string): T {
  const found = objects.find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} was rendered`);
  return found as T;
}

function merge(value: JsonObject, change: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...value };
  for (const [key, wanted] of Object.entries(change)) {
    const old = merged[key];
    merged[key] = isObject(old) && isObject(wanted) ? merge(old, wanted) : wanted;
  }
  return merged;
}

function snakeCased(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    snakeCased(inner),
  ]);
  return Object.fromEntries(entries);
}
