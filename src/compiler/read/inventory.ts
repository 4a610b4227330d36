import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Kind } from '../../schema/fields.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { GROUP, isOfGroup } from '../words/ours.ts';

/** The kinds layerc reads, with the one apiVersion of each. */
const API_VERSIONS: { readonly [kind in Kind]: string } = {
  Function: `${GROUP}/v1alpha1`,
  InfraRules: `${GROUP}/v1alpha1`,
  Index: `${GROUP}/v1`,
};

/** One object of the input and where it stands: a document, or an item of a List in it. */
export interface Entry {
  readonly document: number;
  readonly base: Pointer;
  /** Null for what is no object of ours. */
  readonly kind: Kind | null;
  readonly value: Json;
}

export interface Inventory {
  readonly entries: readonly Entry[];
  /** How many objects of each other kind were passed over. */
  readonly skipped: ReadonlyMap<string, number>;
  /** Their `source` is the index of the entry, as in every stage that follows. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Sorts the objects by kind; what kubectl would refuse as no object is refused here. */
export function takeInventory(documents: readonly Json[]): Inventory {
  const entries: Entry[] = [];
  const skipped = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];

  const visit = (document: number, base: Pointer, value: Json): void => {
    const items = listItems(value);
    if (items !== null) {
      for (const [index, item] of items.entries()) visit(document, child(`${base}/items`, index), item);
      return;
    }
    const found = identify(value);
    entries.push({ document, base, value, kind: found.kind ?? null });
    if (found.skipped !== undefined) skipped.set(found.skipped, (skipped.get(found.skipped) ?? 0) + 1);
    for (const { code, ...finding } of found.findings ?? []) {
      diagnostics.push(diagnose(code, entries.length - 1, finding));
    }
  };

  for (const [document, value] of documents.entries()) visit(document, '', value);
  return { entries, skipped, diagnostics };
}

/** The items of a List of any kind, as kubectl flattens it. */
function listItems(value: Json): readonly Json[] | null {
  if (!isObject(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string') return null;
  return value.kind.endsWith('List') && isArray(value.items) ? value.items : null;
}

interface Identity {
  readonly kind?: Kind;
  readonly skipped?: string;
  readonly findings?: readonly (Finding & { readonly code: Code })[];
}

function identify(value: Json): Identity {
  if (!isObject(value)) {
    const message = `The document is ${describe(value)}, not an object.`;
    return {
      findings: [
        { code: 'NotAnObject', pointer: '', message, hint: 'Write apiVersion, kind, metadata and spec.' },
      ],
    };
  }
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') {
    const missing = Object.entries({ apiVersion, kind }).filter(
      ([, text]) => typeof text !== 'string' || text === '',
    );
    return {
      findings: missing.map(([field, found]) => ({
        code: 'NotAnObject',
        pointer: `/${field}`,
        message: `${field} is ${describe(found)}, but every object has one.`,
        hint: `Add ${field}: without it this is no Kubernetes object, and kubectl refuses it too.`,
      })),
    };
  }
  if (!isOfGroup(apiVersion)) return { skipped: kind };
  if (!isKind(kind)) return unknownKind(kind);
  const allowed = API_VERSIONS[kind];
  if (apiVersion === allowed) return { kind };
  const message = `${kind} has the apiVersion ${JSON.stringify(apiVersion)}, which is not known.`;
  return {
    findings: [
      {
        code: 'UnsupportedApiVersion',
        pointer: '/apiVersion',
        message,
        allowed,
        hint: `Write apiVersion: ${allowed}.`,
      },
    ],
  };
}

function unknownKind(kind: string): Identity {
  const pointer = '/kind';
  const allowed = Object.keys(API_VERSIONS).join(', ');
  if (kind === 'UDF') {
    const message = 'UDF is the predecessor of Function and is not compiled.';
    const hint =
      'Write kind: Function, rename spec.container to spec.worker, and move the AutoscalingPolicy into spec.scaling {pool, mode, replicas}.';
    return { findings: [{ code: 'UnsupportedKind', pointer, message, allowed: 'Function', hint }] };
  }
  const meant = didYouMean(kind, Object.keys(API_VERSIONS));
  if (meant === undefined) return { skipped: kind };
  const message = `The group ${GROUP} has no kind ${JSON.stringify(kind)}.`;
  return {
    findings: [{ code: 'UnsupportedKind', pointer, message, allowed, hint: `Did you mean ${meant}?` }],
  };
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(API_VERSIONS, kind);
}

function describe(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (value === '') return 'empty';
  if (isArray(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  return typeof value === 'object' ? 'a number' : `a ${typeof value}`;
}
