/** What others have put into the pods of a Deployment of ours: docs/decisions/additions-are-undone.md. */
import { isObject } from '../../json/json.ts';
import type { FieldSet, KubeObject, ManagedFields } from '../kube/cluster.ts';
import { MANAGER, ownFields, podFields, REPLICAS_MANAGER } from '../watch/managers.ts';

/** A field, or an item of a list, that is not ours. */
export interface Addition {
  readonly manager: string;
  /** From the spec of the pod: `containers[miner]`, `hostNetwork`. */
  readonly place: string;
  /** The same by names of fields and indexes of lists. */
  readonly path: readonly (string | number)[];
}

/** Fields of the pod's spec that another field manager owns and we do not. `allowed` managers may add what they want. */
export function additions(live: KubeObject, allowed: readonly string[]): readonly Addition[] {
  const mine = podFields(ownFields(live)) ?? {};
  return (live.metadata.managedFields ?? [])
    .filter((entry) => isOthers(entry) && !allowed.includes(entry.manager))
    .flatMap(({ manager, fieldsV1 }) =>
      added(podFields(fieldsV1) ?? {}, mine, podSpecOf(live)).map(({ place, path }) => ({
        manager,
        // A place begins with the dot of its first field.
        place: place.slice(1),
        path,
      })),
    );
}

/** What admission does to our own requests is entered under our name, as an update: it is meant to be there. */
function isOthers({ manager, subresource }: ManagedFields): boolean {
  return manager !== MANAGER && manager !== REPLICAS_MANAGER && subresource === undefined;
}

type Found = Omit<Addition, 'manager'>;

function added(theirs: FieldSet, mine: FieldSet, value: unknown): Found[] {
  return Object.entries(theirs).flatMap(([key, below]): Found[] => {
    const found = stepInto(key, value);
    if (found === null) return [];
    const own = mine[key];
    if (own === undefined) return [{ place: found.place, path: [found.step] }];
    return added(below, own, found.value).map(({ place, path }) => ({
      place: found.place + place,
      path: [found.step, ...path],
    }));
  });
}

interface Step {
  readonly step: string | number;
  readonly place: string;
  readonly value: unknown;
}

/** Where a key of a field set leads to; null where nothing is. */
function stepInto(key: string, value: unknown): Step | null {
  const [kind, rest] = [key.slice(0, 2), key.slice(2)];
  if (kind === 'f:' && isObject(value) && Object.hasOwn(value, rest))
    return { step: rest, place: `.${rest}`, value: value[rest] };
  if ((kind !== 'k:' && kind !== 'v:') || !Array.isArray(value)) return null;
  const wanted: unknown = JSON.parse(rest);
  const step = value.findIndex((item) => (kind === 'v:' ? item === wanted : hasKeys(item, wanted)));
  if (step < 0) return null;
  const words = isObject(wanted) ? Object.values(wanted).join(', ') : String(wanted);
  return { step, place: `[${words}]`, value: value[step] };
}

function hasKeys(item: unknown, keys: unknown): boolean {
  return (
    isObject(item) &&
    isObject(keys) &&
    Object.entries(keys).every(([name, value]) => `${item[name]}` === `${value}`)
  );
}

/**
 * A JSON merge patch that takes them out of exactly the object that was read. It takes them out of the list of owners too,
 * with all that the same managers own of the pod: a default of the server that somebody owns comes back at once, and
 * would be taken for an addition for ever.
 */
export function withoutAdditions(live: KubeObject, found: readonly Addition[], allowed: readonly string[]) {
  const { uid, resourceVersion, managedFields = [] } = live.metadata;
  const spec = structuredClone(podSpecOf(live));
  // From behind, so that the indexes of those before stay what they are.
  for (const { path } of [...found].sort(byLastIndex)) remove(spec, path);
  const entries = managedFields.map((entry) =>
    isOthers(entry) && !allowed.includes(entry.manager) ? withoutPod(entry) : entry,
  );
  const template = { spec: difference(podSpecOf(live), spec) };
  return { metadata: { uid, resourceVersion, managedFields: entries }, spec: { template } };
}

function byLastIndex(a: Addition, b: Addition): number {
  for (const [index, step] of a.path.entries()) {
    const other = b.path[index];
    if (typeof step === 'number' && typeof other === 'number' && step !== other) return other - step;
  }
  return b.path.length - a.path.length;
}

function remove(value: unknown, path: readonly (string | number)[]): void {
  const [step, ...rest] = path;
  const inner = value as { [step: string | number]: unknown } | undefined;
  if (inner === undefined || step === undefined) return;
  if (rest.length > 0) remove(inner[step], rest);
  else if (Array.isArray(inner)) inner.splice(step as number, 1);
  else delete inner[step];
}

function withoutPod(entry: ManagedFields): ManagedFields {
  const { 'f:spec': spec, ...fields } = entry.fieldsV1;
  const { 'f:template': template, ...inSpec } = spec ?? {};
  const { 'f:spec': _, ...inTemplate } = template ?? {};
  const fieldsV1 = { ...fields, 'f:spec': { ...inSpec, 'f:template': inTemplate } };
  return { ...entry, fieldsV1 };
}

/** As a JSON merge patch: a field that is gone is null, a list is one value. */
function difference(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return after;
  const changed = Object.keys(before).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(
    changed.map((name) => [name, name in after ? difference(before[name], after[name]) : null]),
  );
}

function podSpecOf({ spec }: KubeObject): unknown {
  const template = isObject(spec) ? spec.template : undefined;
  return isObject(template) ? template.spec : undefined;
}
