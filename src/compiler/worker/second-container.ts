/**
 * A container of a podSpec that was probably meant to be the worker: copied from a Deployment, with the name that it had
 * there. It is added beside the worker, which is called udf, and nothing of it reaches the worker.
 */
import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { imageOf } from '../kubernetes/image-reference.ts';
import type { PodFinding } from '../pod/pod-check.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Finding } from '../words/diagnostics.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { listed } from '../words/phrases.ts';
import { below, objectsIn, text } from './read-pod.ts';

/** What a worker needs to run, and what a side car rarely needs more of than the worker does. */
const OF_A_WORKER = ['env', 'envFrom', 'resources'];

/** The containers that are asked about; pointers are into the podSpec. */
export function secondContainers(podSpec: JsonObject, worker: Worker): Finding[] {
  const containers = objectsIn(podSpec, 'containers');
  const udf = containers.find(({ object }) => object.name === WORKER_CONTAINER)?.object;
  const knowsUdf = udf !== undefined && Object.keys(udf).some((key) => key !== 'name' && key !== 'image');
  return containers.flatMap(({ object, at }) => {
    const name = text(object, 'name');
    if (name === undefined || name === WORKER_CONTAINER || Object.hasOwn(object, '$patch')) return [];
    const found = likeness(name, object, worker) ?? (knowsUdf ? undefined : equipment(object));
    if (found === undefined) return [];
    return [
      {
        pointer: child(at, 'name'),
        message: `containers[${name}] is a new container beside ${WORKER_CONTAINER}, which runs the worker, and ${found}.`,
        hint: `Is it meant to be the worker? Then call it ${WORKER_CONTAINER}. A side car belongs into initContainers, with restartPolicy: Always.`,
      },
    ];
  });
}

type Worker = Pick<Workload, 'name' | 'image'>;

/** What it shares with the worker. */
function likeness(name: string, container: JsonObject, worker: Worker): string | undefined {
  const image = text(container, 'image');
  const own = imageOf(worker.image);
  if (image !== undefined && imageOf(image) === own) return `has the image of the worker, ${own}`;
  if (didYouMean(name, [WORKER_CONTAINER]) !== undefined) return 'has almost its name';
  if (name === worker.name) return 'has the name of the Function';
  return undefined;
}

/** What it has that a worker needs. */
function equipment(container: JsonObject): string | undefined {
  const has = OF_A_WORKER.filter((field) => hasContent(container[field]));
  const isEquipped = has.some((field) => field !== 'resources') || asksForDevice(container);
  return isEquipped ? `has ${listed(has, 'and')}, of which ${WORKER_CONTAINER} gets nothing` : undefined;
}

/** A fault of a container for which its name is to blame says so: without image, without name, or almost called udf. */
export function withNameOfWorker<T extends PodFinding>(fault: T, containers: Json | undefined): T {
  const [, index, field] = /^\/containers\/(\d+)(?:\/(image|name))?$/.exec(fault.pointer) ?? [];
  const container = isArray(containers) && index !== undefined ? containers[Number(index)] : undefined;
  if (!isObject(container) || container.name === WORKER_CONTAINER) return fault;
  const { name, image } = container;
  if (field !== 'image' && typeof name === 'string') {
    const isMeant = field === 'name' && didYouMean(name, [WORKER_CONTAINER]) !== undefined;
    return isMeant
      ? {
          ...fault,
          hint: `Did you mean ${WORKER_CONTAINER}, the container of the worker?`,
          instead: WORKER_CONTAINER,
        }
      : fault;
  }
  if (field === 'image' && image !== undefined) return fault;
  return {
    ...fault,
    hint: `The container of the worker is called ${WORKER_CONTAINER}: write name: ${WORKER_CONTAINER} to change it; a side car needs a name and an image of its own.`,
  };
}

function hasContent(value: Json | undefined): boolean {
  if (isArray(value)) return value.length > 0;
  return isObject(value) && Object.keys(value).length > 0;
}

function asksForDevice(container: JsonObject): boolean {
  return ['limits', 'requests'].some((field) => {
    const amounts: Json | undefined = below(container, 'resources', field);
    return isObject(amounts) && Object.keys(amounts).some(isExtendedResource);
  });
}
