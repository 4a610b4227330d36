/** What the editor asks the compiler for: what may be written here, and what stands here. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import type { CompletionRow, Place } from '../../../playground/protocol.ts';
import type { TextDocument } from '../../../playground/state.ts';
import { element } from '../../view/element.ts';
import { markdown } from '../../view/markdown.ts';
import type { Compiler } from '../thread/compiler.ts';

/** A text with the name of its tab. */
export type Named = (text: string) => TextDocument;

export function services(compiler: Compiler, named: Named, go: (place: Place) => void) {
  const define = (view: EditorView, offset: number): true => {
    const document = named(view.state.doc.toString());
    void compiler.ask({ ask: 'definition', document, offset }, 'definition').then((found) => {
      const [first] = found?.places ?? [];
      if (first !== undefined) go(first);
    });
    return true;
  };
  return [
    keymap.of([{ key: 'F12', run: (view) => define(view, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (!event.ctrlKey && !event.metaKey) return false;
        const offset = view.posAtCoords(event);
        return offset !== null && define(view, offset);
      },
    }),
    autocompletion({
      override: [(context) => completions(context, compiler, named)],
      // They come in the order that fits the place.
      compareCompletions: (a, b) => Number(a.sortText) - Number(b.sortText),
      icons: false,
    }),
    keymap.of(completionKeymap),
    hoverTooltip((view, offset) => hovered(view, offset, compiler, named), { hideOnChange: true }),
  ];
}

const WORD = /[\w./-]*$/;

async function completions(
  context: CompletionContext,
  compiler: Compiler,
  named: Named,
): Promise<CompletionResult | null> {
  const { pos, state, explicit } = context;
  const typed = context.matchBefore(WORD);
  const before = state.sliceDoc(Math.max(0, pos - 2), pos);
  // Unasked only behind a word that was begun, a key, a dash or a bracket.
  if (!explicit && (typed?.text ?? '') === '' && !/[:[,-] $|\[$|"$/.test(before)) return null;
  const document = named(state.doc.toString());
  const found = await compiler.ask({ ask: 'complete', document, offset: pos }, 'completions');
  const [first] = found?.completions ?? [];
  if (found === undefined || first === undefined || context.aborted) return null;
  return {
    from: first.from,
    options: found.completions.map(option),
    filter: true,
    validFor: /^[\w./-]*$/,
  };
}

function option(row: CompletionRow, index: number): Completion {
  const { label, detail, documentation, newText, from, to, kind } = row;
  return {
    label,
    type: kind,
    sortText: String(index),
    ...(detail !== '' && { detail }),
    ...(documentation !== '' && { info: () => element('p', {}, documentation) }),
    apply: (view, _completion, _from, until) => {
      // Whatever was typed since stands before the cursor.
      const end = Math.max(to, until);
      view.dispatch({
        changes: { from, to: end, insert: newText },
        selection: { anchor: from + newText.length },
        userEvent: 'input.complete',
        effects: EditorView.scrollIntoView(from),
      });
    },
  };
}

async function hovered(
  view: EditorView,
  offset: number,
  compiler: Compiler,
  named: Named,
): Promise<Tooltip | null> {
  const document = named(view.state.doc.toString());
  const found = await compiler.ask({ ask: 'hover', document, offset }, 'hover');
  const hover = found?.hover;
  if (hover === undefined || hover === null) return null;
  return {
    pos: hover.from,
    end: hover.to,
    above: true,
    create: () => ({ dom: element('div', { class: 'hover' }, ...markdown(hover.markdown)) }),
  };
}
