/** Glob and Regex, in time that grows with the text: by RE2's rules, as the stores have them. */
import { RE2JS } from 're2js';
import { invalid } from '../../words/refusal.ts';

export type Matches = (text: string) => boolean;

/** A regular expression that may match anywhere. */
export function regex(pattern: string, where: string): Matches {
  return compiled(pattern, 0, where, pattern);
}

/**
 * A glob for the whole text, as Rust's globset reads it: a star crosses slashes, a question mark is one byte of UTF-8,
 * and only the letters of ASCII have a case.
 */
export function glob(pattern: string, ignoreCase: boolean, where: string): Matches {
  const letter = ignoreCase ? eitherCase : RE2JS.quote;
  const matches = compiled(
    `^(?:${translated(bytes(pattern), letter, where)})$`,
    RE2JS.DOTALL,
    where,
    pattern,
  );
  return (text) => matches(bytes(text));
}

/** A text with one character for each byte of its UTF-8. */
function bytes(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** The members of a pair of brackets, with the ranges of the other case. */
function bothCases(members: string): string {
  const other = members.replace(/[a-z]-[a-z]|[A-Z]-[A-Z]|[a-zA-Z]|[\s\S]/g, (part) => {
    if (!/[a-zA-Z]/.test(part)) return '';
    return /[a-z]/.test(part) ? part.toUpperCase() : part.toLowerCase();
  });
  return other + members;
}

function eitherCase(character: string): string {
  return /[a-z]/i.test(character)
    ? `[${character.toLowerCase()}${character.toUpperCase()}]`
    : RE2JS.quote(character);
}

function compiled(expression: string, flags: number, where: string, pattern: string): Matches {
  try {
    const matcher = RE2JS.compile(expression, flags);
    return (text) => matcher.matcher(text).find();
  } catch (error) {
    throw invalid(
      `${where} is ${JSON.stringify(pattern)}, which is no pattern: ${(error as Error).message}.`,
    );
  }
}

function translated(pattern: string, letter: (character: string) => string, where: string): string {
  const unfit = (why: string) => invalid(`${where} is ${JSON.stringify(pattern)}, which is no glob: ${why}.`);
  let text = '';
  let depth = 0;
  let rest = pattern;
  const take = (form: RegExp): RegExpExecArray | null => {
    const found = form.exec(rest);
    if (found !== null) rest = rest.slice(found[0].length);
    return found;
  };
  while (rest !== '') {
    const atStart = rest.length === pattern.length;
    const found =
      (atStart && (take(/^\*\*\/(?:\*\*\/)*/) ? '(?:/?|.*/)' : undefined)) ||
      (take(/^\/\*\*$/) ? '/.*' : undefined) ||
      (take(/^\/(?:\*\*\/)+/) ? '(?:/|/.*/)' : undefined) ||
      (take(/^\*+/) ? '.*' : undefined) ||
      (take(/^\?/) ? '.' : undefined);
    if (found !== undefined) {
      text += found;
      continue;
    }
    const [, escaped] = take(/^\\([\s\S])/) ?? [];
    if (escaped !== undefined) {
      text += letter(escaped);
      continue;
    }
    if (rest === '\\') throw unfit('nothing stands behind the backslash at its end');
    const [, not, members] = take(/^\[([!^]?)(\]?[^\]]*)\]/) ?? [];
    if (members !== undefined) {
      if (members === '') throw unfit('a pair of brackets is empty');
      const either = letter === eitherCase ? bothCases(members) : members;
      text += `[${not ? '^' : ''}${either.replace(/[\\[\]^&]/g, '\\$&')}]`;
      continue;
    }
    if (rest.startsWith('[')) throw unfit('a bracket is not closed');
    const character = rest[0] as string;
    rest = rest.slice(1);
    if (character === '{') {
      depth++;
      text += '(?:';
    } else if (character === '}') {
      if (depth-- === 0) throw unfit('a brace is closed that was not opened');
      text += ')';
    } else if (character === ',' && depth > 0) text += '|';
    else text += letter(character);
  }
  if (depth > 0) throw unfit('a brace is not closed');
  return text;
}
