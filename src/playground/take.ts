/** A state to take away: as files, and as a text for a shell that gives the same bytes. */
import { SETTINGS, type SettingName } from '../compiler/index.ts';
import type { Taken } from './protocol.ts';
import type { State, TextDocument } from './state.ts';

/** `keepsGoing`: some Functions have an error, and others are shown all the same. */
export function taken(state: State, keepsGoing: boolean): Taken {
  const files = filesOf(state);
  const command = ['layerc render .', ...flagsOf(state), ...(keepsGoing ? ['--keep-going'] : [])];
  return { commandLine: `${files.map(written).join('')}${command.join(' ')}\n`, files };
}

/** A tab in which nothing is written is no file. */
export function filesOf({ documents }: State): TextDocument[] {
  return documents.filter(({ text }) => text.trim() !== '');
}

function flagsOf({ form }: State): string[] {
  const { settings, stockPools, warningsAsErrors } = form;
  const given = Object.keys(SETTINGS) as SettingName[];
  return [
    // What layerc.yaml of a folder around it says is no part of the state.
    '--no-project',
    ...given.flatMap((name) => (settings[name] ? [flag(SETTINGS[name].flag, settings[name])] : [])),
    ...(warningsAsErrors === '' ? [] : [flag('warnings-as-errors', warningsAsErrors)]),
    ...(stockPools ? ['--stock-pools'] : []),
  ];
}

function flag(name: string, value: string): string {
  return `--${name}${value.startsWith('-') ? '=' : ' '}${word(value)}`;
}

function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : inQuotes(text);
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * What does something to a shell that reads from a terminal, or to whoever looks at it: a tab completes, an escape can
 * end a paste, `!` stands for an earlier command, others reorder the line.
 */
const HARMFUL = /[\0-\t\x0b-\x1f!\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function written({ name, text }: TextDocument): string {
  if (text.endsWith('\n') && text.search(HARMFUL) < 0) {
    const end = delimiter(text);
    return `cat > ${name} <<'${end}'\n${text}${end}\n`;
  }
  return `printf %b ${inQuotes(text.replaceAll('\\', '\\\\').replace(HARMFUL, octal))} > ${name}\n`;
}

/** A line that the text does not have. */
function delimiter(text: string): string {
  const lines = new Set(text.split('\n'));
  let end = 'END';
  for (let number = 1; lines.has(end); number++) end = `END${number}`;
  return end;
}

/** As printf of every shell reads it: `\\0` and three digits for each byte. */
function octal(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`)
    .join('');
}
