/** What is wrong with worker.podSpec.metadata, or with that of a pool's template. It is no part of a PodSpec, so no merge and no pod check sees it. */
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Grammar } from '../kubernetes/grammar.ts';
import { labelKey, labelValue } from '../kubernetes/name-grammars.ts';
import { typeFault } from '../pod/leaf-types.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Finding } from '../words/diagnostics.ts';
import { unmarked } from '../words/origin.ts';
import { quoted, shown } from '../words/phrases.ts';
import { ownLabels } from './metadata.ts';
import { containersOf } from './read-pod.ts';

const FIELDS = ['labels', 'annotations'];

/** The API's limit for all keys and values together. */
const LARGEST_ANNOTATIONS = 256 * 1024;

/** Set by the Deployment's controller, for each template another. */
const TEMPLATE_HASH = 'pod-template-hash';

/** Pointers are from what the metadata stands in. */
export function metadataFaults(
  podMetadata: Json,
  workload: Workload,
  pod: JsonObject,
  by: 'podSpec' | 'template' = 'podSpec',
): Finding[] {
  if (podMetadata === null) return [];
  const at = '/metadata';
  if (!isObject(podMetadata)) return [wrongType(at, 'The metadata of a podSpec', podMetadata, 'a mapping')];
  return Object.entries(podMetadata).flatMap(([field, value]) => {
    const pointer = child(at, field);
    if (value === null) return [];
    if (!FIELDS.includes(field)) return [notHere(field, pointer)];
    if (!isObject(value)) return [wrongType(pointer, `metadata.${field}`, value, 'a mapping')];
    const texts = Object.entries(value).filter(([, text]) => text !== null);
    return field === 'labels'
      ? texts.flatMap(([key, text]) => labelFaults(key, text, child(pointer, key), workload, by))
      : [
          ...texts.flatMap(([key, text]) => annotationFaults(key, text, child(pointer, key), pod)),
          ...tooLarge(value, pointer),
        ];
  });
}

function wrongType(pointer: Pointer, subject: string, value: Json, wanted: string): Finding {
  const { found, hint } = typeFault(value, wanted, wanted === 'a string' ? 'string' : '');
  return { pointer, message: `${subject} ${found}.`, hint };
}

function notHere(field: string, pointer: Pointer): Finding {
  return {
    pointer,
    at: 'key',
    message: `The metadata of a podSpec has no ${quoted(field)}, since the pods of a Deployment are named by Kubernetes.`,
    allowed: FIELDS.join(', '),
    hint: 'Keep labels and annotations alone.',
  };
}

function labelFaults(
  key: string,
  text: Json,
  pointer: Pointer,
  workload: Workload,
  by: 'podSpec' | 'template',
): Finding[] {
  if (!labelKey.accepts(key)) return [badKey(key, pointer, 'label')];
  if (typeof text !== 'string') return [wrongType(pointer, `The label ${key}`, text, 'a string')];
  if (!labelValue.accepts(text)) {
    return [
      {
        pointer,
        message: `The label ${key} is ${shown(text)}, which is no value of a label.`,
        allowed: labelValue.allowed,
        hint: 'Shorten it, or make it an annotation.',
      },
    ];
  }
  const own = ownLabels(workload, unmarked)[key];
  // A template is that of many Functions, and what is the name of one of them is not that of another.
  const isRight = own === text && (by === 'podSpec' || own !== workload.name);
  if (key !== TEMPLATE_HASH && (own === undefined || isRight)) return [];
  const owner = key === TEMPLATE_HASH ? 'Kubernetes sets' : 'layerc sets';
  return [
    {
      pointer,
      message: `The label ${key} is one that ${owner} on every pod, and by which pods are found.`,
      ...(own !== undefined && by === 'podSpec' && { allowed: own }),
      hint: 'Remove it, or choose another key.',
    },
  ];
}

function annotationFaults(key: string, text: Json, pointer: Pointer, pod: JsonObject): Finding[] {
  if (!labelKey.accepts(key.toLowerCase())) return [badKey(key, pointer, 'annotation')];
  if (typeof text !== 'string') return [wrongType(pointer, `The annotation ${key}`, text, 'a string')];
  const form = meaningful(key, pod);
  if (form === undefined || form.accepts(text)) return [];
  return [
    {
      pointer,
      message: `The annotation ${key} is ${shown(text)}, which the API server refuses.`,
      allowed: form.allowed,
      hint: 'Correct it, or remove it.',
    },
  ];
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP =
  /^(container\.seccomp\.security\.alpha\.kubernetes\.io\/|seccomp\.security\.alpha\.kubernetes\.io\/pod$)/;

/** The annotations that the API server itself reads, and the form of each (ValidatePodSpecificAnnotations). */
function meaningful(key: string, pod: JsonObject): Grammar | undefined {
  if (key === 'controller.kubernetes.io/pod-deletion-cost') {
    return {
      allowed: 'a whole number of 32 bits, without a plus sign and without leading zeros',
      accepts: (text) => /^(0|[1-9]\d{0,9}|-\d{1,19})$/.test(text) && isInt32(BigInt(text)),
    };
  }
  if (key === 'kubernetes.io/config.mirror') {
    return { allowed: 'nothing, since it marks the pods of a kubelet', accepts: () => false };
  }
  if (key.startsWith(APP_ARMOR)) {
    const names = containersOf(pod).map(({ object }) => object.name);
    return {
      allowed: 'runtime/default, unconfined or localhost/<profile>, for a container of the pod',
      accepts: (text) =>
        names.includes(key.slice(APP_ARMOR.length)) &&
        /^$|^(runtime\/default|unconfined)$|^localhost\//.test(text),
    };
  }
  if (SECCOMP.test(key)) {
    return {
      allowed: 'runtime/default, unconfined or localhost/<profile>',
      accepts: (text) =>
        /^(runtime\/default|docker\/default|unconfined)$|^localhost\/(?!\/)/.test(text) &&
        !/(^|\/)\.\.(\/|$)/.test(text),
    };
  }
  return undefined;
}

function isInt32(integer: bigint): boolean {
  return BigInt.asIntN(32, integer) === integer;
}

function badKey(key: string, pointer: Pointer, what: string): Finding {
  return {
    pointer,
    at: 'key',
    message: `${what === 'label' ? 'A label' : 'An annotation'} cannot have the key ${quoted(key)}.`,
    allowed: labelKey.allowed,
    hint: 'Correct it.',
  };
}

function tooLarge(annotations: JsonObject, pointer: Pointer): Finding[] {
  let size = 0;
  for (const [key, text] of Object.entries(annotations)) size += bytes(key) + bytes(String(text ?? ''));
  if (size <= LARGEST_ANNOTATIONS) return [];
  return [
    {
      pointer,
      message: `The annotations have ${size} bytes together, more than the API server takes.`,
      allowed: `${LARGEST_ANNOTATIONS} bytes or less`,
      hint: 'Put what is large into a ConfigMap, and mount it.',
    },
  ];
}

/** The length in UTF-8. */
function bytes(text: string): number {
  let size = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}
