import type { LabelRequirement, LabelSelector } from './function.ts';
import type { IndexView } from './index-view.ts';

/**
 * The Indexes by their labels. A selector looks at those alone that have its rarest label: thousands of Functions that
 * each select a few among thousands of Indexes would otherwise look at all of them each.
 */
export class IndexTable {
  readonly #all: readonly IndexView[];
  /** Key → value → the Indexes that have it. */
  #byLabel: ReadonlyMap<string, ReadonlyMap<string, readonly IndexView[]>> | undefined;
  /** By the text of the selector: many Functions have the same. */
  readonly #known = new Map<string, boolean>();

  constructor(indexes: readonly IndexView[]) {
    this.#all = indexes;
  }

  get size(): number {
    return this.#all.length;
  }

  /** Those that a selector matches. */
  selected(selector: LabelSelector): IndexView[] {
    return [...this.#matching(selector)];
  }

  /** Whether a selector matches any. */
  matchesAny(selector: LabelSelector): boolean {
    const text = JSON.stringify(selector);
    const known = this.#known.get(text) ?? this.#matching(selector).next().done !== true;
    this.#known.set(text, known);
    return known;
  }

  *#matching(selector: LabelSelector): Generator<IndexView> {
    const matches = matcher(selector);
    for (const index of this.#candidates(selector)) if (matches(index.labels)) yield index;
  }

  /** The fewest that can be told without looking at each. */
  #candidates({ matchLabels, matchExpressions }: LabelSelector): readonly IndexView[] {
    this.#byLabel ??= byLabel(this.#all);
    const labels = this.#byLabel;
    let fewest: readonly (readonly IndexView[])[] = [this.#all];
    const narrow = (lists: readonly (readonly IndexView[])[]) => {
      if (count(lists) < count(fewest)) fewest = lists;
    };
    for (const [key, value] of Object.entries(matchLabels ?? {})) narrow([labels.get(key)?.get(value) ?? []]);
    for (const { key, operator, values = [] } of matchExpressions ?? []) {
      const having = labels.get(key);
      if (operator === 'In') narrow([...new Set(values)].map((value) => having?.get(value) ?? []));
      if (operator === 'Exists') narrow([...(having?.values() ?? [])]);
    }
    return fewest.flat();
  }
}

function count(lists: readonly (readonly IndexView[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0);
}

function byLabel(indexes: readonly IndexView[]): Map<string, Map<string, IndexView[]>> {
  const table = new Map<string, Map<string, IndexView[]>>();
  for (const index of indexes) {
    for (const [key, value] of Object.entries(index.labels)) {
      const values = table.get(key) ?? new Map<string, IndexView[]>();
      table.set(key, values);
      const having = values.get(value);
      if (having === undefined) values.set(value, [index]);
      else having.push(index);
    }
  }
  return table;
}

type Labels = { readonly [key: string]: string };

/** Kubernetes' LabelSelector: all of it must hold, an empty one selects everything. */
export function matcher({ matchLabels, matchExpressions }: LabelSelector): (labels: Labels) => boolean {
  const conditions = [
    ...Object.entries(matchLabels ?? {}).map(
      ([key, value]) =>
        (labels: Labels) =>
          labelOf(labels, key) === value,
    ),
    ...(matchExpressions ?? []).map(requirement),
  ];
  return (labels) => conditions.every((holds) => holds(labels));
}

function requirement({ key, operator, values = [] }: LabelRequirement): (labels: Labels) => boolean {
  const among = new Set<string | undefined>(values);
  switch (operator) {
    case 'In':
      return (labels) => among.has(labelOf(labels, key));
    case 'NotIn':
      return (labels) => !among.has(labelOf(labels, key));
    case 'Exists':
      return (labels) => labelOf(labels, key) !== undefined;
    case 'DoesNotExist':
      return (labels) => labelOf(labels, key) === undefined;
  }
}

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
