/** Flags that several commands have. */
import { Option } from 'commander';
import { DIAGNOSTICS } from './commands/talk.ts';
import { LOAD_RESTRICTORS } from './input/files.ts';

const FILENAME = 'file, folder (recursive: .yaml .yml .json) or - for standard input; may be repeated';

export function filename(): Option {
  return new Option('-f, --filename <path>', FILENAME)
    .default([], 'standard input')
    .argParser((path: string, before: readonly string[]) => [...before, path]);
}

export function loadRestrictor(): Option {
  const text =
    'how far symbolic links below -f may lead: root is no further than -f and the working directory';
  return new Option('--load-restrictor <reach>', text).choices(LOAD_RESTRICTORS).default('root');
}

export function diagnostics(where: string): Option {
  const text = `format of the diagnostics ${where}: for people, programs, code scanning or a GitHub workflow`;
  return new Option('--diagnostics <format>', text).choices(DIAGNOSTICS);
}
