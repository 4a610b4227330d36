import type { CompiledFunction, RefusedFunction } from '../compiler/index.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Blames, Cause } from './blame.ts';
import type { ChangedInputs } from './changed-inputs.ts';
import { type Devices, devicesOfPod } from './devices.ts';
import { type Effect, effectOf, inOrder } from './effect.ts';
import { type FieldChange, fieldChanges, isSame } from './field-change.ts';
import { asFound, replicasOf } from './made-objects.ts';

/** One Function on one side, as far as the side knows it. */
export interface Given {
  readonly valid?: CompiledFunction | undefined;
  readonly refused?: RefusedFunction | undefined;
  /** Its objects as they were found beside it. */
  readonly made?: readonly JsonObject[] | undefined;
}

/** What a Function runs as. */
export interface State {
  readonly pool: string;
  readonly min: number;
  readonly max: number;
  /** Of one worker. */
  readonly devices: Devices;
}

export interface BlamedChange extends FieldChange {
  readonly causes: readonly Cause[];
}

export interface FunctionChange {
  readonly namespace: string;
  readonly name: string;
  /** Worst first; none where nothing happens. */
  readonly effects: readonly Effect[];
  readonly before: State | null;
  readonly after: State | null;
  /** Kinds of objects that only one side has. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  readonly fields: readonly BlamedChange[];
  /** Why it is refused. */
  readonly refused: RefusedFunction | null;
}

/** What all Functions of one comparison are asked with. */
export interface Askers {
  readonly inputs: ChangedInputs;
  readonly blames: Blames;
}

/** What happens to one Function. */
export function functionChange(
  id: Pick<FunctionChange, 'namespace' | 'name'>,
  before: Given,
  after: Given,
  askers: Askers,
): FunctionChange {
  const old = compiled(before.valid);
  const nothing = {
    ...id,
    before: old?.state ?? stateOf(before.made, after.valid),
    after: null,
    lost: [],
    gained: [],
    fields: [],
    refused: null,
  };
  const wasThere = before.valid !== undefined || before.made !== undefined;
  if (after.refused !== undefined) {
    const effect = !wasThere && before.refused !== undefined ? 'staysRefused' : 'refused';
    // What is refused keeps its objects.
    return { ...nothing, after: nothing.before, effects: [effect], refused: after.refused };
  }
  if (after.valid === undefined) {
    return { ...nothing, effects: ['removed'], lost: kinds(before.made ?? old?.objects ?? []) };
  }
  const changed = before.valid === undefined ? [] : askers.inputs.of(before.valid, after.valid);
  const now = old !== null && changed.length === 0 ? old : (compiled(after.valid) as Compiled);
  const something = { ...nothing, after: now.state };
  if (!wasThere) {
    const effect = before.refused === undefined ? 'added' : 'valid';
    return { ...something, effects: [effect], gained: kinds(now.objects) };
  }
  if (before.made === undefined && now === old) return { ...something, effects: [] };
  const blame = before.valid && askers.blames.of(before.valid, after.valid, changed);
  const found = objectChanges(before.made, old ?? now, now, blame);
  const runs = (old ?? now).state.max > 0 && now.state.max > 0;
  const effects: Effect[] = found.fields.map((field) => effectOf(field, runs));
  if (found.lost.length > 0) effects.push('loses');
  if (found.gained.length > 0) effects.push('gains');
  if (old !== null && !isSameState(old.state, now.state)) effects.push('scales');
  if (before.refused !== undefined) effects.push('valid');
  return { ...something, ...found, effects: inOrder(effects) };
}

/** What is made of a Function, once for all who ask. */
interface Compiled {
  readonly objects: readonly JsonObject[];
  readonly state: State;
}

function compiled(fn: CompiledFunction | undefined): Compiled | null {
  if (fn === undefined) return null;
  const { objects, pool } = fn;
  const { min, max } = fn.replicas;
  return { objects, state: { pool: pool.name, min, max, devices: devicesOfPod(objects[0]) } };
}

/** What is known of a Function whose objects alone were found. No object names the pool: it is taken for the present one. */
function stateOf(made: readonly JsonObject[] | undefined, now: CompiledFunction | undefined): State | null {
  if (made === undefined) return null;
  const { min, max } = replicasOf(made);
  return { pool: now?.pool.name ?? '', min, max, devices: devicesOfPod(ofKind(made, 'Deployment')) };
}

type BlameOf = ReturnType<Blames['of']>;

function objectChanges(
  made: readonly JsonObject[] | undefined,
  before: Compiled,
  after: Compiled,
  blame: BlameOf | undefined,
): Pick<FunctionChange, 'lost' | 'gained' | 'fields'> {
  const now = after.objects;
  const there = made?.map((object) => asFound(object, ofKind(before.objects, object.kind))) ?? before.objects;
  const fields = now.flatMap((object) => {
    const old = ofKind(there, object.kind);
    if (old === undefined) return [];
    const changes = fieldChanges(old, object);
    if (blame === undefined) return changes.map((one) => ({ ...one, causes: UNKNOWN }));
    if (made === undefined) return changes.map((one) => ({ ...one, causes: blame(one) }));
    const ours = ofKind(before.objects, object.kind);
    const expected = ours === undefined || before === after ? [] : fieldChanges(ours, object);
    return changes.map((one) => ({ ...one, causes: causesOf(one, expected, blame) }));
  });
  return { lost: only(there, now), gained: only(now, there), fields };
}

const UNKNOWN: readonly Cause[] = [{ by: 'unknown' }];
const LAYERC: readonly Cause[] = [{ by: 'layerc' }];

/**
 * `expected`: what changes between what this layerc makes of both sides. What was found to change beside that is the
 * work of another one.
 */
function causesOf(change: FieldChange, expected: readonly FieldChange[], blame: BlameOf): readonly Cause[] {
  const same = expected.filter(({ path }) => isWithin(path, change.path) || isWithin(change.path, path));
  const causes = new Map(same.flatMap(blame).map((cause) => [JSON.stringify(cause), cause]));
  const isAsMade = same.some(
    (one) => one.path === change.path && isSame(one.before?.value ?? null, change.before?.value ?? null),
  );
  return [...causes.values(), ...(isAsMade ? [] : LAYERC)];
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
}

function isSameState(one: State, other: State): boolean {
  const texts = [one, other].map(({ min, max, devices }) => JSON.stringify([min, max, ...devices]));
  return texts[0] === texts[1];
}

function kinds(objects: readonly JsonObject[]): string[] {
  return objects.map(({ kind }) => String(kind));
}

function only(objects: readonly JsonObject[], others: readonly JsonObject[]): string[] {
  return kinds(objects).filter((kind) => ofKind(others, kind) === undefined);
}

/** A Function has one object of a kind. */
function ofKind<T extends JsonObject>(objects: readonly T[], kind: Json | undefined): T | undefined {
  return objects.find((object) => object.kind === kind);
}
