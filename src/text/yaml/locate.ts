import { type Pointer, segments } from '../../json/pointer.ts';
import { isMerge, keyName } from './compose.ts';
import type { Node } from './node.ts';

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
  if (node.kind === 'sequence') {
    const item = node.items[Number(segment)];
    return item === undefined ? undefined : { key: item, value: item };
  }
  if (node.kind === 'scalar') return undefined;
  const merges = node.pairs.filter(({ key }) => isMerge(key));
  return (
    node.pairs.findLast(({ key }) => keyName(key) === segment) ??
    merges.map(({ value }) => merged(value, segment)).find((step) => step !== undefined) ??
    (segment === '<<' ? merges[0] : undefined)
  );
}

function merged(source: Node, segment: string): Step | undefined {
  if (source.kind !== 'sequence') return below(source, segment);
  return source.items.map((item) => below(item, segment)).find((step) => step !== undefined);
}
