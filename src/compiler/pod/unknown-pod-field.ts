import { didYouMean } from '../../json/did-you-mean.ts';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { fieldType, rowOf } from '../kubernetes/pod-types.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { quoted } from '../words/phrases.ts';
import { reshaped } from '../words/reshape.ts';
import { asWorkerPod } from '../words/worker-container.ts';
import type { Fault } from './leaf-types.ts';
import { wantedType } from './wanted-types.ts';

/** A field that a type does not have: the one that was meant, or the place where it belongs. */
export function unknownField(field: string, type: string, object: JsonObject): Fault {
  const known = Object.keys(rowOf(type)?.fields ?? {});
  return {
    at: 'key',
    found: `has no field ${quoted(field)}`,
    allowed: known.join(', '),
    ...mend(field, type, object, known),
  };
}

type Mend = Pick<Fault, 'hint' | 'write' | 'instead'>;

function mend(field: string, type: string, object: JsonObject, known: readonly string[]): Mend {
  const value = object[field] as Json;
  const written = known.find((one) => alike(one) === alike(field));
  if (written !== undefined) return { hint: `Did you mean ${written}?`, instead: written };
  const elsewhere =
    type === 'PodSpec'
      ? aroundPod(field, value)
      : type === 'Container'
        ? aroundContainer(field, object)
        : undefined;
  if (elsewhere !== undefined) return elsewhere;
  const meant = didYouMean(field, known);
  if (meant !== undefined) return { hint: `Did you mean ${meant}?`, instead: meant };
  return inField(field, type, value) ?? { hint: 'Remove it, or move it where it belongs.' };
}

function alike(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/** What people write into a podSpec who think of a pod, of a Deployment or of the container. */
function aroundPod(field: string, value: Json): Mend | undefined {
  if (field === 'spec' || field === 'template') {
    return {
      hint: `A podSpec is the spec of the pod already: write the fields of ${field} directly under podSpec.`,
      ...(isObject(value) && { write: { podSpec: asWorkerPod(specIn(value)) } }),
    };
  }
  if (field === 'apiVersion' || field === 'kind') {
    return { hint: 'Remove it: a podSpec is the spec of a pod, and no object.' };
  }
  if (field === 'labels' || field === 'annotations') {
    return {
      hint: `Write it as metadata.${field} of the podSpec.`,
      write: { podSpec: { metadata: { [field]: value } } },
    };
  }
  if (field === 'replicas' || field === 'strategy' || field === 'selector') {
    return {
      hint:
        field === 'replicas'
          ? 'The number of workers is no matter of the pod: write spec.scaling.replicas.'
          : 'Remove it: it is a field of the Deployment, which layerc decides.',
    };
  }
  if (field === 'image') return { hint: 'The image of the worker is spec.worker.image: write it there.' };
  if (field === 'limits' || field === 'requests') {
    return {
      hint: `It belongs to the resources of a container: write containers[${WORKER_CONTAINER}].resources.${field}.`,
      write: { containers: [{ name: WORKER_CONTAINER, resources: { [field]: value } }] },
    };
  }
  if (fieldType('Container', field) === undefined) return undefined;
  const inner =
    reshaped(value, wantedType(fieldType('Container', field) as string, 'Container', field)) ?? value;
  return {
    hint: `It is a field of a container: write containers[${WORKER_CONTAINER}].${field}.`,
    write: { containers: [{ name: WORKER_CONTAINER, [field]: inner }] },
  };
}

/** The innermost of `spec: {template: {spec: ...}}`. */
function specIn(value: JsonObject): JsonObject {
  const inner = isObject(value.template) ? value.template : value.spec;
  return isObject(inner) ? specIn(inner) : value;
}

/** What is written into a container and belongs to the pod, or into its env. */
function aroundContainer(field: string, container: JsonObject): Mend | undefined {
  const value = container[field] as Json;
  if (fieldType('PodSpec', field) !== undefined) {
    return {
      hint: `It is a field of the pod: write it beside containers, not in one.`,
      write: { [field]: value },
    };
  }
  if (!isVariable(field, value)) return undefined;
  const variables = Object.entries(container).filter(([name, inner]) => isVariable(name, inner));
  const isFirst = variables[0]?.[0] === field;
  const env = variables.map(([name, inner]) => ({ name, value: leafText(inner) }));
  return {
    hint: 'A variable stands below env, indented further than it, as an item with name and value.',
    ...(isFirst && { write: { env } }),
  };
}

function isVariable(name: string, value: Json): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) && value !== null && !isObject(value) && !isArray(value);
}

function leafText(value: Json): string {
  return value instanceof ExactNumber ? value.text : String(value);
}

/** An object of the type that has the field: limits of a container belong into its resources. */
function inField(field: string, type: string, value: Json): Mend | undefined {
  for (const [name, inner] of Object.entries(rowOf(type)?.fields ?? {})) {
    if (fieldType(inner, field) === undefined) continue;
    return {
      hint: `It belongs into ${name}: write ${name}.${field}.`,
      write: { [name]: { [field]: value } },
    };
  }
  return undefined;
}
