/** The rows of the store, by namespace and id. */
import { ExactNumber, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { invalid } from '../words/refusal.ts';
import type { ItemRef } from './protocol.ts';

/** Who is told of every row that is written, and of every one that is gone. */
export interface RowListener {
  rowChanged(row: ItemRef, value: JsonObject | undefined): void;
}

export class Rows {
  readonly #namespaces = new Map<string, Map<string, JsonObject>>();
  readonly #listener: RowListener;

  constructor(listener: RowListener) {
    this.#listener = listener;
  }

  /** Takes a row as it was kept somewhere. Nobody is told. */
  restore({ namespace, id }: ItemRef, row: JsonObject): void {
    this.#of(namespace).set(id, row);
  }

  get namespaces(): readonly string[] {
    return [...this.#namespaces.keys()];
  }

  has(namespace: string): boolean {
    return this.#namespaces.has(namespace);
  }

  /** In the order in which they were written first. */
  in(namespace: string): ReadonlyMap<string, JsonObject> {
    return this.#namespaces.get(namespace) ?? new Map();
  }

  get({ namespace, id }: ItemRef): JsonObject | undefined {
    return this.#namespaces.get(namespace)?.get(id);
  }

  /** Writes a whole row in place of one that has its id. */
  put(namespace: string, row: JsonObject): ItemRef {
    const ref = { namespace, id: idOf(row) };
    this.#of(namespace).set(ref.id, row);
    this.#listener.rowChanged(ref, row);
    return ref;
  }

  /** Sets some columns of a row; a row that is not there stays away. A column that is undefined goes. */
  patch(ref: ItemRef, columns: Readonly<Record<string, Json | undefined>>): boolean {
    const row = this.get(ref);
    if (row === undefined) return false;
    const kept = Object.entries(row).filter(([name]) => !Object.hasOwn(columns, name));
    const set = Object.entries(columns).filter(([, value]) => value !== undefined);
    // A column may be called __proto__, which an assignment would take for something else.
    const patched = Object.fromEntries([...kept, ...set]) as JsonObject;
    this.#of(ref.namespace).set(ref.id, patched);
    this.#listener.rowChanged(ref, patched);
    return true;
  }

  delete(ref: ItemRef): boolean {
    if (this.#namespaces.get(ref.namespace)?.delete(ref.id) !== true) return false;
    this.#listener.rowChanged(ref, undefined);
    return true;
  }

  #of(namespace: string): Map<string, JsonObject> {
    let rows = this.#namespaces.get(namespace);
    if (rows === undefined) {
      rows = new Map();
      this.#namespaces.set(namespace, rows);
    }
    return rows;
  }
}

/** The id of a row as the text that the API knows it by. */
export function idOf(row: Json): string {
  const id = isObject(row) && Object.hasOwn(row, 'id') ? idText(row.id) : undefined;
  if (id === undefined) throw invalid('A row must have an id: a text or a whole number.');
  return id;
}

/** The text of an id, whatever it is written as; undefined for what cannot be one. */
export function idText(id: Json | undefined): string | undefined {
  if (typeof id === 'string') return id === '' ? undefined : id;
  if (typeof id === 'number') return Number.isInteger(id) ? String(id) : undefined;
  return id instanceof ExactNumber && /^-?\d+$/.test(id.text) ? id.text : undefined;
}
