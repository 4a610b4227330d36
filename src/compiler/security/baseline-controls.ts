import type { Json, JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { has, inner, isTrue, list, objects, text } from '../pod/constraint.ts';
import { shown } from '../words/phrases.ts';
import {
  type Control,
  containerContexts,
  containers,
  contexts,
  hasOwnUsers,
  type Violation,
} from './control.ts';

const REMOVE = 'Remove it';

export const CAPABILITIES = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

export const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

export const SELINUX_TYPES = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

const NONE: readonly Violation[] = [];

export const HANDLERS = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [probe]),
  ...['postStart', 'preStop'].map((hook) => ['lifecycle', hook]),
].flatMap((path) => ['httpGet', 'tcpSocket'].map((action) => [...path, action]));

/** What baseline refuses: known ways from a pod to its node and to the other pods. */
export const BASELINE_CONTROLS: readonly Control[] = [
  {
    name: 'host namespaces',
    allowed: 'false, or nothing',
    hint: REMOVE,
    check: (pod) =>
      ['hostNetwork', 'hostPID', 'hostIPC']
        .filter((field) => isTrue(pod, field))
        .map((field) => ({ at: `/${field}`, found: 'is true' })),
  },
  {
    name: 'privileged',
    allowed: 'false, or nothing',
    hint: REMOVE,
    check: (pod) =>
      containerContexts(pod)
        .filter(({ object }) => isTrue(object, 'privileged'))
        .map(({ at }) => ({ at: `${at}/privileged`, found: 'is true' })),
  },
  {
    name: 'hostProcess',
    allowed: 'false, or nothing',
    hint: REMOVE,
    check: (pod) =>
      contexts(pod)
        .filter(({ object }) => isTrue(inner(object, 'windowsOptions'), 'hostProcess'))
        .map(({ at }) => ({ at: `${at}/windowsOptions/hostProcess`, found: 'is true' })),
  },
  {
    name: 'non-default capabilities',
    allowed: CAPABILITIES.join(', '),
    hint: REMOVE,
    check: (pod) => addedCapabilities(pod, CAPABILITIES),
  },
  {
    name: 'hostPath volumes',
    allowed: 'any other kind of volume',
    hint: 'Use another kind of volume, such as emptyDir or persistentVolumeClaim',
    check: (pod) =>
      objects(pod, 'volumes')
        .filter(({ object }) => inner(object, 'hostPath') !== undefined)
        .map(({ at }) => ({ at: `${at}/hostPath`, found: 'is set' })),
  },
  {
    name: 'hostPort',
    allowed: '0, or nothing',
    hint: `${REMOVE}; pods are reached by their own address`,
    check: (pod) =>
      containers(pod).flatMap(({ object, at }) =>
        objects(object, 'ports')
          .filter(({ object: port }) => has(port, 'hostPort') && port.hostPort !== 0)
          .map(({ object: port, at: place }) => ({
            at: `${at}${place}/hostPort`,
            found: `is ${shown(port.hostPort)}`,
          })),
      ),
  },
  {
    name: 'probe or lifecycle host',
    allowed: 'nothing: the kubelet asks the pod itself',
    hint: REMOVE,
    check: (pod) =>
      containers(pod).flatMap(({ object, at }) =>
        HANDLERS.flatMap((path) => {
          if (!has(object, path[0] as string)) return NONE;
          const action = path.reduce((here, field) => inner(here, field) ?? {}, object);
          const host = text(action, 'host');
          if (host === undefined) return [];
          return [{ at: [...path, 'host'].reduce(child, at), found: `is ${shown(host)}` }];
        }),
      ),
  },
  {
    name: 'forbidden AppArmor profile',
    allowed: 'RuntimeDefault, Localhost, or nothing',
    hint: 'Remove it, or name one of these',
    check: (pod, annotations) => [
      ...unconfined(pod, 'appArmorProfile'),
      ...Object.entries(annotations)
        .filter(([key, value]) => key.startsWith(APPARMOR_ANNOTATION) && !isUsualAppArmor(value))
        .map(([key, value]) => ({ at: child('/metadata/annotations', key), found: `is ${shown(value)}` })),
    ],
  },
  {
    name: 'seLinuxOptions',
    allowed: `no user, no role, and of the types ${SELINUX_TYPES.join(', ')}`,
    hint: REMOVE,
    check: (pod) =>
      contexts(pod).flatMap(({ object, at }) => {
        const options = inner(object, 'seLinuxOptions');
        if (options === undefined) return NONE;
        return ['type', 'user', 'role'].flatMap((field) => {
          const value = text(options, field);
          if (value === undefined || (field === 'type' && SELINUX_TYPES.includes(value))) return [];
          return [{ at: `${at}/seLinuxOptions/${field}`, found: `is ${shown(value)}` }];
        });
      }),
  },
  {
    name: 'procMount',
    allowed: 'Default, or with hostUsers: false any other',
    hint: REMOVE,
    check: (pod) => (hasOwnUsers(pod) ? [] : unusualProcMounts(pod)),
  },
  {
    name: 'seccompProfile',
    allowed: 'RuntimeDefault, Localhost, or nothing',
    hint: 'Remove it, or name one of these',
    check: (pod) => unconfined(pod, 'seccompProfile'),
  },
  {
    name: 'forbidden sysctls',
    allowed: SYSCTLS.join(', '),
    hint: REMOVE,
    check: (pod) =>
      objects(inner(pod, 'securityContext') ?? {}, 'sysctls')
        .filter(({ object }) => !SYSCTLS.includes(String(object.name)))
        .map(({ object, at }) => ({
          at: `/securityContext${at}/name`,
          found: `is ${shown(object.name)}`,
        })),
  },
];

/** The capabilities that containers add, without those that they may. */
export function addedCapabilities(pod: JsonObject, allowed: readonly string[]): readonly Violation[] {
  return containerContexts(pod).flatMap(({ object, at }) =>
    list(inner(object, 'capabilities') ?? {}, 'add').flatMap((capability, index) => {
      if (allowed.includes(String(capability))) return [];
      return [{ at: `${at}/capabilities/add/${index}`, found: `is ${shown(capability)}` }];
    }),
  );
}

/** The masks of /proc that are not the usual ones. */
export function unusualProcMounts(pod: JsonObject): readonly Violation[] {
  return containerContexts(pod).flatMap(({ object, at }) => {
    const mount = text(object, 'procMount');
    if (mount === undefined || mount === 'Default') return [];
    return [{ at: `${at}/procMount`, found: `is ${shown(mount)}` }];
  });
}

/** The profiles, of seccomp or of AppArmor, that confine nothing. */
export function unconfined(pod: JsonObject, field: string): readonly Violation[] {
  return contexts(pod).flatMap(({ object, at }) => {
    const type = text(inner(object, field) ?? {}, 'type');
    if (type === undefined || type === 'RuntimeDefault' || type === 'Localhost') return [];
    return [{ at: `${at}/${field}/type`, found: `is ${shown(type)}` }];
  });
}

function isUsualAppArmor(profile: Json): boolean {
  return profile === '' || profile === 'runtime/default' || String(profile).startsWith('localhost/');
}
