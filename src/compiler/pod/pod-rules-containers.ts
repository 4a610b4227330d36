import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { labelKey } from '../kubernetes/label.ts';
import { itemIdentity } from '../merge/strategic-items.ts';
import { shown } from './pod-leaf.ts';
import {
  type Breach,
  breach,
  exactlyOne,
  has,
  inner,
  isTrue,
  namesIn,
  objects,
  type Rule,
  repeated,
  text,
} from './pod-rule.ts';

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

/** Names, ports, environment and mounts of containers. */
export const CONTAINER_RULES: readonly Rule[] = [
  {
    of: ['PodSpec'],
    must: 'containers and initContainers have different names',
    hint: 'Rename one of the two.',
    check: (pod) => {
      const names = namesIn(pod, 'containers');
      return objects(pod, 'initContainers')
        .filter(({ object }) => names.has(text(object, 'name') ?? ''))
        .map(({ object, at }) => ({
          at: child(at, 'name'),
          found: `${shown(text(object, 'name') ?? '')} is the name of a container`,
        }));
    },
  },
  {
    of: ['PodSpec'],
    must: 'the pods of a Deployment are made without them',
    hint: 'Remove the field.',
    check: (pod) => [
      ...breach(
        objects(pod, 'ephemeralContainers').length > 0,
        '/ephemeralContainers',
        'ephemeralContainers is set',
      ),
      ...breach(has(pod, 'activeDeadlineSeconds'), '/activeDeadlineSeconds', 'activeDeadlineSeconds is set'),
    ],
  },
  {
    of: ['PodSpec'],
    must: 'two containers cannot have one port of the node',
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
      return repeated(ports, identify).map(({ at }) => ({
        at: child(at, 'hostPort'),
        found: 'hostPort is taken',
      }));
    },
  },
  {
    of: ['PodSpec'],
    must: 'with hostNetwork, a hostPort is the containerPort',
    hint: 'Leave hostPort out.',
    check: (pod) => {
      if (!isTrue(pod, 'hostNetwork')) return [];
      return objects(pod, 'containers').flatMap(({ object, at }) =>
        objects(object, 'ports').flatMap((port) => {
          const host = itemIdentity(port.object, 'hostPort') ?? 'integer 0';
          const differs = host !== 'integer 0' && host !== itemIdentity(port.object, 'containerPort');
          return breach(differs, child(at + port.at, 'hostPort'), 'hostPort differs');
        }),
      );
    },
  },
  {
    of: ['Container'],
    must: 'the ports of a container have different names',
    hint: 'Rename one of the two.',
    check: (container) =>
      repeated(objects(container, 'ports'), ({ object }) => text(object, 'name')).map(({ object, at }) => ({
        at: child(at, 'name'),
        found: `${shown(text(object, 'name') ?? '')} names two ports`,
      })),
  },
  {
    of: ['EnvVar'],
    must: 'a variable has either value or valueFrom',
    hint: 'Keep one of them. In a podSpec, set the one that the variable already has to null.',
    check: (variable) =>
      breach(
        text(variable, 'value') !== undefined && inner(variable, 'valueFrom') !== undefined,
        '/valueFrom',
        'value and valueFrom are set',
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
    must: `fieldRef reads ${FIELD_PATHS.join(', ')}, metadata.labels['<key>'] or metadata.annotations['<key>']`,
    hint: 'Name one of these.',
    check: (source) => fieldPath(inner(source, 'fieldRef'), FIELD_PATHS),
  },
  {
    of: ['Container'],
    must: 'a mount names a volume of the pod',
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
          found: `there is no volume ${shown(text(object, 'name') ?? '')}`,
        }));
    },
  },
  {
    of: ['Container'],
    must: 'a volume is either mounted or a device',
    hint: 'Remove one of the two.',
    check: (container) => {
      const mounts = objects(container, 'volumeMounts').map(({ object }) => object);
      const names = new Set(mounts.map((mount) => text(mount, 'name')));
      const paths = new Set(mounts.map((mount) => text(mount, 'mountPath')));
      return objects(container, 'volumeDevices').flatMap(({ object, at }) => [
        ...breach(names.has(text(object, 'name') ?? ''), child(at, 'name'), 'the volume is mounted too'),
        ...breach(
          paths.has(text(object, 'devicePath') ?? ''),
          child(at, 'devicePath'),
          'the path is a mount too',
        ),
      ]);
    },
  },
  {
    of: ['Container'],
    must: 'a device is a volume of a claim',
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
          `${shown(text(object, 'name') ?? '')} is of another source`,
        ),
      );
    },
  },
  {
    of: ['Container'],
    must: 'only a privileged container mounts with Bidirectional propagation',
    hint: 'Use HostToContainer, or leave mountPropagation out.',
    check: (container) =>
      isTrue(inner(container, 'securityContext'), 'privileged')
        ? []
        : objects(container, 'volumeMounts').flatMap(({ object, at }) =>
            breach(
              text(object, 'mountPropagation') === 'Bidirectional',
              child(at, 'mountPropagation'),
              'mountPropagation is Bidirectional',
            ),
          ),
  },
  {
    of: ['VolumeMount'],
    must: 'a mount has either subPath or subPathExpr',
    hint: 'Remove one of the two.',
    check: (mount) => {
      const both = text(mount, 'subPath') !== undefined && text(mount, 'subPathExpr') !== undefined;
      return breach(both, '/subPathExpr', 'both are set');
    },
  },
  {
    of: ['VolumeMount'],
    must: 'recursiveReadOnly needs readOnly: true and no mountPropagation',
    hint: 'Set readOnly: true, or leave recursiveReadOnly out.',
    check: (mount) => {
      const word = text(mount, 'recursiveReadOnly');
      if (word === undefined || word === 'Disabled') return [];
      const propagates = (text(mount, 'mountPropagation') ?? 'None') !== 'None';
      return breach(
        !isTrue(mount, 'readOnly') || propagates,
        '/recursiveReadOnly',
        `recursiveReadOnly is ${word}`,
      );
    },
  },
  {
    of: ['Container'],
    must: 'restartPolicyRules need a restartPolicy, and are at most 20',
    hint: 'Set restartPolicy beside them.',
    check: (container) => {
      const rules = objects(container, 'restartPolicyRules').length;
      const wrong = rules > 20 || (rules > 0 && text(container, 'restartPolicy') === undefined);
      return breach(wrong, '/restartPolicyRules', `there are ${rules} restartPolicyRules`);
    },
  },
  {
    of: ['Container'],
    must: 'resizePolicy names a resource once',
    hint: 'Keep one of the two.',
    check: (container) =>
      repeated(objects(container, 'resizePolicy'), ({ object }) => text(object, 'resourceName')).map(
        ({ at }) => ({
          at,
          found: 'a resource has two policies',
        }),
      ),
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
    ...breach(version !== 'v1', '/fieldRef/apiVersion', `apiVersion is ${shown(version)}`),
    ...breach(!isRead, '/fieldRef/fieldPath', `fieldPath is ${shown(path)}`),
  ];
}
