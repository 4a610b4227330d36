import { type Command, Option } from 'commander';
import { readSettings, SETTINGS, type SettingName, type Settings } from '../compiler/index.ts';

/** Adds one flag for each setting. The environment and the default are shown in the help, not applied here. */
export function addSettingFlags(command: Command): Command {
  for (const { flag, env, value, description } of Object.values(SETTINGS)) {
    const origin = env === null ? `default ${value}` : `env ${env}, default ${value}`;
    const short = flag === 'namespace' ? '-n, ' : '';
    command.addOption(new Option(`${short}--${flag} <value>`, `${description} (${origin})`));
  }
  return command;
}

/** A setting that cannot be used: a usage error. */
export class BadSetting extends Error {}

/** The texts of the settings: of the flag, else of the environment variable. */
export function settingTexts(flags: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv): SettingTexts {
  const given: SettingTexts = {};
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const row = SETTINGS[name];
    const flag = flags[camelCase(row.flag)];
    given[name] = typeof flag === 'string' ? flag : row.env === null ? undefined : env[row.env];
  }
  return given;
}

export type SettingTexts = { [name in SettingName]?: string | undefined };

/** Flag, else environment variable, else default; an empty variable counts as unset. */
export function settingsFrom(flags: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv): Settings {
  const { settings, problems } = readSettings(settingTexts(flags, env));
  if (problems.length > 0) throw new BadSetting(problems.join('\n'));
  return settings;
}

/** Who gave a setting its value, in a few words. */
export function settingGiver(
  name: SettingName,
  flags: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
): string {
  const row = SETTINGS[name];
  const flag = flags[camelCase(row.flag)];
  if (typeof flag === 'string') return flag === '' ? 'default' : `--${row.flag}`;
  return row.env !== null && env[row.env] ? `${row.env} in the environment` : 'default';
}

function camelCase(flag: string): string {
  return flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
