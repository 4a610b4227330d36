import type { KubeObject, ObjectMeta } from './cluster.ts';
import { decodeJson } from './decode.ts';
import { Packer } from './packer.ts';

/** The controller of an object. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** Characters of an object that is not kept unpacked. */
const LARGE = 64 * 1024;

/** Called for each change of an object; without `before` it is new, without `after` it is gone. */
export type ChangeHandler = (key: string, before: Stored | undefined, after: Stored | undefined) => void;

export interface StoreOptions {
  /**
   * The part of an object that is of interest. A change of the rest is no change. Where it throws, the error is kept
   * with the name of the object, and the other objects are taken in all the same.
   */
  readonly reduce: (object: KubeObject) => KubeObject;
  /** Values by which objects are looked up, under the name of the index. */
  readonly indexes?: Readonly<Record<string, (object: KubeObject) => readonly string[]>>;
  /** Only to note what there is to do. What it throws goes to `onFailure`. */
  readonly onChange?: ChangeHandler;
  readonly onFailure?: (error: unknown) => void;
}

/** Thrown by `reduce` for an object of which no more than this part can be kept. */
export class Unusable extends Error {
  readonly part: KubeObject;

  constructor(message: string, part: KubeObject) {
    super(message);
    this.part = part;
  }
}

/** `namespace/name`, or the name of an object of the cluster. */
export function keyOf({ namespace, name }: Pick<ObjectMeta, 'namespace' | 'name'>): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** An object as it is kept: its text, packed, and what is asked for most. */
export class Stored {
  readonly key: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly owner: Owner | undefined;
  /** The values of each index, in the order of their names. */
  readonly values: readonly (readonly string[])[];
  readonly packed: string;
  /** How long its text is. */
  readonly size: number;
  /** Why only a part of it is here. */
  readonly fault: Error | null;
  readonly #packer: Packer;

  constructor(
    key: string,
    { uid = '', resourceVersion = '' }: ObjectMeta,
    owner: Owner | undefined,
    values: readonly (readonly string[])[],
    { packed, size, fault }: Pick<Stored, 'packed' | 'size' | 'fault'>,
    packer: Packer,
  ) {
    this.key = key;
    this.uid = uid;
    this.resourceVersion = resourceVersion;
    this.owner = owner;
    this.values = values;
    this.packed = packed;
    this.size = size;
    this.fault = fault;
    this.#packer = packer;
  }

  /** What was read last: a look at a Function reads each of its objects several times, and eight looks run at a time. */
  static readonly #recent = new Map<Stored, KubeObject>();

  /** The object. It is shared by all who read it, so nobody may change it. */
  read(): KubeObject {
    const recent = Stored.#recent;
    const known = recent.get(this);
    if (known !== undefined) return known;
    const object = decodeJson(this.#packer.unpack(this.packed)) as KubeObject;
    const read = { ...object, metadata: { ...object.metadata, resourceVersion: this.resourceVersion } };
    // A large object is not remembered: sixty-four of them would fill the memory.
    if (this.size <= LARGE) recent.set(this, read);
    if (recent.size > 64) recent.delete(recent.keys().next().value as Stored);
    return read;
  }
}

/**
 * The objects of a kind as the server last told them. Kept as packed text, so that thousands of Functions and their
 * objects fit in some tens of megabytes. Several reflectors, one for each namespace, may fill one store.
 */
export class Store {
  readonly #entries = new Map<string, Stored>();
  readonly #packer = new Packer();
  readonly #owned = new Map<string, string[]>();
  readonly #indexNames: readonly string[];
  readonly #indexes: readonly Map<string, string[]>[];
  readonly #options: StoreOptions;
  #size = 0;
  /** Versions that we have from the answers to our writes, and that the watch has not brought yet. */
  readonly #ahead = new Map<string, bigint>();

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#indexNames = Object.keys(options.indexes ?? {});
    this.#indexes = this.#indexNames.map(() => new Map());
  }

  /** The keys of all objects, or of those in a namespace. */
  *keys(namespace?: string): Generator<string> {
    for (const key of this.#entries.keys()) {
      if (namespace === undefined || key.startsWith(`${namespace}/`)) yield key;
    }
  }

  /** An object without reading it. */
  entry(key: string): Stored | undefined {
    return this.#entries.get(key);
  }

  get count(): number {
    return this.#entries.size;
  }

  /** How long the texts of all objects are. */
  get size(): number {
    return this.#size;
  }

  get(key: string): KubeObject | undefined {
    return this.#entries.get(key)?.read();
  }

  /** The objects whose controller has this uid. */
  ownedBy(uid: string): Stored[] {
    return this.#all(this.#owned.get(uid));
  }

  /** The objects that an index has under a value. */
  find(index: string, value: string): Stored[] {
    return this.#all(this.#indexes[this.#indexNames.indexOf(index)]?.get(value));
  }

