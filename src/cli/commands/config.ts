import { type Command, Option } from 'commander';
import { SETTINGS, type SettingName } from '../../compiler/index.ts';
import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import { jsonText, scalarText } from '../../text/yaml/print.ts';
import { addSettingFlags } from '../input/settings.ts';
import { type Asked, addProjectFlags, asked, type ProjectFlags } from '../project/asked.ts';
import { PROJECT_FILE } from '../project/find.ts';
import type { Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';

/** Adds `layerc config`. */
export function addConfigCommand(program: Command, io: Io): void {
  const command = program
    .command('config')
    .summary('print what holds in this folder, and who says so')
    .description(
      `Prints what ${PROJECT_FILE} of this folder, or of one around it up to the root of the repository, the environment and the flags make together.`,
    )
    .addOption(new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'))
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText('after', examples('layerc config', 'layerc config -o json | jq .settings'));
  addProjectFlags(command);
  addSettingFlags(command).action((flags: ProjectFlags & { readonly output: 'yaml' | 'json' }) => {
    const rows = rowsOf(asked(flags, [], io.env), flags);
    return writeProduct([flags.output === 'json' ? jsonText(values(rows)) : yaml(rows)], io);
  });
}

interface Row {
  readonly name: string;
  readonly value: Json;
  readonly from: string;
  readonly isSetting?: true;
}

function rowsOf({ project, ...found }: Asked, flags: ProjectFlags): Row[] {
  const file = project?.file ?? null;
  const from = (isGiven: boolean, flag: string, isWritten: boolean) =>
    isGiven ? flag : isWritten && file !== null ? file : 'default';
  return [
    { name: 'project', value: file, from: 'default' },
    { name: 'inputs', value: found.filename, from: from(false, '', found.filename.length > 0) },
    { name: 'outDir', value: project?.outDir ?? null, from: from(false, '', project?.outDir !== undefined) },
    {
      name: 'stockPools',
      value: found.stockPools,
      from: from(flags.stockPools !== undefined, '--stock-pools', found.stockPools),
    },
    {
      name: 'warningsAsErrors',
      value: found.warningsAsErrors,
      from: from(
        flags.warningsAsErrors !== undefined,
        '--warnings-as-errors',
        found.warningsAsErrors.length > 0,
      ),
    },
    ...(Object.keys(SETTINGS) as SettingName[]).map((name) => ({
      name,
      value: found.settings[name] as Json,
      from: found.giver(name),
      isSetting: true as const,
    })),
  ];
}

function values(rows: readonly Row[]): JsonObject {
  const settings = rows.filter(({ isSetting }) => isSetting);
  return {
    ...Object.fromEntries(rows.filter(({ isSetting }) => !isSetting).map(({ name, value }) => [name, value])),
    settings: Object.fromEntries(settings.map(({ name, value, from }) => [name, { value, from }])),
  };
}

function yaml(rows: readonly Row[]): string {
  const lines = rows.map(({ name, value, from, isSetting }) => {
    const comment = name === 'project' ? '' : ` # ${from}`;
    return `${isSetting ? '  ' : ''}${name}: ${inline(value)}${comment}\n`;
  });
  lines.splice(
    rows.findIndex(({ isSetting }) => isSetting),
    0,
    'settings:\n',
  );
  return lines.join('');
}

function inline(value: Json): string {
  if (isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'string') return JSON.stringify(value);
  return /[,[\]{}]/.test(value) ? JSON.stringify(value) : scalarText(value);
}
