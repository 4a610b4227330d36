import { readFileSync } from 'node:fs';
import type { Schema, Schemas } from './schema.ts';
import { type Generation, isIntOrString, isNullable, KINDS, typeOf } from './schema.ts';

const INTRO = `<!-- Generated from schemas/ and tools/function-chapters.md by tools/generate.ts. -->

# Fields

Every field that layerc accepts in a Function, an InfraRules and an Index. A field that is not listed is an error.
[Filters](#filters) and [versions](#versions) have chapters of their own.

*Since* is the generation of the Function that brought the field; hev kept one apiVersion for all of them.

| Generation | Mark of it |
| --- | --- |
| G1 | June 2026: inline \`spec.scaling\`, \`spec.output\` |
| G2 | July 2026: \`spec.version\` in place of \`spec.output\`, \`computeClass\`, \`schedule.cron\`, \`warmWindowSeconds\` |
| G3 | after August 2026: \`groupByParent\`, \`queriesPerItem\`; \`embedders\` and \`ocr\` in InfraRules |
| layerc | our extension, which hev's own CRD does not have: see [security.md](security.md#under-hevs-own-crd) |

Where null is a type of a field, it means that the field is absent. \`metadata\` is that of every Kubernetes object;
\`status\` is accepted as it is and not read.
`;

/** docs/function.md: the field reference, and what a table of fields has no room for. */
export function referencePage(schemas: Schemas): string {
  const chapters = readFileSync(new URL('function-chapters.md', import.meta.url), 'utf8');
  return [INTRO, ...KINDS.map((kind) => section(kind, schemas[kind])), chapters].join('\n');
}

function section(kind: string, schema: Schema): string {
  const spec = schema.properties?.spec ?? {};
  const apiVersion = schema.properties?.apiVersion?.enum?.[0];
  const name = schema.properties?.metadata?.properties?.name;
  const rows = [...(name ? [row('metadata.name', name, true, 'G1')] : []), ...fields('spec', spec, 'G1')];
  const rules = crossRules('', schema).map((rule) => `- ${rule}`);
  return `## ${kind}

\`apiVersion: ${apiVersion}\`. ${schema.description}

| Field | Type | Default | Required | Since | |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${rules.length === 0 ? '' : `\nThe API server, too, refuses what breaks one of these rules:\n\n${rules.join('\n')}\n`}`;
}

function fields(path: string, schema: Schema, since: Generation): string[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const place = `${path}.${name}`;
    const generation = field['x-since'] ?? since;
    const nested = field.items?.properties
      ? fields(`${place}[]`, field.items, generation)
      : fields(place, field, generation);
    return [row(place, field, required.includes(name), generation), ...nested];
  });
}

function row(path: string, field: Schema, required: boolean, since: Generation): string {
  const until = field['x-until'];
  const cells = [
    `\`${path}\``,
    type(field),
    field.default === undefined ? '' : `\`${JSON.stringify(field.default)}\``,
    required ? 'yes' : '',
    until === undefined ? since : until === since ? `${since} only` : `${since} to ${until}`,
    field.description ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function type(field: Schema): string {
  const name = typeOf(field);
  const nullable = isNullable(field) ? ', or null' : '';
  if (isIntOrString(field)) return 'number or percentage';
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (name === undefined) return 'any';
  if (name === 'array') return `list of ${plural(field.items ?? {})}${nullable}`;
  if (name === 'object' && typeof field.additionalProperties === 'object') return `map of strings${nullable}`;
  return `${name}${bounds(field)}${nullable}`;
}

function plural(items: Schema): string {
  return items.enum ? items.enum.map((value) => `\`${value}\``).join(', ') : `${typeOf(items)}s`;
}

/** Only what a person may run into: the largest numbers of a machine are none of it. */
function bounds({ minimum, maximum, maxLength, minLength }: Schema): string {
  if (maxLength !== undefined)
    return `, ${minLength ? `${minLength} to` : 'at most'} ${maxLength} characters`;
  if (minimum === undefined) return '';
  return maximum === undefined || maximum >= 2147483647
    ? `, at least ${minimum}`
    : `, ${minimum} to ${maximum}`;
}

function crossRules(path: string, schema: Schema): string[] {
  const own = (schema['x-cel'] ?? []).map(({ message, fieldPath }) => {
    const place = `${path}${fieldPath ?? ''}`;
    return place === '' ? `${message}.` : `\`${place}\`: ${message}.`;
  });
  const keys = schema['x-kubernetes-list-map-keys']?.join(' and ');
  const distinct = keys && schema.items ? [`\`${path}\`: no two may have the same ${keys}.`] : [];
  const nested = Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== 'status')
    .flatMap(([name, field]) => crossRules(path === '' ? name : `${path}.${name}`, field));
  return [...own, ...distinct, ...nested];
}
