/** Places in a text that are lit: what a value of the objects comes from. */
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Span } from '../../../playground/protocol.ts';

const light = StateEffect.define<readonly Span[]>();
const line = Decoration.line({ class: 'cm-lit-line' });
const word = Decoration.mark({ class: 'cm-lit' });

export const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { changes, effects, state }) => {
    const spans = effects.findLast((effect) => effect.is(light))?.value as readonly Span[] | undefined;
    if (spans === undefined) return before.map(changes);
    const builder = new RangeSetBuilder<Decoration>();
    const within = spans
      .map(({ from, to }) => ({
        from: Math.min(from, state.doc.length),
        to: Math.min(to, state.doc.length),
      }))
      .sort((a, b) => a.from - b.from);
    let done = -1;
    for (const { from, to } of within) {
      const start = state.doc.lineAt(from).from;
      if (start > done) builder.add(start, start, line);
      if (to > from && from >= done) builder.add(from, to, word);
      done = Math.max(done, start, to);
    }
    return builder.finish();
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Lights these places, and brings the first one into sight. */
export function lightPlaces(view: EditorView, spans: readonly Span[], isToBeSeen: boolean): void {
  const [first] = spans;
  const at = Math.min(first?.from ?? 0, view.state.doc.length);
  const isSeen = view.visibleRanges.some(({ from, to }) => from <= at && at <= to);
  const scroll =
    isToBeSeen && first !== undefined
      ? [EditorView.scrollIntoView(at, { y: isSeen ? 'nearest' : 'center' })]
      : [];
  view.dispatch({ effects: [light.of(spans), ...scroll] });
}
