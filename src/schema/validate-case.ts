import * as validators from './case-validators.generated.ts';
import type { CaseKind } from './fields.ts';
import { errorsOf, type SchemaError, type Validator } from './schema-errors.ts';

const VALIDATORS: { readonly [kind in CaseKind]: Validator } = validators;

/** The same as `validate`, for the cases of `layerc test`. */
export function validateCase(kind: CaseKind, value: unknown): readonly SchemaError[] {
  return errorsOf(VALIDATORS[kind], value);
}
