import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer, readable, segments } from '../../json/pointer.ts';
import type { SchemaError } from '../../schema/validate.ts';
import type { Code } from '../words/codes.ts';
import type { Finding } from '../words/diagnostics.ts';
import { type Allowed, anyOf, counted, oneOf, quoted, shown } from '../words/phrases.ts';
import { imageFinding } from './image.ts';

/**
 * ajv's errors in our words: a code, what was found, what is allowed, how to mend it. `names` gives the fields that a
 * place knows. Errors of `anyOf` and the like come with those of their branches; the branches say it better.
 */
export function shapeFindings(
  errors: readonly SchemaError[],
  value: Json,
  names: (pointer: Pointer) => readonly string[],
): (Finding & { readonly code: Code })[] {
  return errors.flatMap((error) => {
    const translate = TRANSLATIONS[error.keyword];
    if (translate === undefined) return [];
    return [translate(error.params, error.instancePath, at(value, error.instancePath), names)];
  });
}

type Translation = (
  params: SchemaError['params'],
  pointer: Pointer,
  found: Json | undefined,
  names: (pointer: Pointer) => readonly string[],
) => Finding & { readonly code: Code };

const TRANSLATIONS: { readonly [keyword: string]: Translation } = {
  additionalProperties: ({ additionalProperty }, pointer, _, names) =>
    unknownField(String(additionalProperty), pointer, names(pointer)),
  required: ({ missingProperty }, pointer) => ({
    code: 'MissingField',
    pointer: child(pointer, String(missingProperty)),
    message: `${place(pointer)} needs ${missingProperty}, which is absent.`,
    hint: `Add ${readable(child(pointer, String(missingProperty)))}.`,
  }),
  type: ({ type }, pointer, found) => ({
    code: 'InvalidType',
    pointer,
    ...refused(pointer, shown(found), anyOf(typeName(type))),
    ...(quotedHint(type, found) && { hint: quotedHint(type, found) as string }),
  }),
  enum: ({ allowedValues }, pointer, found) => word(allowedValues as Json[], pointer, found),
  pattern: ({ pattern }, pointer, found) =>
    pointer === '/spec/worker/image'
      ? { code: 'InvalidImage', ...imageFinding(String(found)) }
      : isName(pointer)
        ? {
            code: 'InvalidName',
            pointer,
            ...refused(pointer, shown(found), anyOf(nameForm(pointer))),
            hint: 'Rename it.',
          }
        : {
            code: 'InvalidValue',
            pointer,
            ...refused(
              pointer,
              shown(found),
              anyOf(PATTERNS[String(pattern)] ?? `of the pattern ${pattern}`),
            ),
          },
  minimum: ({ limit }, pointer, found) => bound(pointer, shown(found), `${limit} or more`),
  maximum: ({ limit }, pointer, found) => bound(pointer, shown(found), `at most ${limit}`),
  minLength: ({ limit }, pointer, found) =>
    bound(pointer, shown(found), limit === 1 ? 'a text that is not empty' : `at least ${limit} characters`),
  maxLength: ({ limit }, pointer, found) =>
    isName(pointer)
      ? {
          code: 'InvalidName',
          pointer,
          ...refused(
            pointer,
            `${String(found).length} characters long`,
            anyOf(`at most ${limit} characters long`),
          ),
          hint: 'Shorten it, because it is the value of the label that selects the pods.',
        }
      : bound(pointer, `${String(found).length} characters long`, `at most ${limit} characters long`),
  minItems: ({ limit }, pointer, found) =>
    bound(pointer, shown(found), `a list of at least ${counted(Number(limit), 'item')}`),
  maxItems: ({ limit }, pointer, found) =>
    bound(
      pointer,
      shown(found),
      limit === 0 ? 'empty' : `a list of at most ${counted(Number(limit), 'item')}`,
    ),
  minProperties: ({ limit }, pointer, found) =>
    bound(pointer, shown(found), `a mapping of at least ${counted(Number(limit), 'field')}`),
  maxProperties: ({ limit }, pointer, found) =>
    bound(pointer, shown(found), `a mapping of at most ${counted(Number(limit), 'field')}`),
};

