import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { rewrite, type Schema, without } from './schema.ts';

/**
 * The validators as code, so that nothing is compiled at start-up. They report every error and change nothing: defaults
 * are src/schema/defaults.ts.
 */
export function validatorsModule(schemas: Schemas): string {
  return `// @ts-nocheck\n${validatorsCode(schemas).replace(FAILURE, REPORTED)}\n${CODE_POINTS}${FAILED}`;
}

/** The same without a word of what is wrong: a third of the code, and nearly all that is read has nothing wrong. */
export function matchersModule(schemas: Schemas): string {
  return `// @ts-nocheck\n${validatorsCode(schemas).replace(FAILURE, 'return false;')}\n${CODE_POINTS}`;
}

interface Schemas {
  readonly [shape: string]: Schema;
}

function validatorsCode(schemas: Schemas): string {
  const ajv = new Ajv({
    allErrors: true,
    // The compiler has sentences of its own.
    messages: false,
    allowUnionTypes: true,
    // A `then` speaks of an array without saying so again.
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const [shape, schema] of Object.entries(schemas)) ajv.addSchema(rewrite(schema, bare), shape);
  const names = Object.keys(schemas).map((shape) => [shape, shape]);
  return selfContained(standalone.default(ajv, Object.fromEntries(names)));
}

/** ajv embeds schemas in its code: nothing in them but what validates. */
function bare(schema: Schema): Schema {
  if (schema['x-runtime-untyped']) return schema.type === undefined ? {} : { type: schema.type };
  const validating = without(schema, '$schema', 'title', 'description', 'default', 'format');
  const entries = Object.entries(validating).filter(([key]) => !key.startsWith('x-'));
  return Object.fromEntries(entries);
}

/** ajv takes the length of a string in code points from a CommonJS file of its own; the code is to import nothing. */
function selfContained(code: string): string {
  const text = withoutSchemas(code)
    .replace(/^"use strict";\s*/, '')
    // Nobody reads it, and it is a fifth of the code.
    .replace(/schemaPath:"(?:[^"\\]|\\.)*",/g, '')
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'codePoints')
    // Nearly all are far from their bounds, and then the length in UTF-16 tells: a code point has one or two of its units.
    .replace(/\bif\((func\d+\((data\d+)\) > (\d+))\)/g, 'if($2.length > $3 && $1)')
    .replace(
      /\bif\((func\d+\((data\d+)\) < (\d+))\)/g,
      (_, test, data, least) => `if(${data}.length < ${2 * least} && ${test})`,
    );
  if (/\brequire\(|\bimport\b/.test(text)) throw new Error('the code of ajv imports something');
  return text;
}

/**
 * The code with what it takes from the schemas in their place, a list of names or a word here and there: else each start
 * would make objects of them all.
 */
function withoutSchemas(code: string): string {
  const schemas = new Map<string, Schema>();
  const rest = code.replace(/\bconst (schema\d+) = (\{.*\});$/gm, (_, name, schema) => {
    schemas.set(name, JSON.parse(schema));
    return '';
  });
  const names: string[] = [];
  const text = rest.replace(/\b(schema\d+)((?:\.\w+)+)/g, (_, name, path: string) => {
    let value: unknown = schemas.get(name);
    for (const key of path.split('.').slice(1)) value = (value as { readonly [key: string]: unknown })[key];
    if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
    const keys = Object.keys(value as object).map((key) => `${JSON.stringify(key)}:true`);
    return `names${names.push(`{${keys.join(',')}}`) - 1}`;
  });
  return text + names.map((one, index) => `\nconst names${index} = ${one};`).join('');
}

/** What ajv writes out at each of some hundred places: half of its code, loaded at every start. */
const FAILURE =
  /const (err\d+) = \{instancePath(?::([^\n]+?))?,keyword:("\w+"),params:(\{[^\n]*\})\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g;

/** What takes its place. */
const REPORTED = (_: string, _name: string, path = 'instancePath', keyword: string, params: string) =>
  `vErrors = failed(vErrors, ${path}, ${keyword}, ${params});\nerrors++;`;

const FAILED = `function failed(errors, instancePath, keyword, params) {
const error = {instancePath,keyword,params};
if(errors === null) return [error];
errors.push(error);
return errors;
}
`;

/** The length of a string in code points. */
const CODE_POINTS = `function codePoints(text) {
let length = text.length;
for(let i = 0; i < text.length; i++){
if(text.codePointAt(i) > 0xffff){
length--;
i++;
}
}
return length;
}
`;
