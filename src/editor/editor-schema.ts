/** The schema of a kind as an editor wants it: whole, with words for titles, and a pod for every podSpec. */
import { inWords, podDefinitions } from '../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import podWords from '../schema/pod-words.generated.json' with { type: 'json' };

const WORDS: { readonly [type: string]: { readonly [field: string]: string } } = podWords;

/** Places of our schemas that are typed as no more than objects, and the type of Kubernetes that stands there. */
const PODS: { readonly [place: Pointer]: string } = {
  '/properties/spec/properties/worker/properties/podSpec': 'PodSpec',
  '/properties/spec/properties/computePools/items/properties/template/properties/spec': 'PodSpec',
  '/properties/spec/properties/computePools/items/properties/tolerations/items': 'Toleration',
  '/properties/spec/properties/computePools/items/properties/resources': 'ResourceRequirements',
};

/** What is for the readers of our own files (`x-`) stays out. */
export function editorSchema(schema: JsonObject): JsonObject {
  const used = new Set<string>();
  const whole = rewritten(schema, '', used) as JsonObject;
  if (used.size === 0) return whole;
  const definitions = podDefinitions((type, field) => WORDS[type]?.[field]);
  const isFunction = used.size === 1;
  const pod = definitions.PodSpec as JsonObject;
  const properties = { metadata: POD_METADATA, ...(pod.properties as JsonObject) };
  return {
    ...whole,
    definitions: { ...definitions, ...(isFunction && { PodSpec: { ...pod, properties } }) },
  };
}

/** What a worker.podSpec has besides the spec of a pod. */
const POD_METADATA: JsonObject = {
  title: 'Metadata of the pods',
  description: 'Labels and annotations that the pods get.',
  type: 'object',
  properties: {
    labels: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    annotations: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    creationTimestamp: { type: 'null' },
  },
  additionalProperties: false,
};

function rewritten(value: Json, at: Pointer, used: Set<string>): Json {
  if (isArray(value)) return value.map((item, index) => rewritten(item, child(at, index), used));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    if (key.startsWith('x-')) return [];
    if (key === 'title' && typeof inner === 'string') return [[key, title(inner)]];
    return [[key, rewritten(inner, child(at, key), used)]];
  });
  const type = Object.hasOwn(PODS, at) ? PODS[at] : undefined;
  if (type === undefined) return Object.fromEntries(fields);
  used.add(type);
  return { ...Object.fromEntries(fields), allOf: [{ $ref: `#/definitions/${type}` }] };
}

/** Titles of our schemas are names of types. */
function title(name: string): string {
  return inWords(name.replace(/^Layer(?=[A-Z])/, '').replace(/^ObjectMeta$/, 'Metadata'));
}
