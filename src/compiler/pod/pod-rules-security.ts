import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { innerPath } from '../kubernetes/label.ts';
import { breach, has, inner, isTrue, list, number, objects, type Rule, repeated, text } from './pod-rule.ts';

/** Users, privileges and profiles. */
export const SECURITY_RULES: readonly Rule[] = [
  {
    of: ['SecurityContext'],
    must: 'allowPrivilegeEscalation: false does not go with privileged: true or CAP_SYS_ADMIN',
    hint: 'Set allowPrivilegeEscalation: true beside it; layerc sets it to false.',
    check: (context) => {
      if (context.allowPrivilegeEscalation !== false) return [];
      const added = list(inner(context, 'capabilities') ?? {}, 'add');
      return [
        ...breach(isTrue(context, 'privileged'), '/privileged', 'privileged is true'),
        ...breach(added.includes('CAP_SYS_ADMIN'), '/capabilities/add', 'CAP_SYS_ADMIN is added'),
      ];
    },
  },
  {
    of: ['SecurityContext'],
    must: 'procMount Unmasked needs hostUsers: false',
    hint: 'Set hostUsers: false in the podSpec.',
    check: (context, pod) =>
      breach(
        text(context, 'procMount') === 'Unmasked' && pod.hostUsers !== false,
        '/procMount',
        'procMount is Unmasked',
      ),
  },
  {
    of: ['SeccompProfile', 'AppArmorProfile'],
    must: 'localhostProfile goes with type Localhost, and only with it',
    hint: 'Set both or neither.',
    check: (profile) => {
      const local = text(profile, 'type') === 'Localhost';
      return breach(
        local !== has(profile, 'localhostProfile'),
        '/localhostProfile',
        local ? 'localhostProfile is absent' : `type is ${text(profile, 'type') ?? 'absent'}`,
      );
    },
  },
  {
    of: ['SeccompProfile'],
    must: `localhostProfile is ${innerPath.allowed}`,
    hint: "Name a file below the kubelet's folder of profiles.",
    check: (profile) =>
      breach(!innerPath.accepts(text(profile, 'localhostProfile') ?? ''), '/localhostProfile', 'it is not'),
  },
  {
    of: ['AppArmorProfile'],
    must: 'localhostProfile is the name of a profile, without blanks at its ends',
    hint: 'Name a profile that the nodes have loaded.',
    check: (profile) => {
      const name = profile.localhostProfile;
      return breach(
        typeof name === 'string' && (name.trim() !== name || name === ''),
        '/localhostProfile',
        'it is not',
      );
    },
  },
  {
    of: ['PodSpec'],
    must: 'with runAsNonRoot the kubelet starts no container as user 0',
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
          return breach(user === 0 && strict, placeOfUser(own, at), 'runAsUser is 0');
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
        'hostPID and shareProcessNamespace are true',
      ),
  },
  {
    of: ['PodSpec'],
    must: 'hostUsers: false does not go with namespaces or devices of the node',
    hint: 'Remove it, or hostUsers.',
    check: (pod) => {
      if (pod.hostUsers !== false) return [];
      const containers = [...objects(pod, 'containers'), ...objects(pod, 'initContainers')];
      return [
        ...['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
          breach(isTrue(pod, field), `/${field}`, `${field} is true`),
        ),
        ...containers
          .filter(({ object }) => list(object, 'volumeDevices').length > 0)
          .map(({ at }) => ({ at: `${at}/volumeDevices`, found: 'volumeDevices is set' })),
      ];
    },
  },
  {
    of: ['PodSpec'],
    must: 'hostnameOverride goes neither with hostNetwork nor with setHostnameAsFQDN',
    hint: 'Remove one of the two.',
    check: (pod) =>
      ['hostNetwork', 'setHostnameAsFQDN'].flatMap((field) =>
        breach(has(pod, 'hostnameOverride') && isTrue(pod, field), '/hostnameOverride', `${field} is true`),
      ),
  },
  {
    of: ['PodSpec'],
    must: 'the pods of Windows have no seccompProfile and no allowPrivilegeEscalation, and layerc sets both',
    hint: 'Set both to null beside os, in securityContext of the pod and of the container.',
    check: (pod) => {
      if (text(inner(pod, 'os') ?? {}, 'name') !== 'windows') return [];
      const containers = objects(pod, 'containers').map(
        ({ object }) => inner(object, 'securityContext') ?? {},
      );
      const set =
        has(inner(pod, 'securityContext') ?? {}, 'seccompProfile') ||
        containers.some((context) => has(context, 'allowPrivilegeEscalation'));
      return breach(set, '/os/name', 'os.name is windows');
    },
  },
  {
    of: ['PodSecurityContext'],
    must: 'sysctls have different names',
    hint: 'Keep one of the two.',
    check: (context) =>
      repeated(objects(context, 'sysctls'), ({ object }) => text(object, 'name')).map(({ at }) => ({
        at: child(at, 'name'),
        found: 'a sysctl is set twice',
      })),
  },
];

function placeOfUser(own: JsonObject, container: string): string {
  return has(own, 'runAsUser')
    ? child(child(container, 'securityContext'), 'runAsUser')
    : '/securityContext/runAsUser';
}
