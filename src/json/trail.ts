import { child, type Pointer } from './pointer.ts';

/** The way to a place, from the place upwards: cheap to make for every value, and rarely turned into a pointer. */
export interface Trail {
  readonly above: Trail | null;
  readonly key: string | number;
}

export function pointerOf(trail: Trail | null): Pointer {
  const keys: (string | number)[] = [];
  for (let step = trail; step !== null; step = step.above) keys.unshift(step.key);
  return keys.reduce<Pointer>(child, '');
}
