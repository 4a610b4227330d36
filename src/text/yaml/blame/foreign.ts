/** Texts of other languages. */
import { type Rule, suspects } from './suspect.ts';

/** A page that a server has sent in place of a file, or any other document of markup. */
export const markup: Rule = (text) =>
  suspects(text, /^\s*(<(?:[!?]|[a-z][\w-]*[\s>])[\s\S]*)/dgi, () => ({
    instead: '',
    message: 'The text is HTML or XML.',
    hint: 'Give layerc the file itself; the text may be a page that a server has sent in its place.',
  })).slice(0, 1);

/** The lines around a piece of code in Markdown. */
export const fences: Rule = (text) =>
  suspects(text, /^ {0,3}((?:```+|~~~+)[^\S\n]*\w*)[^\S\n]*$/dgm, ([, found = '']) => ({
    instead: '#'.repeat(found.length),
    message: `The line ${found.trim()} is of Markdown, which has it around a piece of code.`,
    hint: 'Remove it, and the one at the other end.',
  }));