function unknownField(
  name: string,
  pointer: Pointer,
  known: readonly string[],
): Finding & { readonly code: Code } {
  const meant = didYouMean(name, known);
  return {
    code: 'UnknownField',
    pointer: child(pointer, name),
    at: 'key',
    message: `${place(pointer)} has no field ${quoted(name)}.`,
    ...(known.length > 0 && { allowed: [...known].sort().join(', ') }),
    hint:
      FIELD_HINTS[child(pointer, name)] ??
      (meant ? `Did you mean ${meant}?` : 'Remove it, or move it where it belongs.'),
  };
}

/** Fields that drafts and older generations had, with where their content goes now. */
const FIELD_HINTS: { readonly [pointer: Pointer]: string } = {
  '/spec/worker/command': 'Use worker.podSpec: {containers: [{name: udf, command: [...]}]}.',
  '/spec/worker/args': 'Use worker.podSpec: {containers: [{name: udf, args: [...]}]}.',
  '/spec/schedule/timeZone': 'A schedule of hev has none: write the hours of schedule.cron in UTC.',
  '/spec/schedule/timezone': 'A schedule of hev has none: write the hours of schedule.cron in UTC.',
  '/spec/worker/env': 'Use worker.podSpec: {containers: [{name: udf, env: [...]}]}.',
  '/spec/worker/resources':
    'The pool gives the resources; use worker.podSpec: {containers: [{name: udf, resources: ...}]} to differ.',
  '/spec/container': 'The kind UDF had it; a Function has spec.worker.',
  '/spec/output/storage': 'The kind UDF had it; a Function has no storage of its own.',
};

function word(
  values: readonly Json[],
  pointer: Pointer,
  found: Json | undefined,
): Finding & { readonly code: Code } {
  const texts = values.filter((value) => value !== null).map((value) => String(value));
  const meant = typeof found === 'string' ? didYouMean(found, texts) : undefined;
  return {
    code: 'InvalidValue',
    pointer,
    ...refused(pointer, shown(found), oneOf(texts)),
    ...(meant !== undefined && { hint: `Did you mean ${meant}?` }),
  };
}

function bound(pointer: Pointer, found: string, allowed: string): Finding & { readonly code: Code } {
  return { code: 'OutOfRange', pointer, ...refused(pointer, found, anyOf(allowed)) };
}

function refused(pointer: Pointer, found: string, { allowed, phrase }: Allowed) {
  return {
    message: `${place(pointer)} is ${found}, but must be ${phrase}.`,
    allowed,
    hint: `Write ${phrase}.`,
  };
}

/** What the patterns of the schemas say. */
const PATTERNS: { readonly [pattern: string]: string } = {
  '^\\S*$': 'a text without blanks',
  '^/(metadata/(labels|annotations)|spec)(/([^/~]|~[01])*)*$':
    'a JSON Pointer that begins with /spec, /metadata/labels or /metadata/annotations',
};

function nameForm(pointer: Pointer): string {
  const letters =
    pointer === '/metadata/name' ? 'letters, digits, hyphens and dots' : 'letters, digits and hyphens';
  return `lower-case ${letters}, beginning and ending with a letter or a digit`;
}

function place(pointer: Pointer): string {
  return pointer === '' ? 'The object' : readable(pointer);
}

function isName(pointer: Pointer): boolean {
  return pointer === '/metadata/name' || pointer === '/metadata/namespace';
}

function typeName(type: unknown): string {
  const names: { [type: string]: string } = {
    string: 'a string',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    null: 'null',
  };
  const types = (Array.isArray(type) ? type : [type]) as string[];
  const real = types.length > 1 ? types.filter((one) => one !== 'null') : types;
  return real.map((one) => names[one] ?? one).join(' or ');
}

/** The commonest slip: a number or a switch in quotes, or text that YAML read as something else. */
function quotedHint(type: unknown, found: Json | undefined): string | undefined {
  const types = (Array.isArray(type) ? type : [type]) as string[];
  if (
    typeof found === 'string' &&
    /^-?\d+$/.test(found) &&
    types.some((one) => one === 'integer' || one === 'number')
  ) {
    return `Write ${found} without quotes.`;
  }
  if (types.includes('string') && (typeof found === 'boolean' || typeof found === 'number')) {
    return 'Write it in quotes if it is text, because YAML reads the plain form as another type.';
  }
  return undefined;
}

function at(value: Json, pointer: Pointer): Json | undefined {
  let here: Json | undefined = value;
  for (const key of segments(pointer)) {
    if (isArray(here)) here = here[Number(key)];
    else if (isObject(here)) here = here[key];
    else return undefined;
  }
  return here;
}
