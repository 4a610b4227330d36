import { didYouMean } from '../../json/did-you-mean.ts';
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { fieldType, rowOf } from '../kubernetes/pod-types.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { quoted } from '../words/phrases.ts';
import { reshaped } from '../words/reshape.ts';
import type { Fault } from './leaf-types.ts';
import { wantedType } from './wanted-types.ts';

/** A field that a type does not have: the one that was meant, or the place where it belongs. */
export function unknownField(field: string, type: string, value: Json): Fault {
  const known = Object.keys(rowOf(type)?.fields ?? {});
  return {
    at: 'key',
    found: `has no field ${quoted(field)}`,
    allowed: known.join(', '),
    ...mend(field, type, value, known),
  };
}

type Mend = Pick<Fault, 'hint' | 'write'>;

function mend(field: string, type: string, value: Json, known: readonly string[]): Mend {
  const written = known.find((one) => alike(one) === alike(field));
  if (written !== undefined) return { hint: `Did you mean ${written}?` };
  const elsewhere =
    type === 'PodSpec'
      ? aroundPod(field, value)
      : type === 'Container'
        ? aroundContainer(field, value)
        : undefined;
  if (elsewhere !== undefined) return elsewhere;
  const meant = didYouMean(field, known);
  if (meant !== undefined) return { hint: `Did you mean ${meant}?` };
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
      ...(isObject(value) && { write: { podSpec: specIn(value) } }),
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

/** The innermost of `template: {spec: ...}`. */
function specIn(value: JsonObject): JsonObject {
  return isObject(value.spec) ? value.spec : value;
}

/** What is written into a container and belongs to the pod, or is the limit of a resource. */
function aroundContainer(field: string, value: Json): Mend | undefined {
  if (fieldType('PodSpec', field) !== undefined) {
    return {
      hint: `It is a field of the pod: write it beside containers, not in one.`,
      write: { [field]: value },
    };
  }
  return undefined;
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
