import { type Command, Option } from 'commander';
import {
  readSettings,
  SETTINGS,
  type SettingName,
  type SettingRow,
  type Settings,
} from '../../compiler/index.ts';

/** Adds one flag for each setting. The environment and the default are shown in the help, not applied here. */
export function addSettingFlags(
  command: Command,
  rows: readonly SettingRow[] = Object.values(SETTINGS),
): Command {
  for (const { flag, env, value, description, isSwitch } of rows) {
    const fallback = `default ${value || 'none'}`;
    const origin = env === null ? fallback : `env ${env}, ${fallback}`;
    const short = flag === 'namespace' ? '-n, ' : '';
    const option = new Option(
      `${short}--${flag} ${isSwitch ? '[value]' : '<value>'}`,
      `${description} (${origin})`,
    );
    command.addOption(isSwitch ? option.preset('true') : option);
  }
  return command;
}

/** The settings of the installation: all but the namespace, which an object in a cluster always has. */
export const INSTALLATION_SETTINGS: readonly SettingRow[] = Object.values(SETTINGS).filter(
  (row) => row !== SETTINGS.namespace,
);

/** A setting that cannot be used: a usage error. */
export class BadSetting extends Error {}

/** Settings that stand in a file, below flags and environment. */
export interface WrittenSettings {
  readonly file: string;
  readonly settings: SettingTexts;
}

/** The texts of the settings: of the flag, else of the environment variable, else of the file. */
export function settingTexts(
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  written?: WrittenSettings,
): SettingTexts {
  const given: SettingTexts = {};
  for (const name of Object.keys(SETTINGS) as SettingName[])
    given[name] = chosen(lookUp(SETTINGS[name], flags, env))?.text ?? written?.settings[name];
  return given;
}

export type SettingTexts = { [name in SettingName]?: string | undefined };

/** Flag, else environment variable, else file, else default; an empty variable counts as unset. */
export function settingsFrom(
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  written?: WrittenSettings,
): Settings {
  const { settings, problems } = readSettings(
    settingTexts(flags, env, written),
    (name) => lookUp(SETTINGS[name], flags, env)?.origin ?? `--${SETTINGS[name].flag}`,
  );
  if (problems.length > 0) throw new BadSetting(problems.join('\n'));
  return settings;
}

/** An empty variable is as good as none; an empty flag asks for the default, whatever the file says. */
function chosen<T extends { readonly text: string; readonly origin: string }>(
  found: T | undefined,
): T | undefined {
  return found?.text === '' && !found.origin.startsWith('--') ? undefined : found;
}

/** Who gave a setting its value, in a few words. */
export function settingGiver(
  name: SettingName,
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  written?: WrittenSettings,
): string {
  const found = lookUp(SETTINGS[name], flags, env);
  if (chosen(found) === undefined && written?.settings[name]) return written.file;
  if (found === undefined || found.text === '') return 'default';
  return found.origin.startsWith('--') ? found.origin : `${found.origin} in the environment`;
}

/** The text of a setting and where it was found: the flag first, then the environment. */
export function lookUp(
  { flag, env: variable }: SettingRow,
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
): { text: string; origin: string } | undefined {
  const given = flags[camelCase(flag)];
  if (typeof given === 'string') return { text: given, origin: `--${flag}` };
  const text = variable === null ? undefined : env[variable];
  return variable === null || text === undefined ? undefined : { text, origin: variable };
}

function camelCase(flag: string): string {
  return flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
