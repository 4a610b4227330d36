import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { dnsSubdomain, labelKey, labelValue } from '../kubernetes/label.ts';
import { rowOf } from '../kubernetes/pod-types.ts';
import { shown } from './pod-leaf.ts';
import { breach, exactlyOne, has, inner, objects, type Rule, text } from './pod-rule.ts';
import { fieldPath } from './pod-rules-containers.ts';

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
export const VOLUME_RULES: readonly Rule[] = [
  {
    of: ['Volume'],
    // Without any, the server makes it an emptyDir.
    must: 'a volume has one source, such as emptyDir, configMap or secret',
    hint: 'Keep one source. In a podSpec, set the one that the volume already has to null.',
    check: (volume) => {
      const present = SOURCES.filter((source) => has(volume, source));
      return breach(
        present.length > 1,
        child('', present.at(-1) ?? ''),
        `there are ${present.join(' and ')}`,
      );
    },
  },
  {
    of: ['VolumeProjection'],
    must: `a projection has at most one of ${PROJECTIONS.join(', ')}`,
    hint: 'Make an item of sources of each.',
    check: (projection) => {
      const present = PROJECTIONS.filter((source) => has(projection, source));
      return breach(
        present.length > 1,
        child('', present.at(-1) ?? ''),
        `there are ${present.join(' and ')}`,
      );
    },
  },
  exactlyOne('DownwardAPIVolumeFile', 'a file', ['fieldRef', 'resourceFieldRef']),
  {
    of: ['DownwardAPIVolumeFile'],
    must: `a file reads ${FILE_FIELDS.join(', ')}, metadata.labels['<key>'] or metadata.annotations['<key>']`,
    hint: 'Name one of these.',
    check: (file) => fieldPath(inner(file, 'fieldRef'), FILE_FIELDS),
  },
  {
    of: ['DownwardAPIVolumeFile'],
    must: 'a file of resources says of which container',
    hint: 'Add containerName.',
    check: (file) => {
      const reference = inner(file, 'resourceFieldRef');
      const silent = reference !== undefined && text(reference, 'containerName') === undefined;
      return breach(silent, '/resourceFieldRef/containerName', 'containerName is absent');
    },
  },
  {
    of: ['CSIVolumeSource'],
    must: 'nodePublishSecretRef names a Secret',
    hint: 'Add its name, or remove nodePublishSecretRef.',
    check: (source) => {
      const secret = inner(source, 'nodePublishSecretRef');
      const unnamed = secret !== undefined && !dnsSubdomain.accepts(text(secret, 'name') ?? '');
      return breach(unnamed, '/nodePublishSecretRef/name', 'the name is absent or none');
    },
  },
  {
    of: ['PersistentVolumeClaimTemplate'],
    must: 'the metadata of a claim is labels and annotations',
    hint: 'Remove the field: the claim is named after the pod and the volume.',
    check: (template) =>
      Object.entries(inner(template, 'metadata') ?? {})
        .filter(([field, value]) => field !== 'labels' && field !== 'annotations' && !isUnset(value))
        .map(([field]) => ({ at: `/metadata/${field}`, found: `${field} is set` })),
  },
  {
    of: ['PersistentVolumeClaimTemplate'],
    must: `keys are ${labelKey.allowed}; values of labels ${labelValue.allowed}`,
    hint: 'Correct it.',
    check: (template) => {
      const metadata = inner(template, 'metadata') ?? {};
      return ['labels', 'annotations'].flatMap((field) =>
        Object.entries(inner(metadata, field) ?? {}).flatMap(([key, value]) => {
          const isValue = field !== 'labels' || typeof value !== 'string' || labelValue.accepts(value);
          // The keys of annotations may have capitals in their domain.
          const isKey = labelKey.accepts(field === 'labels' ? key : key.toLowerCase());
          return breach(!isKey || !isValue, child(`/metadata/${field}`, key), `${shown(key)} is not right`);
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
        'storage is absent',
      );
    },
  },
  {
    of: ['PodSpec'],
    must: 'a fileKeyRef names an emptyDir of the pod',
    hint: 'Correct volumeName.',
    check: (pod) => {
      const fileOf = (variable: JsonObject) => inner(inner(variable, 'valueFrom') ?? {}, 'fileKeyRef');
      const variables = [...objects(pod, 'containers'), ...objects(pod, 'initContainers')].flatMap(
        (container) =>
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
          'volumeName names none',
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
