import { CRON_FIELDS, CRON_WORDS, type FieldRule, MACROS, REFUSALS } from '../../compiler/index.ts';
import { type Cel, concatenated, filled, literal, type Rule, refusing, under, type Variable } from './cel.ts';

const CRON = 'variables.cron';
const WORDS = 'variables.words';
const FIRST = `${WORDS}[0]`;
const MACRO_WORDS = list(Object.keys(MACROS));
/** That of a problem for which there is none. */
const EXAMPLE = concatenated(filled(REFUSALS.InvalidCron.hint, {}));

/** A finding is a list of two texts: the problem and the hint. Without a schedule there is the default, which is fine. */
export const CRON_VARIABLES: readonly Variable[] = [
  { name: 'givenCron', expression: under('variables.spec', ['schedule', 'cron'], 'null') },
  { name: 'cron', expression: "type(variables.givenCron) == string ? variables.givenCron : '@hourly'" },
  {
    name: 'words',
    expression: `${['\t', '\n', '\r', '\f', '\v'].reduce((text, blank) => `${text}.replace(${literal(blank)}, ' ')`, CRON)}.split(' ').filter(word, word != '')`,
  },
  ...CRON_FIELDS.map((rule, index) => ({ name: nameOf(rule), expression: fieldFindings(rule, index) })),
  {
    name: 'cronFindings',
    expression: [
      `size(${WORDS}) > 0 && ${FIRST}.matches('^(?i)(CRON_)?TZ=')`,
      ` ? [${finding('timeZone', { text: `strings.quote(${FIRST})` })}]`,
      ` : size(${WORDS}) == 1 && ${FIRST}.lowerAscii() in ${MACRO_WORDS} ? []`,
      ` : size(${WORDS}) > 0 && ${FIRST}.lowerAscii() == '@every' ? [${finding('moment', {})}]`,
      ` : size(${WORDS}) > 0 && ${FIRST}.startsWith('@')`,
      ` ? [${finding('unknownWord', { text: `strings.quote(${FIRST})` }, literal(`Write one of ${Object.keys(MACROS).join(', ')}.`))}]`,
      ` : size(${WORDS}) != 5`,
      ` ? [${finding('count', { count: `string(size(${WORDS})) + (size(${WORDS}) == 1 ? ' field' : ' fields')` })}]`,
      ` : ${CRON_FIELDS.map((rule) => `variables.${nameOf(rule)}`).join(' + ')}`,
    ].join(''),
  },
];

/** What each field of a schedule shows. What its windows would be is the operator's to reckon. */
export function cronRule(): Rule {
  const [problem, hint] = ['variables.cronFindings[0][0]', 'variables.cronFindings[0][1]'];
  const words = { ...REFUSALS.InvalidCron, hint: { texts: ['', ''], gaps: ['hint'] } } as const;
  return {
    code: 'InvalidCron',
    holds: 'size(variables.cronFindings) == 0',
    says: refusing('InvalidCron', words, { cron: `strings.quote(${CRON})`, problem, hint }),
  };
}

function nameOf({ name }: FieldRule): string {
  return name.replace(/ (\w)/g, (_, letter) => letter.toUpperCase());
}

function finding(name: keyof typeof CRON_WORDS, values: { readonly [gap: string]: Cel }, ownHint?: Cel): Cel {
  const { problem, hint }: { problem: (typeof CRON_WORDS)[typeof name]['problem']; hint?: string } =
    CRON_WORDS[name];
  return `[${concatenated(filled(problem, values))}, ${ownHint ?? (hint === undefined ? EXAMPLE : literal(hint))}]`;
}

/** Of each part of a field, as cron.ts reads it. -1 is what is no number. */
function fieldFindings(rule: FieldRule, index: number): Cel {
  const { name, low, high } = rule;
  const field = { field: literal(name), text: `strings.quote(${WORDS}[${index}])` };
  const from = number("range.split('-')[0]", rule);
  const to = number("range.split('-')[1]", rule);
  const last = high === 7 ? 6 : high;
  const ends = [
    `range in ['*', '?'] ? [${low}, ${last}]`,
    `range.contains('-') ? [${from}, ${to}]`,
    `part.contains('/') ? [${number('range', rule)}, ${last}]`,
    `[${number('range', rule)}, ${number('range', rule)}]`,
  ].join(' : ');
  const found = [
    `!(ends[0] >= ${low} && ends[1] >= 0 && ends[1] <= ${high}) ? ${finding('outside', { ...field, low: literal(`${low}`), high: literal(`${high}`) })}`,
    `ends[0] > ends[1] ? ${finding('reversed', { ...field, part: 'part' })}`,
    `part.contains('/') && !part.matches('/0*[1-9][0-9]{0,17}$') ? ${finding('step', field)}`,
    "['', '']",
  ].join(' : ');
  const readable = `[part.split('/')[0]].map(range, [${ends}].map(ends, ${found})[0])[0]`;
  const isReadable = "part.matches('^([*?]|\\\\w+(-\\\\w+)?)(/[0-9]+)?$')";
  const all = `${WORDS}[${index}].split(',').map(part, ${isReadable} ? ${readable} : ${finding('unreadable', field)})`;
  return `${all}.filter(one, one[0] != '')`;
}

function number(text: Cel, { names, low }: FieldRule): Cel {
  const digits = `(${text}.matches('^0*[0-9]{1,9}$') ? int(${text}) : -1)`;
  if (names.length === 0) return digits;
  return `(${text}.lowerAscii() in ${list(names)} ? ${list(names)}.indexOf(${text}.lowerAscii()) + ${low} : ${digits})`;
}

function list(texts: readonly string[]): Cel {
  return `[${texts.map(literal).join(', ')}]`;
}
