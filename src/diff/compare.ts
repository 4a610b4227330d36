import type { Compilation, Settings } from '../compiler/index.ts';
import { Blames } from './blame.ts';
import { ChangedInputs } from './changed-inputs.ts';
import { rank } from './effect.ts';
import { type FunctionChange, functionChange, type Given } from './function-change.ts';
import { keyOf, type MadeObjects } from './made-objects.ts';

/** One state of things. */
export interface Side {
  readonly compilation: Compilation;
  readonly settings: Settings;
  /** Objects of layerc that stood beside the inputs. */
  readonly made: MadeObjects;
}

/** What happens to each Function on the way from one side to the other: worst first, then by namespace and name. */
export function compareSides(from: Side, to: Side): FunctionChange[] {
  const askers = { inputs: new ChangedInputs(from.settings, to.settings), blames: new Blames() };
  const before = givenBy(from);
  // What was found counts as what is there now, and so on one side only.
  const after = givenBy({ ...to, made: new Map() });
  const changes = [...new Set([...before.keys(), ...after.keys()])].map((key) => {
    const [namespace = '', name = ''] = key.split('/');
    return functionChange({ namespace, name }, before.get(key) ?? {}, after.get(key) ?? {}, askers);
  });
  return changes.sort(
    (a, b) =>
      rank(a.effects[0]) - rank(b.effects[0]) || compare(a.namespace, b.namespace) || compare(a.name, b.name),
  );
}

/** Everything that a side has of each Function. Of two with one name, both are refused. */
function givenBy({ compilation, made }: Side): ReadonlyMap<string, Given> {
  const found = new Map<string, Given>();
  for (const [key, objects] of made) found.set(key, { made: objects });
  for (const valid of compilation.functions) found.set(keyOf(valid), { ...found.get(keyOf(valid)), valid });
  for (const refused of compilation.refused()) {
    const known = found.get(keyOf(refused));
    if (known?.refused === undefined) found.set(keyOf(refused), { ...known, refused });
  }
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
