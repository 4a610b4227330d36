import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Lines, Place } from './lines.ts';
import { offsetOf } from './locate.ts';
import type { Node } from './node.ts';
import type { TextWarning } from './problem.ts';

/** One document of a text that is not empty. */
export interface TextDocument {
  readonly value: Json;
  /** The line its value begins in, from 1. */
  readonly line: number;
  readonly warnings: readonly TextWarning[];
  /**
   * Where a key or a value stands, or the nearest of its ancestors that does. The document is parsed again for it:
   * only faulty ones are asked, and positions of all would cost more than all else.
   */
  locate(pointer: Pointer, at: 'key' | 'value'): Place;
}

/**
 * Parses a document again to find a place in it. The last ones are kept, for their next finding: those of a Function and
 * of InfraRules are asked for in turn.
 */
export class Places {
  readonly lines: Lines;
  readonly #trees = new Map<TextDocument, Node>();

  constructor(lines: Lines) {
    this.lines = lines;
  }

  tree(owner: TextDocument, parse: () => Node): Node {
    const tree = this.#trees.get(owner) ?? parse();
    // The one that was asked for last stands last.
    this.#trees.delete(owner);
    this.#trees.set(owner, tree);
    const [oldest] = this.#trees.keys();
    if (this.#trees.size > KEPT_TREES) this.#trees.delete(oldest as TextDocument);
    return tree;
  }
}

const KEPT_TREES = 2;

export interface ReadValue extends Pick<TextDocument, 'value' | 'warnings'> {
  readonly start: number;
}

export class ReadDocument implements TextDocument {
  readonly value: Json;
  readonly warnings: readonly TextWarning[];
  readonly #start: number;
  readonly #places: Places;
  readonly #parse: () => Node;

  constructor({ value, warnings, start }: ReadValue, places: Places, parse: () => Node) {
    this.value = value;
    this.warnings = warnings;
    this.#start = start;
    this.#places = places;
    this.#parse = parse;
  }

  get line(): number {
    return this.#places.lines.place(this.#start).line;
  }

  locate(pointer: Pointer, at: 'key' | 'value'): Place {
    return this.#places.lines.place(offsetOf(this.#places.tree(this, this.#parse), pointer, at));
  }
}
