import { DROPS, KEEP_IT } from '../../compiler/index.ts';
import { isObject } from '../../json/json.ts';
import { CRDS } from '../../schema/crds.generated.ts';
import type { Said } from '../objects/said.ts';

/** A schema of OpenAPI, as far as it names fields. */
interface Schema {
  readonly properties?: { readonly [field: string]: Schema };
  readonly items?: Schema;
  readonly [other: string]: unknown;
}

/** Fields of spec and status that the CustomResourceDefinitions of the cluster drop: `spec.output`. By kind. */
export type DroppedFields = { readonly [kind: string]: readonly string[] };

export const NOTHING_DROPPED: DroppedFields = {};

/**
 * What is lost of our kinds before anybody sees it: the fields of our own CustomResourceDefinitions that those of the
 * cluster do not have. `openapi`: what the server publishes of the group, in OpenAPI v3; null where it has none.
 */
export function droppedFields(openapi: unknown): DroppedFields {
  const schemas = Object.values(
    (openapi as { components?: { schemas?: object } } | null)?.components?.schemas ?? {},
  );
  const dropped: { [kind: string]: readonly string[] } = {};
  for (const crd of CRDS) {
    const { names, versions } = crd.spec as unknown as Crd;
    const theirs = schemas.find((schema) => kindOf(schema) === names.kind) as Schema | undefined;
    const ours = versions[0]?.schema.openAPIV3Schema;
    const fields = ['spec', 'status'].flatMap((part) => {
      const [own, found] = [ours?.properties?.[part], theirs?.properties?.[part]];
      return own === undefined || found === undefined ? [] : missing(own, found, part);
    });
    if (fields.length > 0) dropped[names.kind] = fields;
  }
  return dropped;
}

interface Crd {
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
}

function kindOf(schema: unknown): unknown {
  const kinds = isObject(schema) ? schema['x-kubernetes-group-version-kind'] : undefined;
  return Array.isArray(kinds) ? (kinds[0] as { kind?: unknown } | undefined)?.kind : undefined;
}

function missing(ours: Schema, theirs: Schema, path: string): string[] {
  if (theirs['x-kubernetes-preserve-unknown-fields'] === true) return [];
  if (ours.items !== undefined && theirs.items !== undefined) return missing(ours.items, theirs.items, path);
  return Object.entries(ours.properties ?? {}).flatMap(([field, schema]) => {
    const found = theirs.properties?.[field];
    return found === undefined ? [`${path}.${field}`] : missing(schema, found, `${path}.${field}`);
  });
}

/** What is said of it to whoever reads the status of such an object, and has written its spec. */
export function sayDropped(kind: string, dropped: DroppedFields): Said[] {
  const fields = (dropped[kind] ?? []).filter((field) => field.startsWith('spec.'));
  if (fields.length === 0) return [];
  const text = `The CustomResourceDefinition of ${kind} that is installed has no ${fields.join(', ')}: ${DROPS}, so layerc never sees it. ${KEEP_IT}`;
  return [{ code: 'DroppedByCrd', text }];
}
