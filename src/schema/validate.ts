import type { CaseKind, Shape } from './fields.ts';
import { Function as function_, Index, InfraRules, Project } from './matchers.generated.ts';
import { type SchemaError, schemaErrors } from './schema-errors.ts';

const MATCHERS: { readonly [kind in Exclude<Shape, CaseKind>]: (value: unknown) => boolean } = {
  Function: function_,
  Index,
  InfraRules,
  Project,
};

/**
 * Every way in which a whole object departs from the schema of its kind, in the order of the schema. The object is not
 * changed.
 */
export function validate(kind: Exclude<Shape, CaseKind>, value: unknown): readonly SchemaError[] {
  return MATCHERS[kind](value) ? [] : schemaErrors(kind, value);
}
