/** Pods and patches for them, from one small vocabulary, so that they meet. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../json/json.ts';
import { fieldType, itemType, mergeKey, rowOf, valueType } from '../kubernetes/pod-types.ts';

type Draw = <T>(arbitrary: () => fc.Arbitrary<T>) => T;

/** What an object may hold: fields only; nulls and deletions too; directives as they are meant; anything. */
type Manner = 'plain' | 'bare' | 'tidy' | 'wild';

/** What a field of some name holds; other leaves are chosen by their type. */
const VALUES: { readonly [field: string]: readonly Json[] } = {
  name: ['udf', 'a', 'b', 'c', 'd'],
  containerPort: [80, 8080, 9090],
  protocol: ['TCP', 'UDP'],
  mountPath: ['/a', '/b', '/c'],
  ip: ['10.0.0.1', '10.0.0.2'],
  topologyKey: ['zone', 'host'],
  whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'],
  uid: ['u1', 'u2'],
};

/** The fields that take part; of other types, the first four do. */
const FIELDS: { readonly [type: string]: readonly string[] } = {
  PodSpec: [
    'affinity',
    'containers',
    'hostAliases',
    'hostNetwork',
    'imagePullSecrets',
    'initContainers',
    'nodeSelector',
    'securityContext',
    'terminationGracePeriodSeconds',
    'tolerations',
    'topologySpreadConstraints',
    'volumes',
  ],
  Container: [
    'args',
    'env',
    'envFrom',
    'image',
    'lifecycle',
    'name',
    'ports',
    'resources',
    'securityContext',
    'stdin',
    'volumeMounts',
  ],
  Affinity: ['nodeAffinity'],
  EnvVarSource: ['fieldRef', 'secretKeyRef'],
  LifecycleHandler: ['exec', 'sleep'],
  Volume: ['configMap', 'emptyDir', 'ephemeral', 'name'],
  ObjectMeta: ['finalizers', 'labels', 'ownerReferences'],
  OwnerReference: ['name', 'uid'],
  PodSecurityContext: ['fsGroup', 'seccompProfile', 'supplementalGroups', 'sysctls'],
  SecurityContext: ['capabilities', 'privileged', 'runAsUser'],
};

/** A valid enough pod, with at least one container, as layerc might write it. */
export const pod: fc.Arbitrary<JsonObject> = generator((draw) => {
  const spec = object(draw, 'PodSpec', 0, 'plain');
  const containers = list(draw, '[]Container', 'name', 1, 'plain');
  return { ...spec, containers: containers.length > 0 ? containers : [{ name: 'udf', image: 'i' }] };
});

/** Anything that might be meant as a patch of a pod; most of them are in order. */
export const patch: fc.Arbitrary<JsonObject> = generator((draw) =>
  object(draw, 'PodSpec', 0, pick(draw, ['bare', 'bare', 'tidy', 'tidy', 'wild'])),
);

function generator<T>(build: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.gen().map((next) => build((arbitrary) => next(arbitrary)));
}

function chance(draw: Draw, percent: number): boolean {
  return draw(() => fc.noBias(fc.nat({ max: 99 }))) < percent;
}

function pick<T>(draw: Draw, choices: readonly T[]): T {
  return choices[draw(() => fc.noBias(fc.nat({ max: choices.length - 1 })))] as T;
}

function object(draw: Draw, type: string, depth: number, manner: Manner): JsonObject {
  const fields = FIELDS[type] ?? Object.keys(rowOf(type)?.fields ?? {}).slice(0, 4);
  const entries: [string, Json][] = [];
  for (const field of fields) {
    if (!chance(draw, depth === 0 ? 35 : 45)) continue;
    if (manner !== 'plain' && chance(draw, 8)) entries.push([field, null]);
    else if (manner === 'wild' && chance(draw, 2)) {
      entries.push([field, pick<Json>(draw, ['x', 1, true, {}, [], [null]])]);
    } else entries.push([field, value(draw, type, field, depth, manner)]);
  }
  const made = Object.fromEntries(entries);
  return manner === 'plain' || manner === 'bare'
    ? made
    : { ...made, ...directives(draw, type, fields, made, manner) };
}

