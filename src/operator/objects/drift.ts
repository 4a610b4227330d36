import { parseQuantity } from '../../compiler/index.ts';
import { ExactNumber } from '../../json/json.ts';
import type { FieldSet, KubeObject } from '../kube/cluster.ts';
import { ownFields } from '../watch/managers.ts';

/**
 * Whether applying `desired` would change the live object, and where first. Nothing would change when every field that
 * we want is ours and has our value, and every field that is ours is one that we want; the server keeps the list of
 * what is ours in managedFields, so no annotation with a hash is needed and the objects stay those of `layerc render`.
 * The number of replicas is left out: it has rules of its own (`replicas.ts`).
 *
 * A false alarm costs a write that changes nothing, and `KnownDifferences` remembers it. A change that is missed would
 * never be repaired, so in doubt the answer is that they differ.
 */
export function findDrift(desired: KubeObject, live: KubeObject): string | null {
  const { apiVersion: _, kind: __, metadata, ...rest } = desired;
  const { labels, annotations, ownerReferences } = metadata;
  const wanted = { metadata: { labels, annotations, ownerReferences }, ...rest };
  return drift(wanted, live, withoutReplicas(ownFields(live)), '');
}

/** The same for the template of the pods alone. */
export function findTemplateDrift(desired: KubeObject, live: KubeObject): string | null {
  const [wanted, found] = [desired, live].map(({ spec }) => (isFields(spec) ? spec.template : undefined));
  return drift(wanted, found, ownFields(live)['f:spec']?.['f:template'] ?? {}, '/spec/template');
}

function withoutReplicas({ 'f:spec': spec, ...fields }: FieldSet): FieldSet {
  if (spec === undefined) return fields;
  const { 'f:replicas': _, ...others } = spec;
  return { ...fields, 'f:spec': others };
}

type Fields = Readonly<Record<string, unknown>>;

/** The first path at which `wanted` is not live, not ours, or ours without being wanted. */
function drift(wanted: unknown, live: unknown, owned: FieldSet, path: string): string | null {
  if (isFields(wanted) && isFields(live) && hasChildren(owned, 'f:'))
    return fieldDrift(wanted, live, owned, path);
  if (Array.isArray(wanted) && Array.isArray(live) && hasChildren(owned, 'k:'))
    return itemDrift(wanted, live, owned, path);
  if (Array.isArray(wanted) && Array.isArray(live) && hasChildren(owned, 'v:'))
    return setDrift(wanted, live, owned, path);
  return isSame(wanted, live, path) ? null : path;
}

function fieldDrift(wanted: Fields, live: Fields, owned: FieldSet, path: string): string | null {
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    const below = owned[`f:${name}`];
    const inner = `${path}/${name}`;
    // An empty value that is wanted and not there is no difference: managedFields do not tell whether it is ours.
    const isGone = live[name] === undefined || isNothing(live[name]) || isFilledIn(name, live[name]);
    if (isEmpty(value) && isGone) continue;
    if (below === undefined) return inner;
    const found =
      live[name] === undefined && isNothing(value) ? null : drift(value, live[name], below, inner);
    if (found !== null) return found;
  }
  for (const key of Object.keys(owned))
    if (key.startsWith('f:') && wanted[key.slice(2)] === undefined) return `${path}/${key.slice(2)}`;
  return null;
}

/** Lists that are merged by key: others may have put in items of their own. */
function itemDrift(
  wanted: readonly unknown[],
  live: readonly unknown[],
  owned: FieldSet,
  path: string,
): string | null {
  const ours = Object.keys(owned).filter((key) => key.startsWith('k:'));
  if (ours.length !== wanted.length) return path;
  // All items of a list have the same keys.
  const names = Object.keys(JSON.parse((ours[0] as string).slice(2)) as Fields);
  const fields = new Map(
    ours.map((key) => [keyText(JSON.parse(key.slice(2)), names), owned[key] as FieldSet]),
  );
  const places = new Map(live.map((item, place) => [keyText(item, names), place]));
  let last = -1;
  for (const [index, item] of wanted.entries()) {
    const key = keyText(item, names);
    const below = fields.get(key);
    const place = places.get(key);
    // An apply puts our items in our order.
    if (below === undefined || place === undefined || place < last) return path;
    last = place;
    const found = drift(item, live[place], below, `${path}/${index}`);
    if (found !== null) return found;
  }
  return null;
}

