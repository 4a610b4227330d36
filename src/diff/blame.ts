import type { CompiledFunction, Explained, Input, Pool } from '../compiler/index.ts';
import { valueAt } from '../json/path.ts';
import type { Pointer } from '../json/pointer.ts';
import type { ChangedInput } from './changed-inputs.ts';
import type { FieldChange, Placed } from './field-change.ts';

/**
 * Whose change it is. `layerc`: what was found is not what this layerc makes of the same input, so another version or
 * another setting made it, or another hand was at it. `unknown`: it was found without the Function it was made from.
 */
export type Cause =
  | { readonly by: ChangedInput['by']; readonly path: string }
  | { readonly by: 'layerc' | 'unknown' };

/**
 * Finds whose changes the fields of objects are. Explaining every object of thousands of Functions takes long, and what
 * stands behind a field is up to the pool, the podSpec and the way of scaling: what is alike in these is asked once.
 */
export class Blames {
  readonly #known = new Map<string, readonly Cause[]>();
  readonly #pools = new Map<Pool, number>();

  /** Of changes between what layerc makes of a Function before and after. */
  of(
    before: CompiledFunction,
    after: CompiledFunction,
    changed: readonly ChangedInput[],
  ): (change: FieldChange) => readonly Cause[] {
    // Where one input differs it is to blame for everything.
    if (changed.length < 2) return () => changed.map(causeOf);
    const blame = new Blame(before, after, changed);
    const alike = JSON.stringify([this.#shape(before), this.#shape(after), changed.map(causeOf)]);
    return (change) => {
      const key = `${change.path} ${alike}`;
      const causes = this.#known.get(key) ?? blame.of(change);
      this.#known.set(key, causes);
      return causes;
    };
  }

  #shape({ pool, dispatch, replicas, source }: CompiledFunction): unknown {
    const id = this.#pools.get(pool) ?? this.#pools.size;
    this.#pools.set(pool, id);
    return [id, dispatch, replicas.why, valueAt(source, '/spec/worker/podSpec') ?? null];
  }
}

class Blame {
  readonly #before: CompiledFunction;
  readonly #after: CompiledFunction;
  readonly #changed: readonly ChangedInput[];
  #explained: readonly [readonly Explained[], readonly Explained[]] | undefined;

  constructor(before: CompiledFunction, after: CompiledFunction, changed: readonly ChangedInput[]) {
    this.#before = before;
    this.#after = after;
    this.#changed = changed;
  }

  of(change: FieldChange): readonly Cause[] {
    this.#explained ??= [this.#before.explain(), this.#after.explain()];
    const [before, after] = this.#explained;
    const old = this.#inputs(this.#before, before, change.kind, change.before);
    const now = this.#inputs(this.#after, after, change.kind, change.after);
    // What a rule looked at before tells only where the one that holds now looks at nothing that has changed.
    const guilty = this.#among([...now.written, ...now.lookedAt, ...old.written]);
    const found = guilty.length > 0 ? guilty : this.#among(old.lookedAt);
    return (found.length > 0 ? found : this.#changed).map(causeOf);
  }

  #among(inputs: readonly SeenInput[]): readonly ChangedInput[] {
    return this.#changed.filter((one) => inputs.some((input) => isOne(input, one)));
  }

  /** All inputs that stand behind a part of an object: those that its values are written in, and those of its rules. */
  #inputs(
    fn: CompiledFunction,
    objects: readonly Explained[],
    kind: string,
    part: Placed | null,
  ): { readonly written: readonly SeenInput[]; readonly lookedAt: readonly SeenInput[] } {
    const explained = objects.find(({ value }) => value.kind === kind);
    const written: SeenInput[] = [];
    const lookedAt: SeenInput[] = [];
    for (const [leaf, origin] of explained?.origins ?? []) {
      if (part === null || !isWithin(leaf, part.pointer)) continue;
      const reason = fn.reason(origin);
      const inputs = [...('input' in reason ? [reason.input] : []), ...reason.inputs];
      (reason.kind === 'rule' ? lookedAt : written).push(...inputs.map((input) => seen(input, fn)));
    }
    return { written, lookedAt };
  }
}

/** An input in the terms of {@link ChangedInput}. */
interface SeenInput {
  readonly by: ChangedInput['by'];
  readonly path: string;
  readonly pointer: Pointer;
}

function seen({ from, path, pointer }: Input, { pool }: CompiledFunction): SeenInput {
  if (from !== 'infraRules') return { by: from, path, pointer };
  // What a pool leaves to InfraRules stands beside the pools.
  const inPool = pointer.startsWith(`${pool.pointer}/`)
    ? pointer.slice(pool.pointer.length)
    : pointer.replace(/^\/spec/, '');
  return { by: 'pool', path, pointer: inPool };
}

function isOne(input: SeenInput, changed: ChangedInput): boolean {
  if (input.by !== changed.by) return false;
  if (input.by === 'setting') return input.path === changed.path;
  return isWithin(input.pointer, changed.pointer) || isWithin(changed.pointer, input.pointer);
}

function isWithin(pointer: Pointer, part: Pointer): boolean {
  return pointer === part || pointer.startsWith(`${part}/`);
}

function causeOf({ by, path }: ChangedInput): Cause {
  return { by, path };
}
