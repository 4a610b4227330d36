import { compile } from 'json-schema-to-typescript';
import { isNullable, rewrite, type Schema, typeOf, without } from './schema.ts';

/**
 * The types of one schema: the object as people write it; with names that start with `Filled`, the object when
 * src/schema/defaults.ts has filled it; and the status, which the validators leave open, as the operator writes it.
 */
export async function typesModule(schema: Schema): Promise<string> {
  const status = schema.properties?.status ?? {};
  const parts = [
    await interfaces(schema),
    await interfaces(rewrite(schema, filled)),
    ...(status.properties ? [await interfaces(without(status, 'x-runtime-untyped'))] : []),
  ];
  const code = parts.join('\n');
  const imported = ['Json', 'JsonObject'].filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  return `import type { ${imported.join(', ')} } from '../json/json.ts';\n\n${code}`;
}

async function interfaces(schema: Schema): Promise<string> {
  const code = await compile(rewrite({ ...schema, type: 'object' }, typed) as never, schema.title ?? '', {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return readonly(code);
}

/** Every field with a default is there, and a null that means "absent" is not. */
function filled(schema: Schema): Schema {
  const { properties, required = [] } = schema;
  return {
    ...schema,
    ...(schema.title && { title: `Filled${schema.title}` }),
    ...(isNullable(schema) && { type: typeOf(schema) as string }),
    ...(properties && {
      required: Object.keys(properties).filter(
        (name) => required.includes(name) || properties[name]?.default !== undefined,
      ),
    }),
  };
}

/** json-schema-to-typescript takes the text of a type from `tsType`. What `allOf` asks for no type can say. */
function typed(schema: Schema): Schema & { readonly tsType?: string } {
  const { title, ...rest } = without(schema, 'allOf');
  const type = typeOf(schema);
  const untyped = schema['x-runtime-untyped'] || (schema.properties === undefined && type === 'object');
  const isMap = typeof schema.additionalProperties === 'object';
  if (type === undefined) return { ...rest, tsType: 'Json' };
  if (untyped && !isMap) return { ...rest, tsType: isNullable(schema) ? 'JsonObject | null' : 'JsonObject' };
  return schema.properties === undefined || title === undefined ? rest : { title, ...rest };
}

/** Input is never changed, and its types say so. */
function readonly(code: string): string {
  const text = code
    .replace(/^( +)((?:\w+|\[k: string\])\??: )/gm, '$1readonly $2')
    .replace(/: (\w+|\([^()]*\))\[\]/g, ': readonly $1[]');
  if (/(?<!readonly (?:\w+|\([^()]*\)))\[\]/.test(text)) throw new Error('a list that is not readonly');
  return text;
}
