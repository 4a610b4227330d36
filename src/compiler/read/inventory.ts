import { MAX_DEPTH, tooDeepAt } from '../../json/depth.ts';
import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { isPlain } from '../../json/plain.ts';
import { child, type Pointer, readable, segments } from '../../json/pointer.ts';
import type { Kind } from '../../schema/fields.ts';
import { attempt } from '../words/attempt.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { GROUP, isOfGroup } from '../words/ours.ts';
import { listed, quoted } from '../words/phrases.ts';

/** The kinds layerc reads, with the one apiVersion of each. */
const API_VERSIONS: { readonly [kind in Kind]: string } = {
  Function: `${GROUP}/v1alpha1`,
  InfraRules: `${GROUP}/v1alpha1`,
  Index: `${GROUP}/v1`,
};

const VERSIONS = [...new Set(Object.values(API_VERSIONS))];

/** One object of the input and where it stands: a document, or an item of a List in it. */
export interface Entry {
  readonly document: number;
  readonly base: Pointer;
  /** Null for what is no object of ours. */
  readonly kind: Kind | null;
  readonly value: Json;
  /** See {@link isPlain}; false where nobody has looked. */
  readonly plain: boolean;
  /** It is one of ours, and yet nothing to read: its error has been said. */
  readonly refused: boolean;
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

  const add = (document: number, base: Pointer, value: Json, found: Identity, plain: boolean): void => {
    const { kind = null, skipped: other, findings = [], warnings = [] } = found;
    entries.push({ document, base, value, kind, plain, refused: findings.length > 0 });
    if (other !== undefined) skipped.set(other, (skipped.get(other) ?? 0) + 1);
    for (const { code, ...finding } of [...findings, ...warnings]) {
      diagnostics.push(diagnose(code, entries.length - 1, finding));
    }
  };
  const visit = (document: number, base: Pointer, value: Json, levels: number): void => {
    const { value: found, fault } = attempt(entries.length, () => look(value, levels));
    if (fault !== undefined) diagnostics.push(fault);
    if (found === undefined || found.identity !== undefined)
      add(document, base, value, found?.identity ?? {}, found?.plain === true);
    for (const [index, item] of found?.items ?? []) {
      visit(document, child(`${base}/items`, index), item, levels - ITEM_LEVELS);
    }
  };

  for (const [document, value] of documents.entries()) visit(document, '', value, MAX_DEPTH);
  return { entries, skipped, diagnostics };
}

/** An item of a List stands two levels below it. */
const ITEM_LEVELS = 2;

interface Look {
  /** Of an object; of a List only where something is wrong with it. */
  readonly identity?: Identity;
  readonly plain?: boolean;
  /** Of a List, with their positions. */
  readonly items?: readonly (readonly [number, Json])[];
}

/** What is found at first sight. Nothing is followed further down than so many levels. */
function look(value: Json, levels: number): Look {
  const list = listOf(value);
  if (list === null) {
    const identity = identify(value);
    const plain = identity.kind !== undefined && isPlain(value, levels);
    const deep = plain || identity.kind === undefined ? null : tooDeepAt(value, levels);
    return { identity: deep === null ? identity : { ...identity, ...tooDeep(deep) }, plain };
  }
  if (levels < ITEM_LEVELS && list.items.length > 0) return { identity: tooDeep('/items') };
  const ofItems = identify(list.ofItems);
  // What is wrong with what the items take from their List is said once, at the List.
  const isFaulty = list.itemKind !== '' && ofItems.findings !== undefined && list.items.some(isNameless);
  const items = [...list.items.entries()].flatMap(([index, item]): [number, Json][] => {
    if (!isNameless(item) || list.itemKind === '') return [[index, item]];
    return isFaulty ? [] : [[index, { ...item, ...list.ofItems }]];
  });
  return isFaulty ? { identity: ofItems, items } : { items };
}

/** How much of the way to a place that is too deep is shown. */
const SHOWN_LEVELS = 4;

function tooDeep(place: Pointer): Identity {
  const pointer = segments(place).slice(0, SHOWN_LEVELS).reduce<Pointer>(child, '');
  const message = `${readable(pointer)} is nested too deep: an object may have ${MAX_DEPTH} levels.`;
  return { findings: [{ code: 'TooDeep', pointer, message, hint: 'Flatten it.' }] };
}

interface List {
  readonly items: readonly Json[];
  /** Nothing for a List of any kinds. */
  readonly itemKind: string;
  /** What an item gets that names neither apiVersion nor kind. */
  readonly ofItems: { readonly apiVersion: string; readonly kind: string };
}

/** A List of any kind, as kubectl flattens it. */
function listOf(value: Json): List | null {
  if (!isObject(value) || !isArray(value.items)) return null;
  const { apiVersion, kind, items } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !kind.endsWith('List')) return null;
  const itemKind = kind.slice(0, -'List'.length);
  return { items, itemKind, ofItems: { apiVersion, kind: itemKind } };
}

