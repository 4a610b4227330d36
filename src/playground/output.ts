/** The objects of all Functions as `layerc render` prints them, and where each leaf stands in that text. */
import {
  type CompiledFunction,
  grouped,
  type Reason,
  SETTINGS,
  type SettingName,
} from '../compiler/index.ts';
import type { Workspace } from '../editor/workspace.ts';
import { type Leaf, leavesOf } from '../explain/choice.ts';
import { printable } from '../text/report/printable.ts';
import { layOut } from '../text/yaml/leaf-spans.ts';
import { placeOf } from './places.ts';
import type { Analysis, FunctionRow, LeafSpan, ObjectSpan } from './protocol.ts';

/** What is scrolled through; the rest is for the command line. */
const MOST_CHARACTERS = 2_000_000;

export interface Output extends Pick<Analysis, 'cut' | 'leaves' | 'objects' | 'functions'> {
  readonly text: string;
  /** What stands behind each row of `functions`. */
  readonly compiled: readonly CompiledLeaves[];
}

export interface CompiledLeaves {
  readonly fn: CompiledFunction;
  readonly leaves: readonly Leaf[];
  /** Index of its first leaf among those of all. */
  readonly first: number;
}

export const NO_OUTPUT: Output = {
  text: '',
  cut: null,
  leaves: [],
  objects: [],
  functions: [],
  compiled: [],
};

export function outputOf(workspace: Workspace): Output {
  const { functions } = workspace.analysis.compilation;
  const out = { leaves: [] as LeafSpan[], objects: [] as ObjectSpan[], functions: [] as FunctionRow[] };
  const compiled: CompiledLeaves[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const fn of functions) {
    if (length > MOST_CHARACTERS) break;
    const explained = fn.explain();
    const all = explained.flatMap(leavesOf);
    const first = out.leaves.length;
    compiled.push({ fn, leaves: all, first });
    const begins = length + (texts.length === 0 ? 0 : SEPARATOR.length);
    for (const { value } of explained) {
      const from = length + (texts.length === 0 ? 0 : SEPARATOR.length);
      const { text, leaves } = layOut(value);
      const { kind, metadata } = value;
      const { name } = metadata as { readonly name: string };
      for (const span of leaves) {
        const leaf = all[out.leaves.length - first] as Leaf;
        const place = { from: from + span.from, value: from + span.value, to: from + span.to };
        out.leaves.push({ ...place, path: printable(leaf.path), ...noteOf(fn.reason(leaf.origin)) });
      }
      length = from + text.length;
      out.objects.push({ kind: String(kind), name, of: out.functions.length, from, to: length });
      texts.push(text);
    }
    const at = placeOf(fn.field('/metadata/name'), workspace);
    out.functions.push({ namespace: fn.namespace, name: fn.name, at, from: begins, to: length });
  }
  const left = functions.length - compiled.length;
  const cut =
    left === 0
      ? null
      : `The objects of ${grouped(left)} more Functions are not shown: together they are too long. layerc render prints them.`;
  return { ...out, text: texts.join(SEPARATOR), cut, compiled };
}

function noteOf(reason: Reason): Pick<LeafSpan, 'kind' | 'note'> {
  const { kind } = reason;
  if (reason.kind === 'rule') return { kind, note: reason.rule };
  const { from, path } = reason.input;
  return { kind, note: from === 'setting' ? `--${SETTINGS[path as SettingName].flag}` : printable(path) };
}

const SEPARATOR = '---\n';

/** The Function and the leaf with an index among those of all. */
export function leafAt(
  { compiled }: Output,
  index: number,
): { fn: CompiledFunction; leaf: Leaf } | undefined {
  const found = compiled.findLast(({ first }) => first <= index);
  const leaf = found?.leaves[index - found.first];
  return found === undefined || leaf === undefined ? undefined : { fn: found.fn, leaf };
}
