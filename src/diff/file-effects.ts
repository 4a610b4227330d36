/** What happens to Functions whose objects stand in files, in the words of `layerc diff`. */
import type { Json, JsonObject } from '../json/json.ts';
import { isObject } from '../json/json.ts';
import { type Effect, effectOf, inOrder } from './effect.ts';
import { fieldChanges } from './field-change.ts';
import { totalWords } from './words.ts';

/** The objects of one Function; null where it is not there. */
export interface FileSides {
  readonly before: readonly JsonObject[] | null;
  readonly after: readonly JsonObject[] | null;
}

/** `2 of 40 Functions change: 1 rolls, 1 is new`. `unchanged` Functions are as they should be. */
export function fileEffectWords(changed: Iterable<FileSides>, unchanged: number): string {
  const effects = new Map<Effect, number>();
  let functions = unchanged;
  for (const one of changed) {
    functions++;
    const [worst] = effectsOf(one);
    if (worst !== undefined) effects.set(worst, (effects.get(worst) ?? 0) + 1);
  }
  return totalWords({ functions, effects });
}

function effectsOf({ before, after }: FileSides): Effect[] {
  if (before === null) return ['added'];
  if (after === null) return ['removed'];
  const runs = mayRun(before) && mayRun(after);
  const effects = after.flatMap((object) => {
    const old = ofKind(before, object.kind);
    return old === undefined ? [] : fieldChanges(old, object).map((field) => effectOf(field, runs));
  });
  if (before.some(({ kind }) => ofKind(after, kind) === undefined)) effects.push('loses');
  if (after.some(({ kind }) => ofKind(before, kind) === undefined)) effects.push('gains');
  return inOrder(effects);
}

/** Whether there is ever a worker: an autoscaler, or a number of them. */
function mayRun(objects: readonly JsonObject[]): boolean {
  const deployment = ofKind(objects, 'Deployment');
  const spec = deployment !== undefined && isObject(deployment.spec) ? deployment.spec : {};
  return ofKind(objects, 'ScaledObject') !== undefined || spec.replicas !== 0;
}

function ofKind(objects: readonly JsonObject[], kind: Json | undefined): JsonObject | undefined {
  return objects.find((object) => object.kind === kind);
}
