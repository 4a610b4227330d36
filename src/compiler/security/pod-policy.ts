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
  const found: readonly (readonly [Code, readonly Finding[]])[] = [
    ['PodSecurityViolation', podSecurityFindings(pod, pool.podSecurity, annotations)],
    ['ServiceAccountNotAllowed', serviceAccountFindings(pod, pool)],
    ['SecretNotAllowed', secretFindings(pod, pool, gatewaySecret)],
    ['DeviceNotAllowed', deviceFindings(pod, pool)],
    ['NodeNameNotAllowed', nodeNameFindings(pod)],
    ['PriorityClassNotAllowed', priorityFindings(pod)],
    ['TokenNotMounted', unmountedTokenFindings(pod)],
  ];
  return found.flatMap(([code, findings]) => findings.map((finding) => ({ code, ...finding })));
}
