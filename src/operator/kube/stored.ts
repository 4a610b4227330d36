import type { KubeObject, ObjectMeta } from './cluster.ts';
import { decodeJson } from './decode.ts';
import type { Packer } from './packer.ts';

/** The controller of an object. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** Characters of an object that is not kept unpacked. */
const LARGE = 64 * 1024;

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
    return this.remember(decodeJson(this.#packer.unpack(this.packed)) as KubeObject);
  }

  /** Spares the next who reads it the unpacking. `object`: what was packed. */
  remember(object: KubeObject): KubeObject {
    const recent = Stored.#recent;
    const read = { ...object, metadata: { ...object.metadata, resourceVersion: this.resourceVersion } };
    // A large object is not remembered: sixty-four of them would fill the memory.
    if (this.size <= LARGE) recent.set(this, read);
    if (recent.size > 64) recent.delete(recent.keys().next().value as Stored);
    return read;
  }
}