function directives(
  draw: Draw,
  type: string,
  fields: readonly string[],
  made: JsonObject,
  manner: Manner,
): JsonObject {
  const added: [string, Json][] = [];
  const words = manner === 'wild' ? ['delete', 'replace', 'merge', null] : ['delete', 'replace'];
  if (chance(draw, 2)) added.push(['$patch', pick(draw, words)]);
  if (chance(draw, 3)) {
    const names = Object.keys(made).filter(() => manner === 'tidy' || !chance(draw, 5));
    added.push(['$retainKeys', [...names, 'name', pick(draw, fields)]]);
  }
  for (const field of fields) {
    const of = fieldType(type, field) ?? '';
    const key = mergeKey(type, field);
    if (itemType(of) === undefined || (manner === 'tidy' && key === undefined && rowOf(itemType(of))))
      continue;
    if (chance(draw, 10))
      added.push([`$setElementOrder/${field}`, order(draw, of, key ?? '', made[field], manner)]);
    const deletable =
      key === '' ? 30 : manner === 'wild' || (key === undefined && !rowOf(itemType(of))) ? 5 : 0;
    // In Go the outcome of a list and a deletion from it, both in one patch, depends on the order of a map.
    if (chance(draw, deletable) && !Object.hasOwn(made, field)) {
      added.push([`$deleteFromPrimitiveList/${field}`, list(draw, '[]string', '', 0, 'plain')]);
    }
  }
  if (manner === 'wild' && chance(draw, 1)) added.push(['$unknown', 1]);
  return Object.fromEntries(added);
}

function order(draw: Draw, type: string, key: string, made: Json | undefined, manner: Manner): Json {
  const tidy = manner === 'tidy';
  const items = (Array.isArray(made) ? (made as Json[]) : []).filter(() => tidy || !chance(draw, 5));
  const more = list(draw, type, key, 1, 'plain');
  const all = chance(draw, 50) ? [...items, ...more] : [...more, ...items];
  if (key === '') return all;
  return all.map((item) => {
    const id = (item as JsonObject | null)?.[key];
    return id === undefined ? {} : { [key]: id };
  });
}

function value(draw: Draw, type: string, field: string, depth: number, manner: Manner): Json {
  const of = fieldType(type, field) ?? '';
  if (itemType(of) !== undefined) return list(draw, of, mergeKey(type, field) ?? '', depth, manner);
  if (valueType(of) !== undefined) {
    const keys = ['x', 'y', 'z'].filter(() => chance(draw, 50));
    const nulls = (text: Json) => (manner !== 'plain' && chance(draw, 15) ? null : text);
    const map = Object.fromEntries(keys.map((key) => [key, nulls(pick(draw, ['1', '2']))]));
    if (manner === 'plain' || manner === 'bare' || !chance(draw, 8)) return map;
    return { ...map, $patch: pick(draw, ['replace', 'delete']) };
  }
  if (rowOf(of) !== undefined) return depth > 7 ? {} : object(draw, of, depth + 1, manner);
  return leaf(draw, of, field);
}

function leaf(draw: Draw, type: string, field: string): Json {
  const known = VALUES[field];
  if (known !== undefined) return pick(draw, known);
  if (type === 'boolean') return chance(draw, 50);
  if (type.startsWith('int')) return pick<Json>(draw, [0, 1, 2]);
  return pick(draw, ['p', 'q', 'r', 's']);
}

function list(draw: Draw, type: string, key: string, depth: number, manner: Manner): Json[] {
  const of = itemType(type) ?? 'string';
  const wild = manner === 'wild';
  const items = Array.from({ length: pick(draw, [0, 1, 1, 1, 2, 2, 3, 3]) }, (): Json => {
    if (rowOf(of) === undefined) return leaf(draw, of, '');
    const item =
      depth > 7 ? {} : object(draw, of, depth + 1, key === '' && manner !== 'wild' ? 'plain' : manner);
    if (key === '' || (wild && chance(draw, 3))) return item;
    const { $patch: _, ...fields } = item;
    const id =
      wild && chance(draw, 1) ? pick<Json>(draw, [null, {}]) : leaf(draw, fieldType(of, key) ?? '', key);
    const words = wild ? ['delete', 'replace', 'x'] : ['delete', 'delete', 'delete', 'delete', 'replace'];
    const marked = manner !== 'plain' && chance(draw, 10) ? { $patch: pick(draw, words) } : {};
    return { ...fields, ...marked, [key]: id };
  });
  if (manner !== 'plain') {
    if (key !== '' && chance(draw, 3)) items.push({ $patch: 'replace' });
    const usable = key === '' ? items : withoutOrderInRepeats(items as JsonObject[], key);
    return wild && chance(draw, 2) ? [...usable, 'stray'] : usable;
  }
  const seen = new Set<Json>();
  return items.filter((item) => {
    const id = key === '' ? item : ((item as JsonObject)[key] as Json);
    return typeof id === 'object' || (!seen.has(id) && seen.add(id));
  });
}

/**
 * kubectl keeps the nulls of a new item, so an element order in a later item of the same key may meet a null and be
 * refused; layerc drops them. The one place where layerc takes what kubectl refuses.
 */
function withoutOrderInRepeats(items: readonly JsonObject[], key: string): JsonObject[] {
  return items.map((item, index) => {
    const repeats = items.slice(0, index).some((earlier) => earlier[key] === item[key]);
    const entries = Object.entries(item).filter(([name]) => !repeats || !name.startsWith('$setElementOrder'));
    return Object.fromEntries(entries);
  });
}
