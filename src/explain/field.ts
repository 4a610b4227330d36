/** The other direction of explain: what a field of the Function decides in its objects. */
import type { CompiledFunction, Input } from '../compiler/index.ts';
import { didYouMean } from '../json/did-you-mean.ts';
import { followPath, pathOf } from '../json/path.ts';
import { child, type Pointer, segments } from '../json/pointer.ts';
import { allowedNames, fieldAt } from '../schema/fields.ts';
import { FIELD, type Leaf, listed, quoted } from './choice.ts';
import { NoSuchName } from './no-such-name.ts';
import type { WhatIf } from './what-if.ts';

/** Where the field stands, or would stand: a field that is absent may be asked about too. */
export function chooseField(fn: CompiledFunction, given: string): Pointer {
  const path = given.replace(FIELD, '');
  const found = followPath(fn.filled, path);
  if ('pointer' in found) return found.pointer;
  const words = path.split('.');
  if (fieldAt('Function', words) !== undefined) return words.reduce<Pointer>(child, '');
  const names = [...new Set([...allowedNames('Function', segments(found.until)), ...found.known])];
  const meant = didYouMean(found.word, names) ?? found.meant;
  const guess = meant === undefined ? '' : `; did you mean ${quoted(meant)}?`;
  const known = names.length === 0 ? 'it is a value without parts' : `it may have: ${listed(names)}`;
  throw new NoSuchName(
    `${pathOf(fn.filled, found.until)} of a Function has no ${quoted(found.word)}${guess}\n${known}`,
  );
}

/**
 * The leaves that come from the field or from what is below it, or whose rule looks at it and gives another value for
 * another value of the field.
 */
export function decidedBy(
  fn: CompiledFunction,
  field: Pointer,
  leaves: readonly Leaf[],
  whatIf: WhatIf,
): Leaf[] {
  const isMeant = ({ from, pointer }: Input) =>
    from === 'function' && (pointer === field || pointer.startsWith(`${field}/`));
  const looking = leaves.flatMap((leaf) => {
    const reason = fn.reason(leaf.origin);
    const isCopy = reason.kind !== 'rule';
    const inputs = isCopy ? [reason.input, ...reason.inputs] : reason.inputs;
    return inputs.some(isMeant) ? [{ leaf, isCopy }] : [];
  });
  const changes = looking.every(({ isCopy }) => isCopy) ? undefined : whatIf.changes(fn, field);
  return looking.flatMap(({ leaf, isCopy }) => (isCopy || (changes?.(leaf) ?? true) ? [leaf] : []));
}

/** What a field decides that is no value: whether something is there at all. */
const PRESENCE: readonly (readonly [Pointer, string])[] = [
  ['/spec/scaling/mode', 'whether there is a ScaledObject, or replicas in the Deployment'],
  ['/spec/paused', 'whether there is a ScaledObject, or replicas in the Deployment'],
  ['/spec/triggers', 'which triggers the ScaledObject has, and whether there is a TriggerAuthentication'],
  ['/spec/worker/dispatch', 'whether there are a Service, a port and a readinessProbe'],
  ['/spec/scaling/replicas/min', 'whether the ScaledObject steps to zero: cooldownPeriod, pollingInterval'],
];

export function presenceBy(field: Pointer): string | undefined {
  return PRESENCE.find(([pointer]) => pointer === field)?.[1];
}

/** Fields that no object holds. */
const FOR_THE_GATEWAY = [
  ...['inputs', 'filter', 'output', 'version', 'invalidates', 'targetNamespaces', 'indexSelector', 'retry'],
  ...['groupByParent', 'queriesPerItem', 'worker/url', 'schedule/discoveryIntervalSeconds'],
  ...['schedule/maxConcurrentScans', 'schedule/maxInFlightBatches'],
].map((field) => `/spec/${field}`);

export function isForTheGateway(field: Pointer): boolean {
  return FOR_THE_GATEWAY.some((pointer) => field === pointer || field.startsWith(`${pointer}/`));
}
