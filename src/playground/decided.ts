/** The other direction: which leaves of the output a field of an input decides, or a setting. */
import type { Input, Reason, SettingName } from '../compiler/index.ts';
import { functionOf } from '../editor/compiled.ts';
import type { Branch } from '../editor/outline/branch.ts';
import { textAt } from '../editor/outline/objects.ts';
import { type Pointed, pointedAt } from '../editor/place.ts';
import type { Workspace } from '../editor/workspace.ts';
import { idOf } from '../explain/choice.ts';
import { decidedBy, isForTheGateway, presenceBy } from '../explain/field.ts';
import { WhatIf } from '../explain/what-if.ts';
import { printable } from '../text/report/printable.ts';
import type { CompiledLeaves, Output } from './output.ts';
import type { Decided } from './protocol.ts';

const NOTHING: Decided = { path: null, at: null, leaves: [], words: '' };

export function decidedAt(document: string, offset: number, workspace: Workspace, output: Output): Decided {
  const text = workspace.document(document);
  const pointed = text && pointedAt(text, offset);
  if (pointed === undefined) return NOTHING;
  const { start, end } = pointed;
  const found =
    pointed.shape === 'Function'
      ? byFunction(document, pointed, workspace, output)
      : pointed.shape === 'InfraRules'
        ? byRules(document, pointed, workspace, output)
        : { leaves: [], words: 'It decides no value in the objects: it is for the gateway.' };
  return {
    path: printable(pathWords(pointed)),
    at: { document, from: start, to: end },
    ...found,
  };
}

/** As people write it, also where nothing could be compiled: an item goes by its name. */
function pathWords({ branch, path }: Pointed): string {
  let at: Branch | undefined = branch;
  const words: string[] = [];
  for (const _ of path) {
    if (at === undefined) break;
    const { key } = at;
    words.push(typeof key === 'number' ? `[${textAt(at, 'name') ?? key}]` : `.${key}`);
    at = at.parent;
  }
  return words.reverse().join('').replace(/^\./, '');
}

type Found = Pick<Decided, 'leaves' | 'words'>;

function byFunction(
  document: string,
  { object, pointer }: Pointed,
  workspace: Workspace,
  { compiled }: Output,
): Found {
  const wanted = functionOf(workspace, document, object);
  const own = compiled.find(({ fn }) => fn === wanted);
  if (own === undefined)
    return { leaves: [], words: 'Its Function has an error, or its objects are not shown.' };
  const { fn, leaves, first } = own;
  const { settings, stockPools } = workspace.terms;
  const whatIf = new WhatIf(workspace.analysis.loaded.values, settings, stockPools);
  const decided = new Set(decidedBy(fn, pointer, leaves, whatIf));
  const found = leaves.flatMap((leaf, at) => (decided.has(leaf) ? [first + at] : []));
  const presence = presenceBy(pointer);
  if (presence !== undefined) return { leaves: found, words: `It decides ${presence}.` };
  if (found.length > 0) return { leaves: found, words: '' };
  const why = isForTheGateway(pointer) ? ': it is for the gateway' : ' as they are';
  return { leaves: [], words: `It decides no value in the objects of ${printable(idOf(fn))}${why}.` };
}

/** Fields of a pool, or of all pools, that make no value and refuse those which go too far. */
const LIMIT = /\/(?:maxReplicasPerWorkload|maxReplicasTotal|podSecurity|allowed[A-Z]\w+|protected)(?:\/|$)/;

/** Those that are copied from there, and those whose rule looks there. */
function byRules(document: string, { pointer }: Pointed, workspace: Workspace, { compiled }: Output): Found {
  const { loaded } = workspace.analysis;
  const isMeant = (input: Input) =>
    input.from === 'infraRules' &&
    (input.pointer === pointer || input.pointer.startsWith(`${pointer}/`)) &&
    input.written !== null &&
    loaded.sourceOf(input.written.document) === document;
  const leaves = compiled.flatMap((one) => leavesFrom(one, isMeant));
  if (leaves.length > 0) return { leaves, words: '' };
  const isLimit = LIMIT.test(pointer);
  return {
    leaves,
    words: isLimit ? 'It is a limit: a Function that goes beyond it is refused.' : NO_VALUE,
  };
}

const NO_VALUE = 'It decides no value in the objects as they are.';

export function decidedBySetting(setting: SettingName, { compiled }: Output): Decided {
  const isMeant = ({ from, path }: Input) => from === 'setting' && path === setting;
  const leaves = compiled.flatMap((one) => leavesFrom(one, isMeant));
  const words = leaves.length > 0 ? '' : NO_VALUE;
  return { path: setting, at: null, leaves, words };
}

function leavesFrom({ fn, leaves, first }: CompiledLeaves, isMeant: (input: Input) => boolean): number[] {
  return leaves.flatMap((leaf, at) => (inputsOf(fn.reason(leaf.origin)).some(isMeant) ? [first + at] : []));
}

/** What a leaf is copied from; or what its rule looks at. That a pool was chosen is no reason of its fields. */
function inputsOf(reason: Reason): readonly Input[] {
  return reason.kind === 'rule' ? reason.inputs : [reason.input];
}
