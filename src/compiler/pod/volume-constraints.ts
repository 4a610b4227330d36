import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { dnsSubdomain, labelKey, labelValue } from '../kubernetes/name-grammars.ts';
import { rowOf } from '../kubernetes/pod-types.ts';
import { listed, shown } from '../words/phrases.ts';
import {
  atMostOne,
  breach,
  type Constraint,
  exactlyOne,
  has,
  inner,
  list,
  objects,
  text,
} from './constraint.ts';
import { fieldPath, KEYED_PATHS } from './container-constraints.ts';

const FILE_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];
const SOURCES = Object.keys(rowOf('Volume')?.fields ?? {}).filter((field) => field !== 'name');
const PROJECTIONS = Object.keys(rowOf('VolumeProjection')?.fields ?? {});

/** What volumes are made of. */
export const VOLUME_CONSTRAINTS: readonly Constraint[] = [
  // Without any, the server makes it an emptyDir.
  atMostOne('Volume', 'a volume has one source', SOURCES),
  atMostOne(
    'VolumeProjection',
    'an item of sources has one source',
    PROJECTIONS,
    'Make an item of sources of each.',
  ),
  exactlyOne('DownwardAPIVolumeFile', 'a file', ['fieldRef', 'resourceFieldRef']),
  {
    of: ['DownwardAPIVolumeFile'],
    must: `a file reads ${listed([...FILE_FIELDS, ...KEYED_PATHS], 'or')} of v1`,
    hint: 'Name one of these.',
    check: (file) => fieldPath(inner(file, 'fieldRef'), FILE_FIELDS),
  },
  {
    of: ['DownwardAPIVolumeFile'],
    must: 'a file of resources says of which container they are',
    hint: 'Add containerName.',
    check: (file) => {
      const reference = inner(file, 'resourceFieldRef');
      const silent = reference !== undefined && text(reference, 'containerName') === undefined;
      return breach(silent, '/resourceFieldRef/containerName', 'is absent');
    },
  },
  {
    of: ['CSIVolumeSource'],
    must: 'it must be the name of a Secret',
    hint: 'Add its name, or remove nodePublishSecretRef.',
    check: (source) => {
      const secret = inner(source, 'nodePublishSecretRef');
      const name = secret && text(secret, 'name');
      const unnamed = secret !== undefined && !dnsSubdomain.accepts(name ?? '');
      return breach(unnamed, '/nodePublishSecretRef/name', `is ${shown(name)}`);
    },
  },
  {
    of: ['PersistentVolumeClaimTemplate'],
    must: 'the metadata of a claim is labels and annotations alone',
    hint: 'Remove the field: the claim is named after the pod and the volume.',
    check: (template) =>
      Object.entries(inner(template, 'metadata') ?? {})
        .filter(([field, value]) => field !== 'labels' && field !== 'annotations' && !isUnset(value))
        .map(([field]) => ({ at: `/metadata/${field}`, found: 'is set' })),
  },
  {
    of: ['PersistentVolumeClaimTemplate'],
    must: `a key must be ${labelKey.allowed}, and the value of a label must be ${labelValue.allowed}`,
    hint: 'Correct the key or the value.',
    check: (template) => {
      const metadata = inner(template, 'metadata') ?? {};
      return ['labels', 'annotations'].flatMap((field) =>
        Object.entries(inner(metadata, field) ?? {}).flatMap(([key, value]) => {
          const isValue = field !== 'labels' || typeof value !== 'string' || labelValue.accepts(value);
          // The keys of annotations may have capitals in their domain.
          const isKey = labelKey.accepts(field === 'labels' ? key : key.toLowerCase());
          return breach(!isKey || !isValue, child(`/metadata/${field}`, key), `is ${shown(value)}`);
        }),
      );
    },
  },
  {
    of: ['PersistentVolumeClaimSpec'],
    must: 'a claim requests storage',
    hint: 'Add resources.requests.storage.',
    check: (claim) => {
      const resources = inner(claim, 'resources');
      return breach(
        resources !== undefined && !has(inner(resources, 'requests') ?? {}, 'storage'),
        '/resources/requests/storage',
        'is absent',
      );
    },
  },
  {
    of: ['PodSpec'],
    must: 'a file of variables is in an emptyDir of the pod',
    hint: 'Name a volume of the pod that is an emptyDir.',
    check: (pod) => {
      const fileOf = (variable: JsonObject) => inner(inner(variable, 'valueFrom') ?? {}, 'fileKeyRef');
      const readsFile = (item: Json) => isObject(item) && fileOf(item) !== undefined;
      const readers = [...objects(pod, 'containers'), ...objects(pod, 'initContainers')].filter((container) =>
        list(container.object, 'env').some(readsFile),
      );
      if (readers.length === 0) return [];
      const variables = readers.flatMap((container) =>
        objects(container.object, 'env')
          .filter(({ object }) => fileOf(object) !== undefined)
          .map(({ object, at }) => ({ object, at: container.at + at })),
      );
      const empty = objects(pod, 'volumes').filter(({ object }) => has(object, 'emptyDir'));
      const names = new Set(empty.map(({ object }) => text(object, 'name')));
      return variables.flatMap(({ object, at }) =>
        breach(
          !names.has(text(fileOf(object) ?? {}, 'volumeName')),
          `${at}/valueFrom/fileKeyRef/volumeName`,
          `is ${shown(text(fileOf(object) ?? {}, 'volumeName'))}`,
        ),
      );
    },
  },
];

/** What the API server does not tell from a field that is absent. */
function isUnset(value: Json): boolean {
  if (isArray(value) || isObject(value)) return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}
