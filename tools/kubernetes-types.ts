/**
 * Writes src/compiler/kubernetes/pod-types.generated.ts: what layerc knows of a pod, from the OpenAPI document that Kubernetes
 * publishes in its Go module. Give the path of `apis__apps__v1_openapi.json` as the argument, or none, and Go fetches
 * the module. With --check it writes nothing and exits 1 when the file is stale.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MODULE = 'k8s.io/kubernetes@v1.36.3';
export const DOCUMENT = 'api/openapi-spec/v3/apis__apps__v1_openapi.json';
const ROOT_TYPE = 'io.k8s.api.core.v1.PodSpec';
const OUTPUT = new URL('../src/compiler/kubernetes/pod-types.generated.ts', import.meta.url);

/** OpenAPI types that are one JSON leaf, or an object that nobody looks into, under the name the table uses. */
const LEAVES: { readonly [type: string]: string } = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'object',
};

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}

interface Row {
  fields: { [name: string]: string };
  required?: string[];
  merge?: { [list: string]: string };
  unique?: { [list: string]: string[] };
  defaults?: { [name: string]: unknown };
}

/** The text of src/compiler/kubernetes/pod-types.generated.ts for an OpenAPI document. The same document, the same bytes. */
export function generate(text: string): string {
  const { schemas } = (JSON.parse(text) as { components: { schemas: { [name: string]: Schema } } })
    .components;
  const rows = new Map<string, Row>();
  const names = new Map<string, string>();
  const queue = [ROOT_TYPE];
  const typeOf = (schema: Schema): string => {
    const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
    if (reference !== undefined) {
      const name = reference.slice('#/components/schemas/'.length);
      const leaf = LEAVES[name];
      if (leaf !== undefined) return leaf;
      queue.push(name);
      return short(name);
    }
    if (schema.type === 'array' && schema.items !== undefined) return `[]${typeOf(schema.items)}`;
    if (schema.type === 'object' && schema.additionalProperties !== undefined) {
      return `{}${typeOf(schema.additionalProperties)}`;
    }
    if (schema.type === 'integer' && /^int(32|64)$/.test(schema.format ?? '')) return schema.format as string;
    if ((schema.type === 'string' || schema.type === 'boolean') && schema.format === undefined)
      return schema.type;
    throw new Error(`no table type for ${JSON.stringify(schema)}`);
  };
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const known = names.get(short(name));
    if (known === name) continue;
    if (known !== undefined) throw new Error(`${name} and ${known} have one short name`);
    const schema = schemas[name];
    if (schema?.properties === undefined) throw new Error(`${name} is no object with properties`);
    names.set(short(name), name);
    rows.set(short(name), row(schema, typeOf));
  }
  return print(rows);
}

function short(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function row(schema: Schema, typeOf: (schema: Schema) => string): Row {
  const fields: Row['fields'] = {};
  const merge: NonNullable<Row['merge']> = {};
  const unique: NonNullable<Row['unique']> = {};
  const defaults: NonNullable<Row['defaults']> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {}).sort(byKey)) {
    fields[name] = typeOf(property);
    const strategy = property['x-kubernetes-patch-strategy'];
    // retainKeys says only that clients may send $retainKeys; whoever merges obeys that directive everywhere.
    if (strategy === 'merge' || strategy === 'merge,retainKeys') {
      merge[name] = property['x-kubernetes-patch-merge-key'] ?? '';
    } else if (strategy !== undefined) {
      throw new Error(`${name}: patch strategy ${strategy}`);
    }
    const listType = property['x-kubernetes-list-type'];
    if (listType === 'map') unique[name] = [...(property['x-kubernetes-list-map-keys'] ?? [])];
    if (listType === 'set') unique[name] = [];
    if (typeof property.default === 'string' && property.default !== '') defaults[name] = property.default;
  }
  return {
    fields,
    ...(schema.required && { required: [...schema.required].sort() }),
    ...(Object.keys(merge).length > 0 && { merge }),
    ...(Object.keys(unique).length > 0 && { unique }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
  };
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function print(rows: ReadonlyMap<string, Row>): string {
  const lines = [...rows]
    .sort(byKey)
    .flatMap(([name, row]) => [
      `  ${name}: {`,
      ...Object.entries(row).flatMap(([part, value]) =>
        part === 'fields'
          ? [
              '    fields: {',
              ...Object.entries(value).map(([key, type]) => `      ${key}: '${type}',`),
              '    },',
            ]
          : [`    ${part}: ${literal(value)},`],
      ),
      '  },',
    ]);
  return `// Generated by tools/kubernetes-types.ts from ${DOCUMENT} of the Go module ${MODULE}.
import type { TypeRow } from './type-row.ts';

export const POD_TYPES: { readonly [type: string]: TypeRow } = {
${lines.join('\n')}
};
`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item)}`)
      .join(', ')} }`;
  }
  return `'${String(value)}'`;
}

/** Where Go keeps the document, fetching the module if need be. Throws where there is no Go or no network. */
export function documentPath(): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', MODULE], { encoding: 'utf8', cwd: '/' });
  return join((JSON.parse(answer) as { Dir: string }).Dir, DOCUMENT);
}

if (import.meta.main) {
  const path = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? documentPath();
  const text = generate(readFileSync(path, 'utf8'));
  if (!process.argv.includes('--check')) writeFileSync(OUTPUT, text);
  else if (readFileSync(OUTPUT, 'utf8') !== text) {
    console.error('stale: src/compiler/kubernetes/pod-types.generated.ts\nRun: npm run generate:kubernetes');
    process.exitCode = 1;
  }
}
