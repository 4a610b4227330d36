/** Why a leaf has its value, in the words of `layerc explain`. */
import type { CompiledFunction, Input, SettingName } from '../compiler/index.ts';
import type { Workspace } from '../editor/workspace.ts';
import type { Leaf } from '../explain/choice.ts';
import { TITLES, valueText, Words } from '../explain/words.ts';
import { printable } from '../text/report/printable.ts';
import { giverOf } from './form.ts';
import { placeOf } from './places.ts';
import type { LeafReason, ReasonInput } from './protocol.ts';
import type { Form } from './state.ts';

export function reasonOf(
  index: number,
  { fn, leaf }: { readonly fn: CompiledFunction; readonly leaf: Leaf },
  workspace: Workspace,
  form: Form,
): LeafReason {
  const words = new Words(fn, workspace.analysis.loaded, giverOf(form));
  const reason = fn.reason(leaf.origin);
  const row = (input: Input, isChoice: boolean): ReasonInput => ({
    path: printable(input.path),
    value: input.value === undefined ? '' : printable(valueText(input.value)),
    at: placeOf(input, workspace),
    setting: input.from === 'setting' ? (input.path as SettingName) : null,
    place: printable(words.place(input)),
    isChoice,
  });
  const isRule = reason.kind === 'rule';
  return {
    leaf: index,
    path: printable(leaf.path),
    value: printable(valueText(leaf.value)),
    kind: reason.kind,
    rule: isRule ? reason.rule : null,
    sentence: isRule ? reason.sentence : TITLES[reason.kind],
    inputs: [
      ...(isRule ? [] : [row(reason.input, false)]),
      ...reason.inputs.map((input) => row(input, !isRule)),
    ],
    text: words.answer(leaf),
  };
}
