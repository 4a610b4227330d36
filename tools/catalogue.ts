/**
 * The catalogue of the playground: all fixtures, as states to begin with. One is left out where it asks for a flag that
 * the form of settings has no field for, and where its text is more than a person reads.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SETTINGS, type SettingName } from '../src/compiler/index.ts';
import { type CatalogueEntry, type Form, PLAIN_FORM } from '../src/playground/state.ts';
import { TITLES } from './catalogue-titles.ts';

const FIXTURES = resolve('fixtures');
/** Characters of one fixture. */
const MOST_CHARACTERS = 20_000;

export interface LeftOut {
  readonly fixture: string;
  readonly because: string;
}

/** In the order in which they are shown: what to start with first. */
export function catalogue(): {
  readonly entries: readonly CatalogueEntry[];
  readonly leftOut: readonly LeftOut[];
} {
  const leftOut: LeftOut[] = [];
  const entries = readdirSync(FIXTURES)
    .sort()
    .flatMap((fixture) => {
      const made = entryOf(fixture);
      if (typeof made !== 'string') return [made];
      leftOut.push({ fixture, because: made });
      return [];
    });
  const order = Object.keys(TITLES);
  const rank = ({ id }: CatalogueEntry) => order.indexOf(id.slice(PREFIX.length));
  return { entries: entries.sort((a, b) => rank(a) - rank(b)), leftOut };
}

const PREFIX = 'fixture-';

/** Or why there is none. */
function entryOf(fixture: string): CatalogueEntry | string {
  const folder = join(FIXTURES, fixture);
  const form = formOf(folder);
  if (typeof form === 'string') return form;
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const documents = names.sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const length = documents.reduce((sum, { text }) => sum + text.length, 0);
  if (length > MOST_CHARACTERS) return `it has ${length} characters`;
  const row = TITLES[fixture];
  if (row === undefined) throw new Error(`tools/catalogue-titles.ts has no title for fixtures/${fixture}`);
  const [group, title] = row;
  const shown = names.find((name) => name.startsWith('function')) ?? (names[0] as string);
  return { id: PREFIX + fixture, title, group, state: { documents, shown, form } };
}

/** What args.txt asks for, as the form has it, or the flag that it has not. */
function formOf(folder: string): Form | string {
  const path = join(folder, 'args.txt');
  if (!existsSync(path)) return PLAIN_FORM;
  const words = readFileSync(path, 'utf8').split(/\s+/).filter(Boolean);
  const settings: { [name in SettingName]?: string } = {};
  let { stockPools } = PLAIN_FORM;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const name = (Object.keys(SETTINGS) as SettingName[]).find((one) => `--${SETTINGS[one].flag}` === word);
    if (word === '--stock-pools') stockPools = true;
    else if (name !== undefined) settings[name] = words[++at] as string;
    else return `the form has no ${word}`;
  }
  return { ...PLAIN_FORM, settings, stockPools };
}
