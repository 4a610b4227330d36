/**
 * What the platform team, through InfraRules/default, lets a podSpec make of a pod. The fields are an extension of
 * layerc; where they are absent the defaults hold. Nothing here asks whether the pod is valid: pod-check.ts does, and
 * a pod that is not valid is told of both.
 */
import type { JsonObject } from '../../json/json.ts';
import type { Pool } from '../read/pool.ts';
import type { Code } from '../words/codes.ts';
import type { Finding } from '../words/diagnostics.ts';
import { deviceFindings } from './devices.ts';
import { nodeNameFindings, priorityFindings } from './placement.ts';
import { podSecurityFindings } from './pod-security.ts';
import { secretFindings, serviceAccountFindings, unmountedTokenFindings } from './tenancy.ts';

/** What a merged pod with these annotations has that its pool does not allow, and what is worth a warning; pointers are
 * into the pod spec. */
export function policyFindings(
  pod: JsonObject,
  pool: Pool,
  gatewaySecret: string,
  annotations: JsonObject,
): readonly (Finding & { readonly code: Code })[] {
  const found: (Finding & { readonly code: Code })[] = [];
  const add = (code: Code, findings: readonly Finding[]) => {
    for (const finding of findings) found.push({ code, ...finding });
  };
  add('PodSecurityViolation', podSecurityFindings(pod, pool.podSecurity, annotations));
  add('ServiceAccountNotAllowed', serviceAccountFindings(pod, pool));
  add('SecretNotAllowed', secretFindings(pod, pool, gatewaySecret));
  add('DeviceNotAllowed', deviceFindings(pod, pool));
  add('NodeNameNotAllowed', nodeNameFindings(pod));
  add('PriorityClassNotAllowed', priorityFindings(pod));
  add('TokenNotMounted', unmountedTokenFindings(pod));
  return found;
}
