/** How texts look: the colours of the page, so that they are right in the dark too. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const words = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--key)' },
  { tag: [tags.string, tags.special(tags.string), tags.content, tags.literal], color: 'var(--value)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--comment)', fontStyle: 'italic' },
  {
    tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.meta],
    color: 'var(--faint)',
  },
  { tag: [tags.keyword, tags.typeName, tags.labelName], color: 'var(--pool)' },
]);

const frame = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'var(--card)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overscrollBehavior: 'contain' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '8px 0' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--active-line)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--active-line)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)',
    color: 'var(--ink)',
    border: '1px solid var(--strong-line)',
    borderRadius: '6px',
    boxShadow: '0 4px 16px rgb(0 0 0 / 18%)',
    maxWidth: 'min(560px, calc(100vw - 24px))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.8' },
  '.cm-completionInfo': { padding: '6px 10px', fontFamily: 'var(--text)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--card)' },
  '.cm-searchMatch': { backgroundColor: 'var(--lit)' },
  '.cm-lit-line': { backgroundColor: 'var(--lit)', boxShadow: 'inset 3px 0 var(--lit-edge)' },
  '.cm-lit': { backgroundColor: 'var(--lit-word)', borderRadius: '3px' },
  '.hover': { padding: '8px 12px', maxHeight: '40vh', overflow: 'auto', fontFamily: 'var(--text)' },
  '.hover p': { margin: '0 0 6px' },
  '.hover pre': {
    margin: '0 0 4px',
    padding: '6px 8px',
    borderRadius: '4px',
    overflow: 'auto',
    backgroundColor: 'var(--sunken)',
  },
  '.hover code, .hover pre': { fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '3px', whiteSpace: 'pre-wrap' },
});

export const theme = [frame, syntaxHighlighting(words)];
