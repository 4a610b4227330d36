/** Flags that several commands which run workers have. */
import { InvalidArgumentError, Option } from 'commander';
import type { Pair } from '../../../dev/words/options.ts';

/** `NAME=VALUE`, several times if need be. */
export function pairs(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`)
    .default([], 'none')
    .argParser((text: string, before: readonly Pair[]) => {
      const at = text.indexOf('=');
      if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('It is NAME=VALUE.');
      return [...before, { name: text.slice(0, at), value: text.slice(at + 1) }];
    });
}

export function list(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`)
    .default([], 'none')
    .argParser((text: string, before: readonly string[]) => [...before, text]);
}

export function whole(what: string, least: number, most: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most)
      throw new InvalidArgumentError(`It is ${what}: a whole number from ${least} to ${most}.`);
    return Number(text);
  };
}
