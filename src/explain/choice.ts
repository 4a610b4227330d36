/** Which Function, and which part of its objects, the words of a command line mean. */
import type { CompiledFunction, Explained, Origin } from '../compiler/index.ts';
import { didYouMean } from '../json/did-you-mean.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { followPath, pathOf, valueAt } from '../json/path.ts';
import type { Pointer } from '../json/pointer.ts';
import { allowedNames } from '../schema/fields.ts';
import { printable } from '../text/report/printable.ts';
import { NoSuchName } from './no-such-name.ts';

/** A part that this Function's objects do not have, though another's may. */
export class NotThere extends NoSuchName {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

export interface Leaf {
  readonly object: JsonObject;
  readonly pointer: Pointer;
  /** With the kind in front: `deployment.spec.replicas`. */
  readonly path: string;
  readonly value: Json;
  readonly origin: Origin;
}

export function leavesOf({ value: object, origins }: Explained): Leaf[] {
  const kind = String(object.kind).toLowerCase();
  return [...origins].map(([pointer, origin]) => ({
    object,
    pointer,
    path: joined(kind, pathOf(object, pointer)),
    value: valueAt(object, pointer) as Json,
    origin,
  }));
}

function joined(kind: string, path: string): string {
  return path === '' || path.startsWith('[') ? kind + path : `${kind}.${path}`;
}

/** The names by which kubectl knows the kinds. */
const KINDS: { readonly [word: string]: string } = {
  deployment: 'Deployment',
  deployments: 'Deployment',
  deploy: 'Deployment',
  service: 'Service',
  services: 'Service',
  svc: 'Service',
  networkpolicy: 'NetworkPolicy',
  networkpolicies: 'NetworkPolicy',
  netpol: 'NetworkPolicy',
  poddisruptionbudget: 'PodDisruptionBudget',
  poddisruptionbudgets: 'PodDisruptionBudget',
  pdb: 'PodDisruptionBudget',
  triggerauthentication: 'TriggerAuthentication',
  triggerauthentications: 'TriggerAuthentication',
  triggerauth: 'TriggerAuthentication',
  ta: 'TriggerAuthentication',
  scaledobject: 'ScaledObject',
  scaledobjects: 'ScaledObject',
  so: 'ScaledObject',
};

/** What a path of the Function itself begins with: `spec.worker.batchSize`. */
export const FIELD = /^(?:function\.)?(?=(?:spec|metadata)(?:[.[]|$))/i;

export function isFieldPath(path: string): boolean {
  return FIELD.test(path);
}

const FUNCTION = /^functions?(?:\.[a-z0-9.]*)?\//i;

/**
 * The Functions that are meant: `function/NAME`, `NAME` or `NAMESPACE/NAME`; the only one when there is one. A lone word
 * that is no Function but a path is a question about each of them.
 */
export function chooseFunctions(
  words: readonly string[],
  functions: readonly CompiledFunction[],
  namespace: string | undefined,
): { fns: readonly CompiledFunction[]; path: string | undefined } {
  const [word, path] = words;
  if (word === undefined) return { fns: [onlyOne(functions)], path };
  const meant = found(word, functions, namespace);
  const isPath = kindOf(word) !== undefined || isFieldPath(word);
  if (meant.length === 0 && path === undefined && isPath) {
    const fns = functions.filter(({ namespace: own }) => own === (namespace ?? own));
    return { fns: fns.length > 1 ? fns : [onlyOne(fns)], path: word };
  }
  const [fn, ...others] = meant;
  if (fn === undefined) throw unknownFunction(word, functions, namespace);
  if (others.length > 0) {
    throw new NoSuchName(
      `${quoted(word)} is a Function of several namespaces; name one with -n or as one of\n${listed(meant.map(idOf))}`,
    );
  }
  return { fns: [fn], path };
}

function found(
  word: string,
  functions: readonly CompiledFunction[],
  namespace: string | undefined,
): CompiledFunction[] {
  const name = word.replace(FUNCTION, '');
  return functions.filter(
    (fn) => (name === fn.name && fn.namespace === (namespace ?? fn.namespace)) || name === idOf(fn),
  );
}

function onlyOne(functions: readonly CompiledFunction[]): CompiledFunction {
  const [fn, ...others] = functions;
  if (fn === undefined) throw new NoSuchName('there is no Function to explain among the inputs');
  if (others.length === 0) return fn;
  throw new NoSuchName(
    `there are ${functions.length} Functions; name one of\n${listed(functions.map(idOf))}`,
  );
}

function unknownFunction(
  word: string,
  functions: readonly CompiledFunction[],
  namespace: string | undefined,
): NoSuchName {
  if (functions.length === 0) return new NoSuchName('there is no Function to explain among the inputs');
  const name = word.replace(FUNCTION, '');
  const meant = didYouMean(name, [...functions.map((fn) => fn.name), ...functions.map(idOf)]);
  const where = namespace === undefined ? '' : ` in the namespace ${quoted(namespace)}`;
  const guess = meant === undefined ? fieldGuess(name) : `; did you mean ${quoted(meant)}?`;
  return new NoSuchName(
    `there is no Function ${quoted(name)}${where}${guess}\nthe inputs have: ${listed(functions.map(idOf))}`,
  );
}

/** The fields that end in this word, as `batchSize` does for `spec.worker.batchSize`. */
function fieldGuess(word: string): string {
  const end = `.${word}`.toLowerCase();
  const fields = fieldsBelow('spec', ['spec']).filter((path) => path.toLowerCase().endsWith(end));
  return fields.length === 0 || fields.length > MOST_GUESSED ? '' : `; did you mean ${fields.join(' or ')}?`;
}

const MOST_GUESSED = 3;

/** The leaves at a path or below it: `deployment.spec.template.spec.containers[udf].image`. */
export function chooseLeaves(fn: CompiledFunction, objects: readonly Explained[], path: string): Leaf[] {
  const kind = kindOf(path);
  const kinds = objects.map(({ value }) => String(value.kind));
  const word = wordOf(path);
  if (kind === undefined) {
    const meant = didYouMean(word, [...kinds.map((one) => one.toLowerCase()), ...Object.keys(KINDS), 'spec']);
    throw new NoSuchName(
      `${quoted(word)} is no kind of object${meant === undefined ? '' : `; did you mean ${quoted(meant)}?`}\n${idOf(fn)} has: ${listed(kinds.map((one) => one.toLowerCase()))}`,
    );
  }
  const settled = objects.find(({ value }) => value.kind === kind);
  if (settled === undefined) {
    throw new NotThere(kind.toLowerCase(), `${idOf(fn)} has no ${kind}; it has: ${listed(kinds)}`);
  }
  const target = followPath(settled.value, path.slice(word.length));
  if ('pointer' in target) {
    const { pointer } = target;
    return leavesOf(settled).filter(
      (leaf) => leaf.pointer === pointer || leaf.pointer.startsWith(`${pointer}/`),
    );
  }
  const until = joined(kind.toLowerCase(), pathOf(settled.value, target.until));
  const guess = target.meant === undefined ? '' : `; did you mean ${quoted(target.meant)}?`;
  const known = target.known.length === 0 ? 'it is a value without parts' : `it has: ${listed(target.known)}`;
  throw new NotThere(`${until}.${target.word}`, `${until} has no ${quoted(target.word)}${guess}\n${known}`);
}

function kindOf(path: string): string | undefined {
  const word = wordOf(path).toLowerCase();
  return Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
}

function wordOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? '';
}

export function idOf({ namespace, name }: CompiledFunction): string {
  return `${namespace}/${name}`;
}

const LISTED = 12;

export function listed(words: readonly string[]): string {
  const more = words.length > LISTED ? ` and ${words.length - LISTED} more` : '';
  return printable(words.slice(0, LISTED).join(', ')) + more;
}

export function quoted(word: string): string {
  return printable(JSON.stringify(word));
}

/** A shell reads what it has written: nothing else is offered to it. */
const HARMLESS = /^[\w./[\]-]+$/;

/** What a shell may write next: names of Functions, then paths, a part at a time. `words` stand before it. */
export function continuations(
  words: readonly string[],
  current: string,
  functions: readonly CompiledFunction[],
  namespace: string | undefined,
): string[] {
  const found = new Set<string>();
  if (words.length === 0) for (const name of namesOf(functions)) found.add(name);
  if (words.length === 1 || functions.length === 1) {
    for (const fn of meant(words[0], functions, namespace))
      for (const path of pathsOf(fn)) found.add(untilNextPart(path, current));
  }
  return [...found].filter((word) => word.startsWith(current) && HARMLESS.test(word));
}

/** Of its objects, and of its own fields. */
function pathsOf(fn: CompiledFunction): string[] {
  return [
    ...fn
      .explain()
      .flatMap(leavesOf)
      .map(({ path }) => path),
    ...fieldsBelow('spec', ['spec']),
  ];
}

function fieldsBelow(path: string, words: readonly string[]): string[] {
  return allowedNames('Function', words).flatMap((name) => {
    const below = fieldsBelow(`${path}.${name}`, [...words, name]);
    return below.length > 0 ? below : [`${path}.${name}`];
  });
}

/** Those that a word names, or the only one. */
function meant(
  word: string | undefined,
  functions: readonly CompiledFunction[],
  wanted: string | undefined,
): readonly CompiledFunction[] {
  const name = word?.replace(/^functions?\//i, '');
  return functions.filter(
    (fn) =>
      name === undefined ||
      name === `${fn.namespace}/${fn.name}` ||
      (name === fn.name && fn.namespace === (wanted ?? fn.namespace)),
  );
}

/** With their namespaces where two have one name. */
function namesOf(functions: readonly CompiledFunction[]): string[] {
  const counts = Map.groupBy(functions, ({ name }) => name);
  return functions.map(({ namespace, name }) =>
    counts.get(name)?.length === 1 ? name : `${namespace}/${name}`,
  );
}

function untilNextPart(path: string, current: string): string {
  if (!path.startsWith(current)) return path;
  const [part = ''] = /^[^.[\]]*[.[\]]?/.exec(path.slice(current.length)) ?? [];
  return current + part;
}
