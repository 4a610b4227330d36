/**
 * The rules of the API server (pkg/apis/core/validation/validation.go of v1.36) that go beyond single fields, as far as
 * they can be told from the pod alone and somebody may run into them: each is a sentence with a small function. What a
 * node must be able to do, what admission plugins say, and the fields of volume plugins that have left Kubernetes, are
 * not here.
 */
import type { Rule } from './pod-rule.ts';
import { CONTAINER_RULES } from './pod-rules-containers.ts';
import { HANDLER_RULES } from './pod-rules-handlers.ts';
import { RESOURCE_RULES } from './pod-rules-resources.ts';
import { SCHEDULING_RULES } from './pod-rules-scheduling.ts';
import { SECURITY_RULES } from './pod-rules-security.ts';
import { VOLUME_RULES } from './pod-rules-volumes.ts';

const BY_TYPE = new Map<string, Rule[]>();

for (const rule of [
  ...CONTAINER_RULES,
  ...HANDLER_RULES,
  ...VOLUME_RULES,
  ...RESOURCE_RULES,
  ...SCHEDULING_RULES,
  ...SECURITY_RULES,
]) {
  for (const type of rule.of) BY_TYPE.set(type, [...(BY_TYPE.get(type) ?? []), rule]);
}

/** The rules about objects of a type. */
export function rulesOf(type: string): readonly Rule[] {
  return BY_TYPE.get(type) ?? [];
}
