/** What two compilations of one Function were made from, where that differs. */
import type { CompiledFunction, Pool, SettingName, Settings } from '../compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { pathOf } from '../json/path.ts';
import type { Pointer } from '../json/pointer.ts';
import { type Difference, differences, isSame } from './field-change.ts';

/** A field of the Function or of its pool, or a setting, that has another value. */
export interface ChangedInput {
  readonly by: 'function' | 'pool' | 'setting';
  /** As people write it: `spec.worker.image`, `computePools[cpu].nodeSelector`, `gatewayBaseUrl`. */
  readonly path: string;
  /** In the Function, or in the pool; nothing for a setting. */
  readonly pointer: Pointer;
}

/** Finds them; what is asked again for the pools of thousands of Functions is found once. */
export class ChangedInputs {
  readonly #settings: readonly ChangedInput[];
  readonly #passedOn: Readonly<Record<'labels' | 'annotations', readonly string[]>>;
  readonly #pools = new Map<Pool, Map<Pool, readonly ChangedInput[]>>();

  constructor(before: Settings, after: Settings) {
    this.#settings = (Object.keys(after) as SettingName[])
      .filter((name) => !isSame(before[name] as Json, after[name] as Json))
      .map((name) => ({ by: 'setting', path: name, pointer: '' }));
    this.#passedOn = {
      labels: [...before.propagateLabels, ...after.propagateLabels],
      annotations: [...before.propagateAnnotations, ...after.propagateAnnotations],
    };
  }

  of(before: CompiledFunction, after: CompiledFunction): ChangedInput[] {
    return [...this.#ofFunction(before, after), ...this.#ofPool(before.pool, after.pool), ...this.#settings];
  }

  #ofFunction(before: CompiledFunction, after: CompiledFunction): ChangedInput[] {
    const [old, now] = [this.#decisive(before.source), this.#decisive(after.source)];
    const found = differences(old, now);
    if (found.every((one) => one.before !== null && one.after !== null)) return changesIn(old, now, found);
    // In a cluster the server has filled in what a file leaves out.
    const [filledOld, filledNow] = [this.#decisive(before.filled), this.#decisive(after.filled)];
    return changesIn(filledOld, filledNow, differences(filledOld, filledNow));
  }

  /** The part of a Function that its objects are made from. */
  #decisive({ metadata, spec = null }: JsonObject): JsonObject {
    const written = isObject(metadata) ? metadata : {};
    const passedOn = (field: 'labels' | 'annotations'): JsonObject => {
      const texts = isObject(written[field]) ? written[field] : {};
      return Object.fromEntries(Object.entries(texts).filter(([key]) => this.#passedOn[field].includes(key)));
    };
    return { metadata: { labels: passedOn('labels'), annotations: passedOn('annotations') }, spec };
  }

  /** Of one pool that is another one now: which pool it is, is up to the Function. */
  #ofPool(before: Pool, after: Pool): readonly ChangedInput[] {
    if (before.name !== after.name) return [];
    const known = this.#pools.get(before)?.get(after);
    if (known !== undefined) return known;
    const [old, now] = [fieldsOf(before), fieldsOf(after)];
    const found = differences(old, now).map((one): ChangedInput => {
      const [root, pointer] = one.after ? [now, one.after.pointer] : [old, one.before?.pointer ?? ''];
      const path = pathOf({ pool: root }, `/pool${pointer}`).slice('pool'.length);
      return { by: 'pool', path: `computePools[${after.name}]${path}`, pointer };
    });
    this.#pools.set(before, (this.#pools.get(before) ?? new Map()).set(after, found));
    return found;
  }
}

function changesIn(before: JsonObject, after: JsonObject, found: readonly Difference[]): ChangedInput[] {
  return found.map((one) => {
    const [root, pointer] = one.after ? [after, one.after.pointer] : [before, one.before?.pointer ?? ''];
    return { by: 'function', path: pathOf(root, pointer), pointer };
  });
}

/** A pool as InfraRules writes it; what it does not have is absent. */
function fieldsOf({ source: _, pointer: __, maxReplicas, ...fields }: Pool): JsonObject {
  const all = { ...fields, maxReplicasPerWorkload: maxReplicas } as unknown as JsonObject;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
