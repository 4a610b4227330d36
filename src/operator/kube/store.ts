import type { KubeObject, ObjectMeta } from './cluster.ts';
import { Packer } from './packer.ts';
import { type Owner, Stored } from './stored.ts';

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
  /** What the watch has brought of objects of which a write is under way, and told nobody. */
  readonly #heard = new Map<string, Heard>();

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

  /**
   * Writes an object of ours, and takes in the answer. The watch may bring the same before the answer comes: that is no
   * news either. Whatever else it brings meanwhile is told when the write has ended. Null: there is nothing to take in.
   */
  async write<Answer extends KubeObject | null>(
    { metadata }: Pick<KubeObject, 'metadata'>,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const key = keyOf(metadata);
    const heard: Heard = { changes: 0, before: undefined, version: '' };
    this.#heard.set(key, heard);
    let answered: string | undefined;
    try {
      const answer = await send();
      answered = answer?.metadata.resourceVersion;
      if (answer !== null) this.putAhead(answer);
      return answer;
    } finally {
      if (this.#heard.get(key) === heard) this.#heard.delete(key);
      const after = this.#entries.get(key);
      const isOnlyOurs = heard.changes === 1 && heard.version === answered;
      if (heard.changes > 0 && !isOnlyOurs && after !== undefined) this.#tell(key, heard.before, after);
    }
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
    const { values, reduced, ...kept } = this.#reduced(object);
    if (kept.packed === before?.packed && kept.fault?.message === before.fault?.message) {
      this.#entries.set(key, new Stored(key, metadata, before.owner, before.values, kept, this.#packer));
      return;
    }
    const after = new Stored(key, metadata, ownerOf(metadata), values, kept, this.#packer);
    if (before !== undefined) this.#unlink(before);
    this.#size += after.size - (before?.size ?? 0);
    this.#entries.set(key, after);
    this.#link(after);
    // The look that wrote it reads it next.
    if (!isNews) after.remember(reduced);
    const heard = this.#heard.get(key);
    if (isNews && heard === undefined) this.#tell(key, before, after);
    if (!isNews || heard === undefined) return;
    if (heard.changes++ === 0) heard.before = before;
    heard.version = after.resourceVersion;
  }

  #reduced(object: KubeObject) {
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
    return { values, reduced, packed: this.#packer.pack(text), size: text.length, fault };
  }

  remove(key: string): void {
    this.#ahead.delete(key);
    const before = this.#entries.get(key);
    if (before === undefined) return;
    this.#entries.delete(key);
    this.#size -= before.size;
    this.#unlink(before);
    const heard = this.#heard.get(key);
    this.#tell(key, heard?.before ?? before, undefined);
    // Whatever has the name next is another object.
    if (heard !== undefined) Object.assign(heard, { changes: 0, before: undefined, version: '' });
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

interface Heard {
  changes: number;
  /** What was known before the first of them. */
  before: Stored | undefined;
  /** That of the last of them. */
  version: string;
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
