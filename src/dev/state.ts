/**
 * Rows and queues in a file of SQLite. Whatever a request has changed is in one transaction before it is answered, so a
 * process that is killed at any moment has lost nothing that anybody was told of.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Gateway, GatewayListener } from '../gateway/core/gateway.ts';
import type { Item, Stage } from '../gateway/core/item.ts';
import type { ItemRef } from '../gateway/core/protocol.ts';
import type { UdfRecord } from '../gateway/core/udf.ts';
import type { JsonObject } from '../json/json.ts';
import { readJson } from '../json/read-json.ts';
import { CannotRun } from './words/options.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS rows (
    seq INTEGER PRIMARY KEY, namespace TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (namespace, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS udfs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS items (
    seq INTEGER PRIMARY KEY, udf TEXT NOT NULL, namespace TEXT NOT NULL, id TEXT NOT NULL, item TEXT NOT NULL,
    UNIQUE (udf, namespace, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS imports (namespace TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (namespace, digest)) STRICT;
`;
const VERSION = '1';

export class State implements GatewayListener {
  readonly #database: DatabaseSync;
  readonly #rows = new Map<string, { readonly ref: ItemRef; readonly value: JsonObject | undefined }>();
  readonly #udfs = new Map<string, UdfRecord | undefined>();
  readonly #items = new Map<string, { readonly udf: string; readonly item: Readonly<Item> }>();
  readonly #statements: { readonly [name: string]: StatementSync };

  constructor(file: string) {
    try {
      this.#database = new DatabaseSync(file);
      this.#database.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000;',
      );
      // Two of us on one file would each go on with what it remembers.
      this.#database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE;');
      this.#database.exec(SCHEMA);
      this.#database.exec('COMMIT');
    } catch (error) {
      throw new CannotRun(`${file} cannot be used for --state: ${(error as Error).message}`);
    }
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#statements = {
      putRow: prepare(
        'INSERT INTO rows (namespace, id, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      ),
      dropRow: prepare('DELETE FROM rows WHERE namespace = ? AND id = ?'),
      dropItems: prepare('DELETE FROM items WHERE namespace = ? AND id = ?'),
      putUdf: prepare(
        'INSERT INTO udfs (id, record) VALUES (?, ?) ON CONFLICT DO UPDATE SET record = excluded.record',
      ),
      dropUdf: prepare('DELETE FROM udfs WHERE id = ?'),
      dropUdfItems: prepare('DELETE FROM items WHERE udf = ?'),
      putItem: prepare(
        'INSERT INTO items (udf, namespace, id, item) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET item = excluded.item',
      ),
      about: prepare('SELECT value FROM about WHERE name = ?'),
      setAbout: prepare('INSERT INTO about (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING'),
      imported: prepare('SELECT 1 FROM imports WHERE namespace = ? AND digest = ?'),
      setImported: prepare('INSERT INTO imports (namespace, digest) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    };
    this.#statements.setAbout?.run('version', VERSION);
    const version = this.#statements.about?.get('version')?.value;
    if (version !== VERSION)
      throw new CannotRun(`${file} was written by another version of layerc (${version})`);
  }

  /** Gives the gateway what the file has. */
  load(gateway: Gateway): void {
    for (const { namespace, id, value } of this.#database
      .prepare('SELECT * FROM rows ORDER BY seq')
      .iterate())
      gateway.rows.restore(
        { namespace: String(namespace), id: String(id) },
        readJson(String(value)) as JsonObject,
      );
    for (const { id, record } of this.#database.prepare('SELECT * FROM udfs ORDER BY seq').all()) {
      const items = this.#database
        .prepare('SELECT item FROM items WHERE udf = ? ORDER BY seq')
        .all(String(id));
      gateway.restore(
        readJson(String(record)) as unknown as UdfRecord,
        items.map(({ item }) => restored(String(item))),
      );
    }
  }

  /** Whether just these rows were brought into a namespace before. */
  hasImported(namespace: string, digest: string): boolean {
    return this.#statements.imported?.get(namespace, digest) !== undefined;
  }

  /** Remembers that with the next {@link save}. */
  importing(namespace: string, digest: string): void {
    this.#imports.push([namespace, digest]);
  }
  readonly #imports: [string, string][] = [];

  rowChanged(ref: ItemRef, value: JsonObject | undefined): void {
    this.#rows.set(`${ref.namespace}\0${ref.id}`, { ref, value });
  }

  udfChanged(id: string, record: UdfRecord | undefined): void {
    this.#udfs.set(id, record);
  }

  itemChanged(udf: string, item: Readonly<Item>): void {
    this.#items.set(`${udf}\0${item.namespace}\0${item.id}`, { udf, item });
  }

  happened(): void {}

  wrote(): void {}

  /** Writes whatever has changed since the last time, in one transaction. */
  save(): void {
    if (this.#rows.size + this.#udfs.size + this.#items.size + this.#imports.length === 0) return;
    const { putRow, dropRow, dropItems, putUdf, dropUdf, dropUdfItems, putItem, setImported } =
      this.#statements;
    this.#database.exec('BEGIN IMMEDIATE');
    for (const [id, record] of this.#udfs) {
      if (record !== undefined) putUdf?.run(id, JSON.stringify(record));
      else {
        dropUdf?.run(id);
        dropUdfItems?.run(id);
      }
    }
    for (const { udf, item } of this.#items.values())
      if (this.#udfs.get(udf) !== undefined || !this.#udfs.has(udf))
        putItem?.run(udf, item.namespace, item.id, JSON.stringify(item));
    for (const { ref, value } of this.#rows.values()) {
      if (value !== undefined) putRow?.run(ref.namespace, ref.id, JSON.stringify(value));
      else {
        dropRow?.run(ref.namespace, ref.id);
        dropItems?.run(ref.namespace, ref.id);
      }
    }
    for (const [namespace, digest] of this.#imports) setImported?.run(namespace, digest);
    this.#database.exec('COMMIT');
    this.#rows.clear();
    this.#udfs.clear();
    this.#items.clear();
    this.#imports.length = 0;
  }

  close(): void {
    this.save();
    this.#database.close();
  }
}

function restored(text: string): Item {
  const { namespace, id, stage, attempts, version, notBefore, lease, error } = JSON.parse(text) as Item;
  return { namespace, id, stage: stage as Stage, attempts, version, notBefore, lease, error };
}
