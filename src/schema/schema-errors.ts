import type { CaseKind, Shape } from './fields.ts';
import { Function as function_, Index, InfraRules, Project } from './validators.generated.ts';

/** One error as ajv reports it (https://ajv.js.org/api.html#error-objects). */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer of the value; of the object, when the error is about a key of it (see `params`). */
  readonly instancePath: string;
  readonly params: {
    readonly additionalProperty?: string;
    readonly missingProperty?: string;
    readonly allowedValues?: readonly string[];
    readonly limit?: number;
    readonly type?: string | readonly string[];
    readonly pattern?: string;
  };
}

export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

const VALIDATORS: { readonly [kind in Exclude<Shape, CaseKind>]: Validator } = {
  Function: function_,
  Index,
  InfraRules,
  Project,
};

/** Every way in which a whole object departs from the schema of its kind, in the order of the schema. */
export function schemaErrors(kind: Exclude<Shape, CaseKind>, value: unknown): readonly SchemaError[] {
  return errorsOf(VALIDATORS[kind], value);
}

export function errorsOf(validator: Validator, value: unknown): readonly SchemaError[] {
  if (validator(value)) return [];
  const errors = validator.errors ?? [];
  const ofWrongType = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  return errors.filter(({ keyword, instancePath }) => {
    // An `if` fails only along with a rule of its `then`, and a value of another type is none of its `enum`.
    return keyword !== 'if' && !(keyword === 'enum' && ofWrongType.has(instancePath));
  });
}
