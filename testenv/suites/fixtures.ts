import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, readSettings, SETTINGS, type SettingName } from '../../src/compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { readDocuments } from '../../src/text/yaml/documents.ts';
import { printYaml } from '../../src/text/yaml/print.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures');

/** One document of a fixture, as it is written, and the codes of the errors that layerc finds in it. */
export type FixtureDocument = {
  readonly fixture: string;
  /** Fixture, file and number of the document. */
  readonly id: string;
  readonly text: string;
  /** Undefined where the text cannot be read. */
  readonly value: Json | undefined;
  readonly errors: readonly string[];
};

/** Names of all fixtures. */
export const fixtures: readonly string[] = readdirSync(FOLDER).sort();

/** Every document of every fixture. */
export function fixtureDocuments(): FixtureDocument[] {
  return fixtures.flatMap((fixture) => {
    const parts = readParts(fixture);
    const readable = parts.filter(({ value }) => value !== undefined);
    const { diagnostics } = compileFixture(fixture, readable);
    return parts.map(({ value, problems, ...part }) => {
      const source = readable.findIndex(({ id }) => id === part.id);
      const found = diagnostics.filter((one) => one.severity === 'error' && one.source === source);
      return { fixture, ...part, value, errors: [...problems, ...found.map(({ code }) => code)] };
    });
  });
}

/** What the compiler makes of a fixture with its own settings. */
export function compileFixture(fixture: string, parts: readonly Part[] = readParts(fixture)) {
  const { settings, stockPools } = fixtureSettings(fixture);
  const values = parts.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return compile(values, settings, stockPools);
}

type Part = {
  readonly id: string;
  readonly text: string;
  readonly value: Json | undefined;
  readonly problems: readonly string[];
};

function readParts(fixture: string): Part[] {
  const files = readdirSync(join(FOLDER, fixture)).filter((file) => /\.(ya?ml|json)$/.test(file));
  return files.sort().flatMap((file) =>
    readFileSync(join(FOLDER, fixture, file), 'utf8')
      .split(/^---$/m)
      .flatMap((text, index) => {
        const { documents, problems } = readDocuments(text);
        if (documents.length + problems.length === 0) return [];
        const id = `${fixture}/${file}#${index}`;
        const value = documents[0]?.value;
        const items = isObject(value) && value.kind === 'List' ? (value.items as JsonObject[]) : null;
        return items === null
          ? [{ id, text, value, problems: problems.map(({ code }) => code) }]
          : items.map((item, at) => ({
              id: `${id}.${at}`,
              text: printYaml([item]),
              value: item,
              problems: [],
            }));
      }),
  );
}

/** The settings that a fixture is compiled with. */
export function fixtureSettings(fixture: string) {
  const path = join(FOLDER, fixture, 'args.txt');
  const args = existsSync(path) ? readFileSync(path, 'utf8').split(/\s+/) : [];
  const names = Object.keys(SETTINGS) as SettingName[];
  const given = names.map((name) => [name, args[args.indexOf(`--${SETTINGS[name].flag}`) + 1]] as const);
  const flags = given.filter(([name]) => args.includes(`--${SETTINGS[name].flag}`));
  const { settings } = readSettings(Object.fromEntries(flags));
  return {
    settings,
    stockPools: args.includes('--stock-pools'),
    asksVersion: !args.includes(`--${SETTINGS.kubernetesVersion.flag}`),
  };
}
