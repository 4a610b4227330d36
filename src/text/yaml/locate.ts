import { type Pointer, segments } from '../../json/pointer.ts';
import { isMerge, keyName } from './compose.ts';
import type { MappingNode, Node } from './node.ts';

/**
 * The offset of what a pointer names in a document: of its key, or of its value; of the nearest ancestor that is
 * there when it is not.
 */
export function offsetOf(document: Node, pointer: Pointer, at: 'key' | 'value'): number {
  let place: Step = { key: document, value: document };
  for (const segment of segments(pointer)) {
    const step = below(place.value, segment);
    // What is missing is missing from the mapping, which its key shows better than its first line.
    if (step === undefined) return place.key.start;
    place = step;
  }
  return (at === 'key' ? place.key : place.value).start;
}

interface Step {
  readonly key: Node;
  readonly value: Node;
}

function below(node: Node, segment: string): Step | undefined {
  if (node.kind === 'alias') return below(node.target, segment);
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'mapping') return stepsOf(node).get(segment);
  const item = node.items[Number(segment)];
  return item === undefined ? undefined : { key: item, value: item };
}

/** Kept for as long as their tree is: one mapping may have thousands of findings. */
const STEPS = new WeakMap<MappingNode, ReadonlyMap<string, Step>>();

/** The fields of a mapping by name: its own, then what it merges, the earlier source first. */
function stepsOf(mapping: MappingNode): ReadonlyMap<string, Step> {
  const known = STEPS.get(mapping);
  if (known !== undefined) return known;
  const steps = new Map<string, Step>();
  STEPS.set(mapping, steps);
  const merges = mapping.pairs.filter(({ key }) => isMerge(key));
  const [first] = merges;
  if (first !== undefined) steps.set('<<', first);
  for (const source of merges
    .flatMap(({ value }) => (value.kind === 'sequence' ? value.items : [value]))
    .reverse()) {
    const merged = source.kind === 'alias' ? source.target : source;
    if (merged.kind === 'mapping') for (const [name, step] of stepsOf(merged)) steps.set(name, step);
  }
  for (const pair of mapping.pairs) {
    const name = keyName(pair.key);
    if (name !== undefined) steps.set(name, pair);
  }
  return steps;
}
