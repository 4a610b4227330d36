/** Expressions of CEL, as the API server evaluates them, put together as texts. */
import {
  CODES,
  type Code,
  type CodeRow,
  type GapsOf,
  type Refusal,
  type Wording,
} from '../../compiler/index.ts';

/** The text of an expression. */
export type Cel = string;

/** One thing that must hold, and what is said where it does not. */
export interface Rule {
  readonly code: Code;
  readonly holds: Cel;
  /** A text in one line: of one with a line break the server shows nothing. */
  readonly says: Cel;
}

/** What expressions share. The server evaluates it once, and only where it is used. */
export interface Variable {
  readonly name: string;
  readonly expression: Cel;
}

/** A rule with variables of its own. */
export interface PodRule extends Rule {
  readonly variables: readonly Variable[];
}

/** In single quotes, for YAML has fewer to escape then. */
export function literal(text: string): Cel {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

/** A text with expressions in its gaps. */
export function filled(
  { texts, gaps }: Wording<string>,
  values: { readonly [gap: string]: Cel },
): readonly Part[] {
  return texts.flatMap((text, index): readonly Part[] => {
    const gap = gaps[index - 1];
    return gap === undefined ? [{ text }] : [{ cel: values[gap] as Cel }, { text }];
  });
}

/** A piece of a text: as it is, or what an expression gives. */
export type Part = { readonly text: string } | { readonly cel: Cel };

/** Texts behind each other as one expression. */
export function concatenated(parts: readonly Part[]): Cel {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if ('text' in part && last !== undefined && 'text' in last)
      joined[joined.length - 1] = { text: last.text + part.text };
    else if (!('text' in part) || part.text !== '') joined.push(part);
  }
  return joined.map((part) => ('text' in part ? literal(part.text) : part.cel)).join(' + ');
}

/** `CODE: message Allowed: what. Hint`: the words of a status, without the place. */
export function refusing<R extends Refusal>(
  code: Code,
  { message, allowed, hint }: R,
  values: { readonly [gap in GapsOf<R>]: Cel },
): Cel {
  const isSaid = allowed === undefined || texts(message).includes(texts(allowed));
  return concatenated([
    { text: `${code}: ` },
    ...filled(message, values),
    ...(isSaid ? [] : [{ text: ' Allowed: ' }, ...filled(allowed, values), { text: '.' }]),
    { text: ' ' },
    ...filled(hint, values),
  ]);
}

function texts({ texts, gaps }: Wording<string>): string {
  return texts
    .map((text, index) => `${text}<${gaps[index]}>`)
    .join('')
    .replace(/<undefined>$/, '');
}

/** A text in quotes and shortened, as the compiler shows it. */
export function quoted(text: Cel): Cel {
  return `strings.quote(size(${text}) > 60 ? ${text}.substring(0, 57) + '...' : ${text})`;
}

/** What is under fields one below the other, or something in its place. */
export function under(object: Cel, path: readonly string[], otherwise: Cel): Cel {
  return `${object}${path.map((field) => `.?${field}`).join('')}.orValue(${otherwise})`;
}

/** The validation of a rule. `message` is for a text that the server does not show. */
export function validation({ code, holds, says }: Rule) {
  const { cause }: CodeRow = CODES[code];
  return { expression: holds, message: `${code}: ${cause}`, messageExpression: says, reason: 'Invalid' };
}
