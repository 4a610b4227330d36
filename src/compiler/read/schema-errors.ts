import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { type Pointer, readable, segments } from '../../json/pointer.ts';
import type { Shape } from '../../schema/fields.ts';
import type { SchemaError } from '../../schema/schema-errors.ts';
import type { Code } from '../words/codes.ts';
import type { Finding } from '../words/diagnostics.ts';
import { type Allowed, anyOf, counted, oneOf, shown } from '../words/phrases.ts';
import { REFUSALS, said } from '../words/refusals.ts';
import { imageFinding } from './image.ts';
import { unknownField } from './unknown-field.ts';
import { missingField, wrongType } from './wrong-type.ts';

/**
 * ajv's errors in our words: a code, what was found, what is allowed, how to mend it. Errors of `anyOf` and the like come with those of their branches; the branches say it better.
 */
export function shapeFindings(
  errors: readonly SchemaError[],
  value: Json,
  kind: Shape,
): (Finding & { readonly code: Code })[] {
  return errors.flatMap((error) => {
    const translate = TRANSLATIONS[error.keyword];
    if (translate === undefined) return [];
    return [translate(error.params, error.instancePath, at(value, error.instancePath), kind)];
  });
}

type Translation = (
  params: SchemaError['params'],
  pointer: Pointer,
  found: Json | undefined,
  kind: Shape,
) => Finding & { readonly code: Code };

const TRANSLATIONS: { readonly [keyword: string]: Translation } = {
  additionalProperties: ({ additionalProperty }, pointer, found, kind) => ({
    code: 'UnknownField',
    ...unknownField(kind, pointer, String(additionalProperty), found),
  }),
  required: ({ missingProperty }, pointer, _, kind) => ({
    code: 'MissingField',
    ...missingField(kind, pointer, String(missingProperty)),
  }),
  type: ({ type }, pointer, found, kind) => ({
    code: 'InvalidType',
    ...wrongType(kind, (Array.isArray(type) ? type : [type]) as string[], pointer, found),
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
            hint: renamed(found, pointer),
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
          ...said(REFUSALS.LongName, {
            field: place(pointer),
            length: String(found).length,
            limit: Number(limit),
          }),
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
    ...(meant !== undefined && { hint: `Did you mean ${meant}?`, instead: meant }),
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
  '^([0-9]|[1-9][0-9]|100)%$': 'a whole number without quotes, or a percentage from 0% to 100%',
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

/** `Tag_Products` may become `tag-products`: nothing is left out of a name but what no name has. */
function renamed(found: Json | undefined, pointer: Pointer): string {
  const kept = pointer === '/metadata/name' ? /[^a-z0-9.]+/g : /[^a-z0-9]+/g;
  const name = String(found).slice(0, LONGEST_NAME).toLowerCase().replace(kept, '-');
  const trimmed = name.replace(/^[-.]+/, '').replace(/[-.]+$/, '');
  return trimmed === '' || /[-.]{2}/.test(trimmed) ? 'Rename it.' : `Rename it, to ${trimmed} for instance.`;
}

const LONGEST_NAME = 253;

function at(value: Json, pointer: Pointer): Json | undefined {
  let here: Json | undefined = value;
  for (const key of segments(pointer)) {
    if (isArray(here)) here = here[Number(key)];
    else if (isObject(here)) here = here[key];
    else return undefined;
  }
  return here;
}
