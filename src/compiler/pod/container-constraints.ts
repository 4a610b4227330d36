import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { labelKey } from '../kubernetes/name-grammars.ts';
import { itemIdentity } from '../merge/strategic-items.ts';
import { counted, listed, shown } from '../words/phrases.ts';
import {
  type Breach,
  breach,
  type Constraint,
  exactlyOne,
  has,
  inner,
  isTrue,
  namesIn,
  objects,
  repeated,
  repeatedTexts,
  text,
} from './constraint.ts';

const FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** One label or annotation, where the key stands for itself. */
export const KEYED_PATHS = ["metadata.labels['<key>']", "metadata.annotations['<key>']"];

/** Names, ports, environment and mounts of containers. */
export const CONTAINER_CONSTRAINTS: readonly Constraint[] = [
  {
    of: ['PodSpec'],
    must: 'no two containers of a pod have one name',
    hint: 'Rename one of the two.',
    check: (pod) => {
      const others = objects(pod, 'initContainers');
      if (others.length === 0) return [];
      const names = namesIn(pod, 'containers');
      return others
        .filter(({ object }) => names.has(text(object, 'name') ?? ''))
        .map(({ object, at }) => ({
          at: child(at, 'name'),
          found: `is ${shown(text(object, 'name'))}, as the name of another container is`,
        }));
    },
  },
  {
    of: ['PodSpec'],
    must: 'the pods of a Deployment are made without it',
    hint: 'Remove the field.',
    check: (pod) => [
      ...breach(objects(pod, 'ephemeralContainers').length > 0, '/ephemeralContainers', 'is set'),
      ...breach(has(pod, 'activeDeadlineSeconds'), '/activeDeadlineSeconds', 'is set'),
    ],
  },
  {
    of: ['PodSpec'],
    must: 'a port of the node goes to one container',
    hint: 'Choose another hostPort, or leave it out.',
    check: (pod) => {
      const ports = objects(pod, 'containers').flatMap(({ object, at }) =>
        objects(object, 'ports').map((port) => ({ object: port.object, at: at + port.at })),
      );
      const identify = ({ object }: { object: JsonObject }) => {
        const port = itemIdentity(object, 'hostPort');
        if (port === undefined || port === 'integer 0') return undefined;
        return `${text(object, 'protocol') ?? 'TCP'} ${text(object, 'hostIP') ?? ''} ${port}`;
      };
      return repeated(ports, identify).map(({ object, at }) => ({
        at: child(at, 'hostPort'),
        found: `is ${shown(object.hostPort)}, which an earlier port has`,
      }));
    },
  },
  {
    of: ['PodSpec'],
    must: 'with hostNetwork a hostPort is the containerPort',
    hint: 'Leave hostPort out.',
    check: (pod) => {
      if (!isTrue(pod, 'hostNetwork')) return [];
      return objects(pod, 'containers').flatMap(({ object, at }) =>
        objects(object, 'ports').flatMap((port) => {
          const host = itemIdentity(port.object, 'hostPort') ?? 'integer 0';
          const differs = host !== 'integer 0' && host !== itemIdentity(port.object, 'containerPort');
          const found = `is ${shown(port.object.hostPort)} beside the containerPort ${shown(port.object.containerPort)}`;
          return breach(differs, child(at + port.at, 'hostPort'), found);
        }),
      );
    },
  },
  {
    of: ['Container'],
    must: 'no two ports of a container have one name',
    hint: 'Rename one of the two.',
    check: (container) => repeatedTexts(container, 'ports', 'name', 'port'),
  },
  {
    of: ['EnvVar'],
    must: 'a variable has either value or valueFrom',
    hint: 'Keep one of them. In a podSpec, set the one that the variable already has to null.',
    check: (variable) =>
      breach(
        text(variable, 'value') !== undefined && inner(variable, 'valueFrom') !== undefined,
        '/valueFrom',
        'stands beside value',
      ),
  },
  exactlyOne('EnvVarSource', 'valueFrom', [
    'configMapKeyRef',
    'fieldRef',
    'fileKeyRef',
    'resourceFieldRef',
    'secretKeyRef',
  ]),
  exactlyOne('EnvFromSource', 'an item of envFrom', ['configMapRef', 'secretRef']),
  {
    of: ['EnvVarSource'],
    must: `a variable reads ${listed([...FIELD_PATHS, ...KEYED_PATHS], 'or')} of v1`,
    hint: 'Name one of these.',
    check: (source) => fieldPath(inner(source, 'fieldRef'), FIELD_PATHS),
  },
  {
    of: ['Container'],
    must: 'the pod has no such volume',
    hint: 'Add the volume under volumes, or correct the name.',
    check: (container, pod) => {
      const mounts = [...objects(container, 'volumeMounts'), ...objects(container, 'volumeDevices')];
      if (mounts.length === 0) return [];
      const volumes = namesIn(pod, 'volumes');
      return mounts
        .filter(
          ({ object }) => text(object, 'name') !== undefined && !volumes.has(text(object, 'name') ?? ''),
        )
        .map(({ object, at }) => ({
          at: child(at, 'name'),
          found: `is ${shown(text(object, 'name'))}`,
        }));
    },
  },
  {
    of: ['Container'],
    must: 'a volume is either mounted or a device, at a path of its own',
    hint: 'Remove one of the two.',
    check: (container) => {
      const devices = objects(container, 'volumeDevices');
      if (devices.length === 0) return [];
      const mounts = objects(container, 'volumeMounts').map(({ object }) => object);
      const names = new Set(mounts.map((mount) => text(mount, 'name')));
      const paths = new Set(mounts.map((mount) => text(mount, 'mountPath')));
      return devices.flatMap(({ object, at }) => [
        ...breach(names.has(text(object, 'name') ?? ''), child(at, 'name'), 'names a volume that is mounted'),
        ...breach(
          paths.has(text(object, 'devicePath') ?? ''),
          child(at, 'devicePath'),
          'is a path where another volume is mounted',
        ),
      ]);
    },
  },
  {
    of: ['Container'],
    must: 'a device is the volume of a claim',
    hint: 'Mount the volume under volumeMounts, or make it of a persistentVolumeClaim.',
    check: (container, pod) => {
      const devices = objects(container, 'volumeDevices');
      if (devices.length === 0) return [];
      const names = namesIn(
        pod,
        'volumes',
        'of no claim',
        (volume) => !has(volume, 'persistentVolumeClaim') && !has(volume, 'ephemeral'),
      );
      return devices.flatMap(({ object, at }) =>
        breach(
          names.has(text(object, 'name') ?? ''),
          child(at, 'name'),
          `is ${shown(text(object, 'name'))}, a volume of another source`,
        ),
      );
    },
  },
  {
    of: ['Container'],
    must: 'only a privileged container may mount so',
    hint: 'Use HostToContainer, or leave mountPropagation out.',
    check: (container) =>
      isTrue(inner(container, 'securityContext'), 'privileged')
        ? []
        : objects(container, 'volumeMounts').flatMap(({ object, at }) =>
            breach(
              text(object, 'mountPropagation') === 'Bidirectional',
              child(at, 'mountPropagation'),
              'is Bidirectional',
            ),
          ),
  },
  {
    of: ['VolumeMount'],
    must: 'a mount has either subPath or subPathExpr',
    hint: 'Remove one of the two.',
    check: (mount) =>
      breach(
        text(mount, 'subPath') !== undefined && text(mount, 'subPathExpr') !== undefined,
        '/subPathExpr',
        'stands beside subPath',
      ),
  },
  {
    of: ['VolumeMount'],
    must: 'a mount is read-only all the way down only with readOnly true and without mountPropagation',
    hint: 'Set readOnly: true, or leave recursiveReadOnly out.',
    check: (mount) => {
      const word = text(mount, 'recursiveReadOnly');
      if (word === undefined || word === 'Disabled') return [];
      const propagates = (text(mount, 'mountPropagation') ?? 'None') !== 'None';
      return breach(!isTrue(mount, 'readOnly') || propagates, '/recursiveReadOnly', `is ${word}`);
    },
  },
  {
    of: ['Container'],
    must: 'a container has at most 20 of them, beside a restartPolicy',
    hint: 'Set restartPolicy beside them, and keep 20 at most.',
    check: (container) => {
      const count = objects(container, 'restartPolicyRules').length;
      const alone = count > 0 && text(container, 'restartPolicy') === undefined;
      const found = `has ${counted(count, 'item')}${alone ? ' without a restartPolicy' : ''}`;
      return breach(count > 20 || alone, '/restartPolicyRules', found);
    },
  },
  {
    of: ['Container'],
    must: 'resizePolicy names each resource once',
    hint: 'Keep one of the two.',
    check: (container) => repeatedTexts(container, 'resizePolicy', 'resourceName', 'item'),
  },
];

/** Whether a fieldRef reads what a pod can tell of itself. */
export function fieldPath(reference: JsonObject | undefined, paths: readonly string[]): readonly Breach[] {
  // That it is absent is reported once, by the type.
  if (reference === undefined || !has(reference, 'fieldPath')) return [];
  const path = text(reference, 'fieldPath') ?? '';
  const version = text(reference, 'apiVersion') ?? 'v1';
  const key = /^metadata\.(?:labels|annotations)\['(.+)'\]$/.exec(path)?.[1];
  const isRead = key === undefined ? paths.includes(path) : labelKey.accepts(key);
  return [
    ...breach(version !== 'v1', '/fieldRef/apiVersion', `is ${shown(version)}`),
    ...breach(!isRead, '/fieldRef/fieldPath', `is ${shown(path)}`),
  ];
}