/** Whether an item of a List leaves it to the List what it is: k8s.io/apimachinery, unstructured, decodeToList. */
function isNameless(item: Json): item is JsonObject {
  return isObject(item) && [item.apiVersion, item.kind].every((text) => (text ?? '') === '');
}

interface Identity {
  readonly kind?: Kind | null;
  readonly skipped?: string;
  readonly findings?: readonly Found[];
  /** What is said of an object that is no less passed over. */
  readonly warnings?: readonly Found[];
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
  const meant = isKind(kind) ? kind : nearKind(kind);
  const isOurs = isOfGroup(apiVersion);
  if (!isOurs && meant !== undefined && !isNearGroup(apiVersion)) return { skipped: kind };
  if (kind === 'UDF' && isOurs) return { findings: [predecessor()] };
  if (meant === undefined) {
    const isStrange = isOurs ? !OTHERS.includes(kind) : hasName(groupOf(apiVersion));
    return { skipped: kind, ...(isStrange && { warnings: [strangeKind(kind, apiVersion)] }) };
  }
  if (meant === kind && apiVersion === API_VERSIONS[meant]) return { kind: meant };
  const findings = [...wrongVersion(apiVersion, meant), ...(meant === kind ? [] : [wrongKind(kind, meant)])];
  return findings.length > 0 ? { findings } : { kind: meant };
}

type Found = Finding & { readonly code: Code };

function wrongVersion(apiVersion: string, kind: Kind): Found[] {
  const allowed = API_VERSIONS[kind];
  if (apiVersion === allowed) return [];
  const found = `${kind} has the apiVersion ${JSON.stringify(apiVersion)}`;
  const message = isOfGroup(apiVersion)
    ? `${found}, which is not known.`
    : `${found}, which is not of the group ${GROUP}.`;
  const hint = `Write apiVersion: ${allowed}.`;
  return [
    { code: 'UnsupportedApiVersion', pointer: '/apiVersion', message, allowed, hint, instead: allowed },
  ];
}

function wrongKind(kind: string, meant: Kind): Found {
  const allowed = Object.keys(API_VERSIONS).join(', ');
  const message = `The group ${GROUP} has no kind ${JSON.stringify(kind)}.`;
  return {
    code: 'UnsupportedKind',
    pointer: '/kind',
    message,
    allowed,
    hint: `Did you mean ${meant}?`,
    instead: meant,
  };
}

/** Other kinds of the group: layerc has nothing to do with them. */
const OTHERS = ['Agent', 'ApiKey', 'AutoscalingPolicy', 'Pipeline', 'VectorStore', 'Warehouse'];

/** hev may bring one tomorrow, so it is no error. */
function strangeKind(kind: string, apiVersion: string): Found {
  const read = listed(Object.keys(API_VERSIONS), 'and');
  const message = isOfGroup(apiVersion)
    ? `The group ${GROUP} has no kind ${quoted(kind)} that layerc knows, so it is passed over.`
    : `${kind} has the apiVersion ${quoted(apiVersion)}, which is not of the group ${GROUP}, so it is passed over.`;
  return {
    code: 'UnknownKind',
    pointer: isOfGroup(apiVersion) ? '/kind' : '/apiVersion',
    message,
    hint: `layerc reads ${read} of ${GROUP}; leave it if another program is meant.`,
  };
}

function predecessor(): Found {
  const message = 'UDF is the predecessor of Function and is not compiled.';
  const hint =
    'Write kind: Function, rename spec.container to spec.worker, and move the AutoscalingPolicy into spec.scaling {pool, mode, replicas}.';
  return { code: 'UnsupportedKind', pointer: '/kind', message, allowed: 'Function', hint };
}

/** The kind of ours that another one was probably meant to be. */
function nearKind(kind: string): Kind | undefined {
  if (/^(?:udfs?|fn|func)$/i.test(kind)) return 'Function';
  if (/^indices$/i.test(kind)) return 'Index';
  return didYouMean(kind, Object.keys(API_VERSIONS)) as Kind | undefined;
}

/**
 * Whether an apiVersion was probably meant to be one of the group: a version alone, the group with another ending or a
 * slip in it. Others have kinds of these names too.
 */
function isNearGroup(apiVersion: string): boolean {
  if (/^v\d+\w*$/i.test(apiVersion)) return true;
  const group = groupOf(apiVersion);
  if (hasName(group) || /(?:^|\.)hev\./.test(group)) return true;
  return (
    group === GROUP ||
    didYouMean(group, [GROUP]) !== undefined ||
    didYouMean(apiVersion, VERSIONS) !== undefined
  );
}

function groupOf(apiVersion: string): string {
  return apiVersion.replace(/\/.*$/s, '').toLowerCase();
}

function hasName(group: string): boolean {
  return /(?:^|[.-])hev-?layer(?:[.-]|$)/.test(group);
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