  /**
   * Takes in what the server answered to a write. Until the watch has caught up, older states that it still brings are
   * passed over: versions of one object can be compared as numbers. Nobody is told: who wrote knows. An answer that comes
   * when the watch is past it already is passed over itself: no event would ever bring the later state again.
   */
  putAhead(object: KubeObject): void {
    const { uid, resourceVersion = '' } = object.metadata;
    const key = keyOf(object.metadata);
    const known = this.#entries.get(key);
    if (known?.uid === uid && isOlder(resourceVersion, known?.resourceVersion)) return;
    this.#take(object, false);
    if (NUMBER.test(resourceVersion)) this.#ahead.set(key, BigInt(resourceVersion));
  }

  put(object: KubeObject): void {
    this.#take(object, true);
  }

  #take(object: KubeObject, isNews: boolean): void {
    const { metadata } = object;
    const key = keyOf(metadata);
    if (this.#isBehind(key, metadata)) return;
    const before = this.#entries.get(key);
    if (before !== undefined && before.uid !== metadata.uid) {
      this.remove(key);
      this.#take(object, isNews);
      return;
    }
    if (before !== undefined && before.resourceVersion === metadata.resourceVersion) return;
    const { values, ...kept } = this.#reduced(object);
    if (kept.packed === before?.packed && kept.fault?.message === before.fault?.message) {
      this.#entries.set(key, new Stored(key, metadata, before.owner, before.values, kept, this.#packer));
      return;
    }
    const after = new Stored(key, metadata, ownerOf(metadata), values, kept, this.#packer);
    if (before !== undefined) this.#unlink(before);
    this.#size += after.size - (before?.size ?? 0);
    this.#entries.set(key, after);
    this.#link(after);
    if (isNews) this.#tell(key, before, after);
  }

  #reduced(object: KubeObject): Pick<Stored, 'values' | 'packed' | 'size' | 'fault'> {
    try {
      return this.#kept(this.#options.reduce(object), null);
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      return this.#kept(fault instanceof Unusable ? fault.part : nameOnly(object), fault);
    }
  }

  #kept(reduced: KubeObject, fault: Error | null) {
    const { resourceVersion: _, ...rest } = reduced.metadata;
    const text = JSON.stringify({ ...reduced, metadata: rest });
    const values = this.#indexNames.map((name) => [...new Set(this.#options.indexes?.[name]?.(reduced))]);
    return { values, packed: this.#packer.pack(text), size: text.length, fault };
  }

  remove(key: string): void {
    this.#ahead.delete(key);
    const before = this.#entries.get(key);
    if (before === undefined) return;
    this.#entries.delete(key);
    this.#size -= before.size;
    this.#unlink(before);
    this.#tell(key, before, undefined);
  }

  /** Whether a state is older than one that a write of ours was answered with. */
  #isBehind(key: string, { uid, resourceVersion = '' }: ObjectMeta): boolean {
    const ahead = this.#ahead.get(key);
    if (ahead === undefined) return false;
    if (uid === this.#entries.get(key)?.uid && isOlder(resourceVersion, `${ahead}`)) return true;
    this.#ahead.delete(key);
    return false;
  }

  #all(keys: readonly string[] = []): Stored[] {
    return keys.map((key) => this.#entries.get(key) as Stored);
  }

  #link({ key, owner, values }: Stored): void {
    if (owner !== undefined) link(this.#owned, owner.uid, key);
    for (const [index, map] of this.#indexes.entries()) {
      for (const value of values[index] ?? []) link(map, value, key);
    }
  }

  #unlink({ key, owner, values }: Stored): void {
    if (owner !== undefined) unlink(this.#owned, owner.uid, key);
    for (const [index, map] of this.#indexes.entries()) {
      for (const value of values[index] ?? []) unlink(map, value, key);
    }
  }

  #tell(key: string, before: Stored | undefined, after: Stored | undefined): void {
    try {
      this.#options.onChange?.(key, before, after);
    } catch (error) {
      this.#options.onFailure?.(error);
    }
  }
}

const NUMBER = /^\d+$/;

/** Of two versions of one object; false where they cannot be compared. */
function isOlder(version: string, other = ''): boolean {
  return NUMBER.test(version) && NUMBER.test(other) && BigInt(version) < BigInt(other);
}

/** What an object is known by, whatever else is in it. */
function nameOnly({ apiVersion, kind, metadata }: KubeObject): KubeObject {
  const { name, namespace, uid, generation, deletionTimestamp } = metadata;
  return JSON.parse(
    JSON.stringify({ apiVersion, kind, metadata: { name, namespace, uid, generation, deletionTimestamp } }),
  );
}

function ownerOf({ ownerReferences }: ObjectMeta): Owner | undefined {
  const owner = ownerReferences?.find(({ controller }) => controller === true);
  return owner && { kind: owner.kind, name: owner.name, uid: owner.uid };
}

function link(map: Map<string, string[]>, value: string, key: string): void {
  const keys = map.get(value);
  if (keys === undefined) map.set(value, [key]);
  else keys.push(key);
}

function unlink(map: Map<string, string[]>, value: string, key: string): void {
  const keys = (map.get(value) ?? []).filter((one) => one !== key);
  if (keys.length === 0) map.delete(value);
  else map.set(value, keys);
}
