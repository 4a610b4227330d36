import { brief, type Rule, type Suspect, suspects } from './suspect.ts';

const TEMPLATES: readonly (readonly [template: RegExp, name: string, hint: string])[] = [
  [
    /\{\{[\s\S]{0,400}?\}\}/g,
    'a template, as of Helm,',
    'Give layerc what the template makes (helm template CHART | layerc validate), or quote the value if it is text.',
  ],
  [/\{%[\s\S]{0,400}?%\}/g, 'a template of Jinja', 'Give layerc what the template makes.'],
  [/<%[\s\S]{0,400}?%>/g, 'a template of ERB', 'Give layerc what the template makes.'],
];

/** A template that nothing has filled in. */
export const templates: Rule = (text) =>
  TEMPLATES.flatMap(([template, name, hint]) =>
    suspects(text, template, ([found]) => ({
      instead: '',
      message: `${brief(found)} is ${name} that nothing has filled in.`,
      hint,
    })),
  ).map((suspect) => ({ ...suspect, instead: filler(text, suspect) }));

/** A line that is nothing else becomes a comment; within a line the template becomes a word. */
function filler(text: string, { start, end }: Suspect): string {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const isLine = before.trim() === '' && /^[^\S\n]*(?:\r?\n|$)/.test(text.slice(end, end + 100));
  return isLine ? '#'.repeat(end - start) : 'x'.repeat(end - start);
}
