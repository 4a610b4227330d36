import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { innerPath } from '../kubernetes/path-grammars.ts';
import { shown } from '../words/phrases.ts';
import {
  breach,
  type Constraint,
  has,
  inner,
  isTrue,
  list,
  number,
  objects,
  repeatedTexts,
  text,
} from './constraint.ts';

/** Users, privileges and profiles. */
export const SECURITY_CONSTRAINTS: readonly Constraint[] = [
  {
    of: ['SecurityContext'],
    must: 'privileged and CAP_SYS_ADMIN need allowPrivilegeEscalation true',
    hint: 'Set allowPrivilegeEscalation: true beside it; layerc sets it to false.',
    check: (context) => {
      if (context.allowPrivilegeEscalation !== false) return [];
      const added = list(inner(context, 'capabilities') ?? {}, 'add');
      return [
        ...breach(isTrue(context, 'privileged'), '/privileged', 'is true'),
        ...breach(added.includes('CAP_SYS_ADMIN'), '/capabilities/add', 'holds CAP_SYS_ADMIN'),
      ];
    },
  },
  {
    of: ['SecurityContext'],
    must: 'a container sees an unmasked proc only with hostUsers false',
    hint: 'Set hostUsers: false in the podSpec.',
    check: (context, pod) =>
      breach(
        text(context, 'procMount') === 'Unmasked' && pod.hostUsers !== false,
        '/procMount',
        'is Unmasked',
      ),
  },
  {
    of: ['SeccompProfile', 'AppArmorProfile'],
    must: 'a localhostProfile goes with type Localhost and only with it',
    hint: 'Set both or neither.',
    check: (profile) => {
      const local = text(profile, 'type') === 'Localhost';
      return breach(
        local !== has(profile, 'localhostProfile'),
        '/localhostProfile',
        `is ${local ? 'absent' : 'set'} while type is ${shown(text(profile, 'type'))}`,
      );
    },
  },
  {
    of: ['SeccompProfile'],
    must: `it must be ${innerPath.allowed}`,
    hint: "Name a file below the kubelet's folder of profiles.",
    check: (profile) => {
      const path = text(profile, 'localhostProfile') ?? '';
      return breach(!innerPath.accepts(path), '/localhostProfile', `is ${shown(path)}`);
    },
  },
  {
    of: ['AppArmorProfile'],
    must: 'it must be the name of a profile without blanks at its ends',
    hint: 'Name a profile that the nodes have loaded.',
    check: (profile) => {
      const name = profile.localhostProfile;
      return breach(
        typeof name === 'string' && (name.trim() !== name || name === ''),
        '/localhostProfile',
        `is ${shown(name)}`,
      );
    },
  },
  {
    of: ['PodSpec'],
    must: 'with runAsNonRoot no container starts as user 0',
    hint: 'Choose another runAsUser, or set runAsNonRoot: false.',
    check: (pod) => {
      const shared = inner(pod, 'securityContext') ?? {};
      return ['containers', 'initContainers'].flatMap((field) =>
        objects(pod, field).flatMap(({ object, at }) => {
          const own = inner(object, 'securityContext') ?? {};
          const user = number(own, 'runAsUser') ?? number(shared, 'runAsUser');
          const strict = has(own, 'runAsNonRoot')
            ? isTrue(own, 'runAsNonRoot')
            : isTrue(shared, 'runAsNonRoot');
          return breach(user === 0 && strict, placeOfUser(own, at), 'is 0');
        }),
      );
    },
  },
  {
    of: ['PodSpec'],
    must: 'a pod shares either the processes of the node or those of its containers',
    hint: 'Remove hostPID or shareProcessNamespace.',
    check: (pod) =>
      breach(
        isTrue(pod, 'hostPID') && isTrue(pod, 'shareProcessNamespace'),
        '/shareProcessNamespace',
        'is true beside hostPID',
      ),
  },
  {
    of: ['PodSpec'],
    must: 'a pod with hostUsers false has no namespace and no device of the node',
    hint: 'Remove it, or hostUsers.',
    check: (pod) => {
      if (pod.hostUsers !== false) return [];
      const containers = [...objects(pod, 'containers'), ...objects(pod, 'initContainers')];
      return [
        ...['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
          breach(isTrue(pod, field), `/${field}`, 'is true'),
        ),
        ...containers
          .filter(({ object }) => list(object, 'volumeDevices').length > 0)
          .map(({ at }) => ({ at: `${at}/volumeDevices`, found: 'is set' })),
      ];
    },
  },
  {
    of: ['PodSpec'],
    must: 'it goes neither with hostNetwork nor with setHostnameAsFQDN',
    hint: 'Remove one of the two.',
    check: (pod) =>
      ['hostNetwork', 'setHostnameAsFQDN'].flatMap((field) =>
        breach(
          has(pod, 'hostnameOverride') && isTrue(pod, field),
          '/hostnameOverride',
          `is set while ${field} is true`,
        ),
      ),
  },
  {
    of: ['PodSpec'],
    must: 'pods of Windows have neither seccompProfile nor allowPrivilegeEscalation, and layerc sets both',
    hint: 'Set both to null beside os, in securityContext of the pod and of the container.',
    check: (pod) => {
      if (text(inner(pod, 'os') ?? {}, 'name') !== 'windows') return [];
      const containers = objects(pod, 'containers').map(
        ({ object }) => inner(object, 'securityContext') ?? {},
      );
      const set =
        has(inner(pod, 'securityContext') ?? {}, 'seccompProfile') ||
        containers.some((context) => has(context, 'allowPrivilegeEscalation'));
      return breach(set, '/os/name', 'is windows');
    },
  },
  {
    of: ['PodSecurityContext'],
    must: 'a sysctl is set once',
    hint: 'Keep one of the two.',
    check: (context) => repeatedTexts(context, 'sysctls', 'name', 'item'),
  },
];

function placeOfUser(own: JsonObject, container: string): string {
  return has(own, 'runAsUser')
    ? child(child(container, 'securityContext'), 'runAsUser')
    : '/securityContext/runAsUser';
}
