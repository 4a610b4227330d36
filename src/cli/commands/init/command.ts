import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { compile, readSettings } from '../../../compiler/index.ts';
import { createFiles } from '../../../directory/create.ts';
import { printableLine } from '../../../text/report/printable.ts';
import { readDocuments } from '../../../text/yaml/documents.ts';
import { BadSetting } from '../../input/settings.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { examples } from '../examples.ts';
import { printSchema } from '../schema.ts';
import { functionText, infraRulesText, SCHEMAS, STARTERS, type StarterName } from './starters.ts';

interface InitFlags {
  readonly kind: StarterName;
  readonly name?: string;
  readonly infraRules: boolean;
}

/** Adds `layerc init`. */
export function addInitCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('init')
    .summary('write a Function and InfraRules to start from')
    .description(
      'Writes NAME.yaml, a Function with comments, and infra-rules.yaml, the pools that it may run in. Both are valid as they are. Editors with the YAML language server check and complete them by the JSON Schemas below .schemas. A file that is there is never written over: then nothing is written.',
    )
    .addArgument(program.createArgument('[folder]', 'where the files go').default('functions'))
    .addOption(
      new Option(
        '--kind <kind>',
        'what the Function begins as: its worker claims rows (pull), is called over HTTP (push), wakes by the clock (schedule) or wants a GPU (gpu)',
      )
        .choices(Object.keys(STARTERS))
        .default('pull'),
    )
    .option('--name <name>', 'name of the Function and of its image (default: one that suits the kind)')
    .option('--no-infra-rules', 'write the Function alone')
    .addHelpText(
      'after',
      examples(
        'layerc init',
        'layerc init --kind push --name resize-images --no-infra-rules',
        'layerc init teams/search --kind gpu',
      ),
    )
    .action((folder: string, flags: InitFlags) => done(init(folder, flags, io)));
}

/** `layerc init`: all files or none. */
function init(folder: string, { kind, name = STARTERS[kind].name, infraRules }: InitFlags, io: Io): ExitCode {
  const fn = { path: `${name}.yaml`, text: functionText(kind, name) };
  const rules = { path: 'infra-rules.yaml', text: infraRulesText() };
  if (folder === '') throw new BadSetting('the folder to write to has no name');
  refuseName([fn.text, rules.text]);
  if (fn.path === rules.path) throw new BadSetting('--name is "infra-rules", as the other file is called');
  const files = infraRules ? [fn, rules] : [fn];
  const obstacle = createFiles(folder, files, schemaFiles(infraRules));
  if (obstacle !== undefined) {
    const isRules = infraRules && obstacle.startsWith(join(folder, rules.path));
    const hint = isRules ? ' (--no-infra-rules writes the Function alone)' : '';
    io.stderr.write(`layerc: ${printableLine(obstacle)}; nothing was written${hint}\n`);
    return 1;
  }
  for (const { path } of files) io.stderr.write(`wrote ${printableLine(join(folder, path))}\n`);
  io.stderr.write(`layerc render ${printableLine(shellWord(folder))} shows what they become\n`);
  return 0;
}

/** What editors check and complete by. Those of an older layerc stay: `layerc schema` prints newer ones. */
function schemaFiles(infraRules: boolean) {
  const { function: fn, infrarules } = SCHEMAS;
  return [
    { path: fn, text: printSchema('function') },
    ...(infraRules ? [{ path: infrarules, text: printSchema('infrarules') }] : []),
  ];
}

/** The name is all that could be wrong with a Function of ours. */
function refuseName(texts: readonly string[]): void {
  const values = texts.flatMap((text) => readDocuments(text).documents.map(({ value }) => value));
  const [wrong] = compile(values, readSettings({}).settings).diagnostics;
  if (wrong !== undefined) throw new BadSetting(wrong.message.replace(/^metadata\.name/, '--name'));
}

function shellWord(word: string): string {
  return /^[\w./@:+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