/** Lists that are sets of scalars. */
function setDrift(
  wanted: readonly unknown[],
  live: readonly unknown[],
  owned: FieldSet,
  path: string,
): string | null {
  const ours = Object.keys(owned).flatMap((key) => (key.startsWith('v:') ? [JSON.parse(key.slice(2))] : []));
  const [mine, there] = [new Set(ours), new Set(live)];
  const same = ours.length === wanted.length && wanted.every((one) => mine.has(one) && there.has(one));
  return same ? null : path;
}

/** What tells an item from others. There is one key that the server fills in: a port is of TCP. */
function keyText(item: unknown, names: readonly string[]): string {
  if (!isFields(item)) return '';
  return JSON.stringify(names.map((name) => item[name] ?? (name === 'protocol' ? 'TCP' : null)));
}

/** Equality below a field that is ours as a whole, but for what the server fills in and how it writes quantities. */
function isSame(wanted: unknown, live: unknown, path: string): boolean {
  if (isNothing(wanted) && (live === undefined || isNothing(live))) return true;
  if (Array.isArray(wanted))
    return (
      Array.isArray(live) &&
      wanted.length === live.length &&
      wanted.every((item, index) => isSame(item, live[index], `${path}/${index}`))
    );
  if (isFields(wanted)) {
    if (!isFields(live)) return false;
    const names = new Set([...Object.keys(wanted), ...Object.keys(live)]);
    return [...names].every((name) =>
      name in wanted && wanted[name] !== undefined
        ? isSame(wanted[name], live[name], `${path}/${name}`)
        : isDefault(name, live[name], live),
    );
  }
  return plain(wanted) === plain(live) || (isQuantity(path) && isSameQuantity(plain(wanted), plain(live)));
}

/** The server keeps a number as an integer of 64 bits or a double, whichever text it came in. */
function plain(value: unknown): unknown {
  if (!(value instanceof ExactNumber)) return value;
  return /^-?\d+$/.test(value.text) ? value.text : Number(value.text);
}

/** What the server puts in the place of an empty list: a NetworkPolicy is at least one for what comes in. */
function isFilledIn(name: string, live: unknown): boolean {
  return name === 'policyTypes' && JSON.stringify(live) === '["Ingress"]';
}

/** What the server fills in inside of fields that are owned as a whole. */
function isDefault(name: string, value: unknown, parent: Fields): boolean {
  if (isNothing(value)) return true;
  if (name === 'apiVersion') return value === 'v1' && 'fieldPath' in parent;
  if (name === 'expirationSeconds') return value === 3600;
  if (name === 'divisor') return value === '0';
  if (name === 'protocol') return value === 'TCP';
  return false;
}

function isQuantity(path: string): boolean {
  return /\/(limits|requests|capacity|allocatable|overhead)\/|\/(sizeLimit|divisor|storage)$/.test(path);
}

function isSameQuantity(a: unknown, b: unknown): boolean {
  const [left, right] = [parseQuantity(String(a)), parseQuantity(String(b))];
  return left !== null && left === right;
}

/** Lists and objects with nothing in them, however deep. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isFields(value) && Object.values(value).every((inner) => inner === undefined || isEmpty(inner));
}

/** Values that Go leaves out when it writes an object. */
function isNothing(value: unknown): boolean {
  if (value === null || value === false || value === 0 || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isFields(value) && Object.values(value).every((inner) => inner === undefined);
}

function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

function hasChildren(owned: FieldSet, kind: 'f:' | 'k:' | 'v:'): boolean {
  return Object.keys(owned).some((key) => key.startsWith(kind));
}
