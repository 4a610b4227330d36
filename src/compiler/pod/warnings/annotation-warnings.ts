/** Annotations that Kubernetes once read, where it has fields today. */
import type { JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import { inner, type Located, text } from '../constraint.ts';
import type { Warned } from './warned.ts';

type Annotations = { readonly [key: string]: string };

const GONE: { readonly [key: string]: string } = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'priorityClassName',
  'security.alpha.kubernetes.io/sysctls': 'securityContext.sysctls',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'securityContext.sysctls',
};
const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

export function deadAnnotations(
  pod: JsonObject,
  containers: readonly Located[],
  annotations: Annotations,
): Warned[] {
  if (Object.keys(annotations).length === 0) return [];
  const context = inner(pod, 'securityContext') ?? {};
  const isThere = (key: string) => Object.hasOwn(annotations, key);
  const dead = Object.keys(GONE)
    .filter(isThere)
    .map((key) => warned(key, DEAD, `Set ${GONE[key]} in the podSpec, and remove the annotation.`));
  if (isThere(SECCOMP_OF_POD) && inner(context, 'seccompProfile') === undefined)
    dead.push(warned(SECCOMP_OF_POD, DEAD, profileHint('seccompProfile', 'the pod')));
  for (const { object } of containers) {
    const name = text(object, 'name') ?? '';
    const own = inner(object, 'securityContext') ?? {};
    if (isThere(SECCOMP + name) && inner(own, 'seccompProfile') === undefined)
      dead.push(warned(SECCOMP + name, DEAD, profileHint('seccompProfile', `the container ${name}`)));
    if (!isThere(APPARMOR + name) || inner(own, 'appArmorProfile') !== undefined) continue;
    if (!isProfile(inner(context, 'appArmorProfile'), annotations[APPARMOR + name] as string))
      dead.push(warned(APPARMOR + name, OLD, profileHint('appArmorProfile', `the container ${name}`)));
  }
  return dead;
}

const DEAD = 'has no effect any more';
const OLD = 'is deprecated since Kubernetes 1.30';

function warned(key: string, found: string, hint: string): Warned {
  return { at: child('/metadata/annotations', key), found, hint };
}

function profileHint(field: string, whose: string): string {
  return `Set securityContext.${field} of ${whose}, and remove the annotation.`;
}

/** Whether the profile of the pod says what the annotation says. */
function isProfile(profile: JsonObject | undefined, annotation: string): boolean {
  if (profile === undefined) return false;
  const type = text(profile, 'type');
  if (type === 'Localhost') return annotation === `localhost/${text(profile, 'localhostProfile')}`;
  return annotation === { RuntimeDefault: 'runtime/default', Unconfined: 'unconfined' }[`${type}`];
}
