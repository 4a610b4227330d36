import type { Diagnostic } from '../../compiler/index.ts';
import { printYaml } from '../yaml/print.ts';

/** As much as a container has that was copied from elsewhere; nobody copies more by hand. */
const MOST_LINES = 40;

/** What may be written in place of what is wrong, as lines of YAML. */
export function writeLines({ write }: Pick<Diagnostic, 'write'>): readonly string[] {
  if (write === undefined) return [];
  const lines = printYaml([write]).trimEnd().split('\n');
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '...'] : lines;
}
