import type { JsonObject } from '../../json/json.ts';
import { has, inner, type Located, list, number, objects, text } from '../pod/constraint.ts';
import { counted, shown } from '../words/phrases.ts';
import { addedCapabilities, unconfined, unusualProcMounts } from './baseline-controls.ts';
import { type Control, containers, contexts, hasOwnUsers } from './control.ts';

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What restricted asks for beyond baseline. */
export const RESTRICTED_CONTROLS: readonly Control[] = [
  {
    name: 'restricted volume types',
    replaces: 'hostPath volumes',
    allowed: VOLUMES.join(', '),
    hint: 'Use a volume of one of these kinds',
    check: (pod) =>
      objects(pod, 'volumes').flatMap(({ object, at }) => {
        const kinds = Object.keys(object).filter((key) => inner(object, key) !== undefined);
        const [kind] = kinds;
        // A volume of no kind is an emptyDir.
        if (kind === undefined || kinds.some((one) => VOLUMES.includes(one))) return [];
        return [{ at: `${at}/${kind}`, found: 'is set' }];
      }),
  },
  {
    name: 'allowPrivilegeEscalation != false',
    allowed: 'false',
    hint: 'Set securityContext.allowPrivilegeEscalation: false in the container',
    check: (pod) =>
      ofLinux(pod)
        .filter(({ object }) => context(object).allowPrivilegeEscalation !== false)
        .map(({ object, at }) => ({
          at: `${at}/securityContext/allowPrivilegeEscalation`,
          found: `is ${shown(context(object).allowPrivilegeEscalation)}`,
        })),
  },
  {
    name: 'runAsNonRoot != true',
    allowed: 'true, in the container or in the pod, or any value with hostUsers: false',
    hint: 'Set securityContext.runAsNonRoot: true',
    check: (pod) => {
      if (hasOwnUsers(pod)) return [];
      const shared = context(pod);
      const bad = containers(pod).filter(({ object }) => {
        const own = context(object);
        return has(own, 'runAsNonRoot') ? own.runAsNonRoot !== true : !has(shared, 'runAsNonRoot');
      });
      return [...(shared.runAsNonRoot === false ? [{ object: pod, at: '' }] : []), ...bad].map(
        ({ object, at }) => ({
          at: `${at}/securityContext/runAsNonRoot`,
          found: `is ${shown(context(object).runAsNonRoot)}`,
        }),
      );
    },
  },
  {
    name: 'runAsUser=0',
    allowed: 'any other user, nothing, or any user with hostUsers: false',
    hint: 'Choose another user, or remove it',
    check: (pod) =>
      (hasOwnUsers(pod) ? [] : contexts(pod))
        .filter(({ object }) => number(object, 'runAsUser') === 0)
        .map(({ at }) => ({ at: `${at}/runAsUser`, found: 'is 0' })),
  },
  {
    name: 'seccompProfile',
    replaces: 'seccompProfile',
    allowed: 'RuntimeDefault or Localhost, in the pod or in each container',
    hint: 'Set securityContext.seccompProfile.type: RuntimeDefault, or leave in place what layerc sets',
    check: (pod) => {
      const lax = unconfined(pod, 'seccompProfile');
      if (hasProfile(pod)) return lax;
      const without = ofLinux(pod).filter(({ object }) => !hasProfile(object));
      if (without.length === 0) return lax;
      const found = `is absent, and in ${counted(without.length, 'container')} too`;
      return [...lax, { at: '/securityContext/seccompProfile', found }];
    },
  },
  {
    name: 'unrestricted capabilities',
    allowed: 'ALL, with or without others',
    hint: 'Set securityContext.capabilities.drop: [ALL] in the container',
    check: (pod) =>
      ofLinux(pod).flatMap(({ object, at }) => {
        const capabilities = inner(context(object), 'capabilities') ?? {};
        if (list(capabilities, 'drop').includes('ALL')) return [];
        const found = has(capabilities, 'drop') ? 'does not have ALL' : 'is absent';
        return [{ at: `${at}/securityContext/capabilities/drop`, found }];
      }),
  },
  {
    name: 'unrestricted capabilities',
    replaces: 'non-default capabilities',
    allowed: 'NET_BIND_SERVICE',
    hint: 'Remove it',
    check: (pod) => (isWindows(pod) ? [] : addedCapabilities(pod, ['NET_BIND_SERVICE'])),
  },
  {
    name: 'procMount',
    replaces: 'procMount',
    allowed: 'Default, or nothing',
    hint: 'Remove it',
    check: unusualProcMounts,
  },
];

/** The containers, unless they are of Windows, to which a control does not apply. */
function ofLinux(pod: JsonObject): readonly Located[] {
  return isWindows(pod) ? [] : containers(pod);
}

function isWindows(pod: JsonObject): boolean {
  return text(inner(pod, 'os') ?? {}, 'name') === 'windows';
}

function context(object: JsonObject): JsonObject {
  return inner(object, 'securityContext') ?? {};
}

function hasProfile(object: JsonObject): boolean {
  return inner(context(object), 'seccompProfile') !== undefined;
}
