/** What a command is asked for: its flags, with what layerc.yaml says where they say nothing. */
import { type Command, Option } from 'commander';
import type { SettingName, Settings } from '../../compiler/index.ts';
import { readWarningCodes } from '../../input/warning-codes.ts';
import { BadSetting, settingGiver, settingsFrom } from '../input/settings.ts';
import { BadProject, findProject, type Project } from './project.ts';

export interface ProjectFlags {
  readonly project: boolean;
  readonly stockPools?: boolean;
  readonly warningsAsErrors?: string;
  readonly [flag: string]: unknown;
}

export interface Asked {
  readonly project: Project | undefined;
  readonly filename: readonly string[];
  readonly stockPools: boolean;
  readonly warningsAsErrors: readonly string[];
  readonly settings: Settings;
  /** The project file, which is no input. */
  readonly except: string | undefined;
  /** Who gave a setting its value. */
  readonly giver: (setting: SettingName) => string;
}

/** Paths that are given go before those of the project, all of them. Throws BadProject and BadSetting. */
export function asked(flags: ProjectFlags, paths: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const { project, path } = lookUp(flags.project);
  return {
    project,
    filename: paths.length > 0 ? paths : (project?.inputs ?? []),
    stockPools: flags.stockPools ?? project?.stockPools ?? false,
    warningsAsErrors: codesOf(flags.warningsAsErrors) ?? project?.warningsAsErrors ?? [],
    settings: settingsFrom(flags, env, project),
    except: path,
    giver: (setting) => settingGiver(setting, flags, env, project),
  };
}

/** The file itself is no input even to whoever does without what it says, or cannot use it. */
function lookUp(isWanted: boolean): {
  readonly project?: Project | undefined;
  readonly path?: string | undefined;
} {
  try {
    const project = findProject();
    return { project: isWanted ? project : undefined, path: project?.path };
  } catch (error) {
    if (isWanted || !(error instanceof BadProject)) throw error;
    return { path: error.path };
  }
}

export function noProjectFlag(): Option {
  return new Option('--no-project', 'do without layerc.yaml of this folder or one around it');
}

/** Adds the flags of a command that reads Functions: whether there is a project, and what it says of warnings. */
export function addProjectFlags(command: Command): Command {
  return command
    .addOption(noProjectFlag())
    .option('--warnings-as-errors <codes>', 'codes of warnings that are errors, with commas between');
}

function codesOf(list: string | undefined): readonly string[] | undefined {
  if (list === undefined) return undefined;
  const { codes, problem } = readWarningCodes(list);
  if (problem !== undefined) throw new BadSetting(problem);
  return codes;
}
