/** Which values of its objects a field of a Function really changes: found by compiling the Function with other values. */
import { type CompiledFunction, compile, type Settings } from '../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer, segments } from '../json/pointer.ts';
import type { FieldNode } from '../schema/field-node.ts';
import { fieldAt } from '../schema/fields.ts';
import { type Leaf, leavesOf } from './choice.ts';

export class WhatIf {
  readonly #others: readonly Json[];
  readonly #settings: Settings;
  readonly #stockPools: boolean;

  /** `documents` as they were compiled. */
  constructor(documents: readonly Json[], settings: Settings, stockPools = false) {
    this.#others = documents.flatMap(withoutFunctions);
    this.#settings = settings;
    this.#stockPools = stockPools;
  }

  /** Whether another value of the field gives another value of a leaf; undefined where none could be tried. */
  changes(fn: CompiledFunction, field: Pointer): ((leaf: Leaf) => boolean) | undefined {
    const path = segments(field);
    const variants = [...tried(path, fieldAt('Function', path))].flatMap(({ path: at, values }) =>
      values(valueIn(fn.filled, at)).flatMap((value) => this.#compiled(replaced(fn.source, at, value)) ?? []),
    );
    if (variants.length === 0) return undefined;
    const found = variants.map(
      (one) =>
        new Map(
          one
            .explain()
            .flatMap(leavesOf)
            .map((leaf) => [keyOf(leaf), shown(leaf.value)]),
        ),
    );
    // Whether a value is there at all is told apart.
    return (leaf) =>
      found.some((values) => (values.get(keyOf(leaf)) ?? shown(leaf.value)) !== shown(leaf.value));
  }

  #compiled(source: Json): CompiledFunction | undefined {
    return compile([...this.#others, source], this.#settings, this.#stockPools).functions[0];
  }
}

interface Tried {
  readonly path: readonly string[];
  readonly values: (present: Json | undefined) => readonly Json[];
}

/** The fields at or below a place that have other values to try. What a pod is patched with is not among them. */
function* tried(path: readonly string[], node: FieldNode | undefined): Generator<Tried> {
  if (node === undefined || path[0] !== 'spec') return;
  if (node.fields !== undefined) {
    for (const [name, inner] of Object.entries(node.fields)) yield* tried([...path, name], inner);
    return;
  }
  const { items, words, type } = node;
  if (type === 'array' && items?.words !== undefined) {
    const { words: all } = items;
    yield { path, values: () => all.map((word) => [word]) };
  } else if (words !== undefined) yield { path, values: (now) => words.filter((word) => word !== now) };
  else if (type === 'boolean') yield { path, values: (now) => [now !== true] };
  else if (type === 'integer') yield { path, values: numbers };
  else if (type === 'string') yield { path, values: () => TEXTS };
}

/** A little more and less, and so much that it outweighs all else. */
function numbers(now: Json | undefined): number[] {
  const number = typeof now === 'number' ? now : 0;
  return [...new Set([number + 1, Math.max(0, number - 1), 60, 1800, 20_000])].filter((one) => one !== now);
}

/** One of them is right where a text has a form. */
const TEXTS = ['x', '17 3 * * *', 'http://x.example.com'];

function valueIn(object: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    object,
  );
}

function replaced(object: JsonObject, [key = '', ...path]: readonly string[], value: Json): JsonObject {
  const inner = object[key];
  return {
    ...object,
    [key]: path.length === 0 ? value : replaced(isObject(inner) ? inner : {}, path, value),
  };
}

function withoutFunctions(value: Json): Json[] {
  if (!isObject(value)) return [];
  if (value.kind === 'Function' || value.kind === 'FunctionList') return [];
  return isArray(value.items) ? [{ ...value, items: value.items.flatMap(withoutFunctions) }] : [value];
}

function keyOf({ object, pointer }: Leaf): string {
  return child(pointer, String(object.kind));
}

function shown(value: Json): string {
  return JSON.stringify(value);
}
