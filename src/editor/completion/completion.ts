/** What may be written where a cursor is. */
import { fieldSince, minorOf } from '../../compiler/index.ts';
import { type Context, contextAt } from '../context.ts';
import { detailOf, type Field, fieldAt, fieldsAt } from '../schemas.ts';
import type { Position, Range } from '../text.ts';
import { concerns, type EditorDocument, type Workspace } from '../workspace.ts';
import { filterWords } from './filter-words.ts';
import { keyNames, valuesFrom } from './from-workspace.ts';
import type { Offer } from './offer.ts';
import { written } from './written.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'reference';
  /** A few words beside the label. */
  readonly detail: string;
  readonly documentation: string | undefined;
  readonly range: Range;
  readonly newText: string;
  /** What of it the typed word is compared with. */
  readonly filterText: string;
}

export function completionsAt(workspace: Workspace, name: string, position: Position): Completion[] {
  const document = workspace.document(name);
  if (document === undefined) return [];
  const offset = document.text.offsetAt(position);
  const context = contextAt(document, offset);
  if (context === undefined) return [];
  const { text } = document;
  const range = text.range(context.start, context.end);
  return offersAt(context, document, workspace).map((offer) => {
    const { label, kind, detail, documentation } = offer;
    const { newText, filterText } = written(offer, context, text);
    return { label, kind, detail, documentation, range, newText, filterText };
  });
}

function offersAt(context: Context, document: EditorDocument, workspace: Workspace): Offer[] {
  const { shape, role, path } = context;
  if (shape === undefined) return beginnings(context, document);
  const minor = minorOf(workspace.terms.settings);
  const keys = (at: readonly (string | number)[]) =>
    fieldsAt(shape, at).filter(({ owner, name }) => owner === undefined || fieldSince(owner, name) <= minor);
  if (role === 'key') {
    const isList = fieldAt(shape, path)?.types.includes('array') ?? false;
    const names = isList ? [] : keyNames(context, workspace);
    return [...names, ...fieldOffers(keys(isList ? [...path, 0] : path), context, isList ? '- ' : '')];
  }
  const filter = filterWords(context);
  if (filter !== undefined) return filter;
  const values = valuesFrom(context, workspace);
  const asItem = role === 'item' ? fieldOffers(keys(path), context, '') : [];
  return [...values, ...asItem, ...wordOffers(fieldAt(shape, path), values)];
}

/** What is required and what is used most stands first, in the order of the schema. */
function fieldOffers(fields: readonly Field[], { beside, role }: Context, lead: string): Offer[] {
  const there = role === 'key' ? new Set(beside.map(({ key }) => key)) : new Set();
  return fields
    .filter(({ name }) => !there.has(name))
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map((field) => ({
      label: field.name,
      kind: 'field',
      detail: detailOf(field),
      documentation: field.description,
      text: field.name,
      behind: field.types.includes('object') ? 'mapping' : field.types.includes('array') ? 'list' : 'scalar',
      ...(lead !== '' && { lead }),
    }));
}

function wordOffers(field: Field | undefined, known: readonly Offer[]): Offer[] {
  if (field === undefined) return [];
  const words = field.words.length === 0 && field.types.includes('boolean') ? [true, false] : field.words;
  const said = new Set(known.map(({ label }) => label));
  return words
    .filter((word) => !said.has(String(word)))
    .map((word) => ({
      label: String(word),
      kind: 'value',
      detail: word === field.default ? 'default' : '',
      documentation: field.description,
      text: word as string | boolean | number,
    }));
}

const API_VERSIONS: readonly (readonly [version: string, kinds: string])[] = [
  ['hevlayer.com/v1alpha1', 'Function, InfraRules'],
  ['hevlayer.com/v1', 'Index'],
];
const KINDS = ['Function', 'InfraRules', 'Index'];

/** Of an object of which nobody knows yet what it is. */
function beginnings({ role, path, beside }: Context, document: EditorDocument): Offer[] {
  const value = (label: string, detail: string): Offer => ({
    ...{ label, kind: 'value', detail, documentation: undefined, text: label },
  });
  const isOurs = concerns(document.text.value) || beside.length === 0;
  if (role === 'value' && path.length === 1 && path[0] === 'apiVersion')
    return API_VERSIONS.map(([label, detail]) => value(label, detail));
  if (role === 'value' && path.length === 1 && path[0] === 'kind' && isOurs)
    return KINDS.map((label) => value(label, ''));
  if (role !== 'key' || path.length > 0 || beside.some(({ key }) => key === 'kind')) return [];
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((label) => !beside.some(({ key }) => key === label))
    .map((label, index) => ({
      ...{ label, kind: 'field', detail: '', documentation: undefined, text: label },
      behind: index < 2 ? 'scalar' : 'mapping',
    }));
}
