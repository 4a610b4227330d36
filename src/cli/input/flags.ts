/** The flags of every command that reads Functions, and the paths that may stand without one. */
import { type Argument, type Command, Option } from 'commander';
import { LOAD_RESTRICTORS } from './files.ts';

const PATH = 'file, folder (recursive: .yaml .yml .json) or - for standard input';

export function pathsArgument(command: Command): Argument {
  return command.createArgument('[paths...]', `${PATH}; the same as -f`).default([], 'standard input');
}

export function filenameFlag(): Option {
  return new Option('-f, --filename <path>', `${PATH}; may be repeated`)
    .default([], 'standard input')
    .argParser((path: string, before: readonly string[]) => [...before, path]);
}

export function loadRestrictorFlag(): Option {
  const text =
    'how far symbolic links below -f may lead: root is no further than -f and the working directory';
  return new Option('--load-restrictor <reach>', text).choices(LOAD_RESTRICTORS).default('root');
}
