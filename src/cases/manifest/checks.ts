/** What a Function may be asked, by the name that a ManifestTest has for it. */
import { type CompiledFunction, few, listed, movingTag, quoted } from '../../compiler/index.ts';
import { readFilter } from '../../gateway/core/filter/filter.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { adopted } from '../../json/read-json.ts';
import type { ManifestTestExpect } from '../../schema/manifest-test.generated.ts';
import { containerPlace, containersOf, type Fault } from './fault.ts';

type Check<T> = (fn: CompiledFunction, wanted: T) => Fault[];
type Checks = {
  readonly [name in Exclude<keyof ManifestTestExpect, 'fields'>]-?: Check<
    NonNullable<ManifestTestExpect[name]>
  >;
};

const PIN = 'Write a tag that does not move, or a digest.';

export const CHECKS: Checks = {
  imagePinned: (fn, wanted) =>
    images(fn).flatMap(({ image, pointer }) => {
      const moving = movingTag(image);
      if ((moving === undefined) === wanted) return [];
      const what = moving === 'latest' ? 'the tag latest' : moving === 'none' ? 'no tag' : 'a fixed tag';
      const want = wanted ? 'a tag that does not move' : 'a tag that moves';
      return [
        {
          pointer,
          message: `has the image ${quoted(image)} with ${what}, where ${want} is expected.`,
          hint: PIN,
        },
      ];
    }),
  imageDigest: (fn, wanted) =>
    images(fn)
      .filter(({ image }) => image.includes('@') !== wanted)
      .map(({ image, pointer }) => ({
        pointer,
        message: `has the image ${quoted(image)} ${wanted ? 'without' : 'with'} a digest, which is not expected.`,
        hint: wanted ? 'Write it as host/path@sha256:...' : 'Write a tag.',
      })),
  imageFrom: (fn, wanted) =>
    images(fn)
      .filter(({ image }) => !wanted.some((start) => image.startsWith(start)))
      .map(({ image, pointer }) => ({
        pointer,
        message: `has the image ${quoted(image)}, which does not begin with ${listed(wanted.map(quoted), 'or')}.`,
        hint: 'Take the image from where it is expected.',
      })),
  pools: (fn, wanted) => {
    const { name } = fn.pool;
    if (wanted.includes(name)) return [];
    const pointer =
      fn.field('/spec/scaling/pool').written === null ? '/spec/worker/computeClass' : '/spec/scaling/pool';
    const message = `runs on the pool ${quoted(name)}, where ${listed(wanted.map(quoted), 'or')} is expected.`;
    return [{ pointer, message, hint: `Write pool: ${wanted[0]}.` }];
  },
  maxReplicas: (fn, wanted) => {
    const { max } = fn.replicas;
    if (max <= wanted) return [];
    const message = `may have ${max} workers, where at most ${wanted} are expected.`;
    return [{ pointer: '/spec/scaling/replicas/max', message, hint: `Write max: ${wanted}.` }];
  },
  containers: (fn, wanted) => {
    const has = containersOf(fn, false).map(({ name }) => String(name));
    const pointer = '/spec/worker/podSpec/containers';
    const found: Fault[] = [];
    for (const name of wanted.filter((one) => !has.includes(one)))
      found.push({
        pointer,
        message: `has no container ${quoted(name)}, which is expected.`,
        hint: 'Add it to worker.podSpec.containers.',
      });
    for (const name of has.filter((one) => !wanted.includes(one)))
      found.push({
        pointer,
        message: `has the container ${quoted(name)}, which is not expected.`,
        hint: 'Remove it.',
      });
    return found;
  },
  filterOn: (fn, wanted) => {
    const { filter } = specOf(fn);
    const known = attributesOf(filter);
    return wanted
      .filter((name) => !known.includes(name))
      .map((name) => ({
        pointer: '/spec/filter',
        message: `has ${filter === undefined ? 'no filter' : 'a filter that does not look at'} ${filter === undefined ? `on ${quoted(name)}` : quoted(name)}, which is expected.`,
        hint: `Add a condition such as [${JSON.stringify(name)}, NotEq, null].`,
      }));
  },
  resources: (fn, wanted) =>
    containersOf(fn, true).flatMap((container) => {
      const missing = wanted.filter((path) => !hasResource(container, path));
      if (missing.length === 0) return [];
      const pointer = container.name === 'udf' ? '/spec/scaling/pool' : containerPlace(container);
      const message = `has the container ${quoted(String(container.name))} without ${listed(few(missing), 'and')}, which is expected.`;
      return [{ pointer, message, hint: 'Set it in the pool, or in worker.podSpec.containers.' }];
    }),
  env: (fn, wanted) => {
    const udf = containersOf(fn, false).find(({ name }) => name === 'udf') ?? {};
    const has = isArray(udf.env) ? udf.env.filter(isObject).map(({ name }) => name) : [];
    return wanted
      .filter((name) => !has.includes(name))
      .map((name) => ({
        pointer: '/spec/worker/podSpec',
        message: `has no variable ${quoted(name)} in its container udf, which is expected.`,
        hint: `Add it: worker.podSpec: {containers: [{name: udf, env: [{name: ${name}, value: ...}]}]}.`,
      }));
  },
  labels: (fn, wanted) => {
    const { metadata } = fn.source;
    const has = isObject(metadata) && isObject(metadata.labels) ? metadata.labels : {};
    return wanted
      .filter((key) => !Object.hasOwn(has, key))
      .map((key) => ({
        pointer: child('/metadata/labels', key),
        message: `has no label ${quoted(key)}, which is expected.`,
        hint: `Add metadata.labels: {${key}: ...}.`,
      }));
  },
};

function images(fn: CompiledFunction) {
  return containersOf(fn, true).map((container) => ({
    image: String(container.image ?? ''),
    pointer: containerPlace(container),
  }));
}

function hasResource({ resources }: JsonObject, path: string): boolean {
  const [kind = '', name = ''] = path.split(/\.(.*)/s);
  const amounts = isObject(resources) ? resources[kind] : undefined;
  return isObject(amounts) && Object.hasOwn(amounts, name);
}

function specOf({ filled }: CompiledFunction): JsonObject {
  return isObject(filled.spec) ? filled.spec : {};
}

/** Of a filter that is none nobody knows what it looks at. */
function attributesOf(filter: Json | undefined): readonly string[] {
  try {
    return readFilter(filter && adopted(filter), 'turbopuffer').attributes;
  } catch {
    return [];
  }
}
