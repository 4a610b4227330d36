/**
 * What the API server demands (pkg/apis/core/validation/validation.go of v1.36) beyond single fields, as far as it can
 * be told from the pod alone and somebody may run into it: each is a sentence with a small function. What a node must be
 * able to do, what admission plugins say, and the fields of volume plugins that have left Kubernetes, are not here.
 */
import type { Constraint } from './constraint.ts';
import { CONTAINER_CONSTRAINTS } from './container-constraints.ts';
import { HANDLER_CONSTRAINTS } from './handler-constraints.ts';
import { RESOURCE_CONSTRAINTS } from './resource-constraints.ts';
import { SCHEDULING_CONSTRAINTS } from './scheduling-constraints.ts';
import { SECURITY_CONSTRAINTS } from './security-constraints.ts';
import { VOLUME_CONSTRAINTS } from './volume-constraints.ts';

/** All of them. */
export const CONSTRAINTS: readonly Constraint[] = [
  ...CONTAINER_CONSTRAINTS,
  ...HANDLER_CONSTRAINTS,
  ...VOLUME_CONSTRAINTS,
  ...RESOURCE_CONSTRAINTS,
  ...SCHEDULING_CONSTRAINTS,
  ...SECURITY_CONSTRAINTS,
];

const BY_TYPE = new Map<string, Constraint[]>();
for (const constraint of CONSTRAINTS) {
  for (const type of constraint.of) {
    const others = BY_TYPE.get(type);
    if (others === undefined) BY_TYPE.set(type, [constraint]);
    else others.push(constraint);
  }
}

/** What must hold of objects of a type. */
export function constraintsOf(type: string): readonly Constraint[] {
  return BY_TYPE.get(type) ?? [];
}
