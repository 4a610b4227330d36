/** Programs that layerc is measured beside: where they are, or how to get them. */
import { findBinary, type Need } from '../testenv/needs.ts';
import type { Missing } from './page.ts';

/** A program and its first arguments. */
export type Program = readonly [path: string, ...args: string[]];

/** Parses all documents of a file with js-yaml, and does no more. */
export const JS_YAML: Program = [
  process.execPath,
  '-e',
  `require('js-yaml').loadAll(require('node:fs').readFileSync(process.argv[1], 'utf8'))`,
];

export const missing: Missing[] = [];

export const binary = found('the one executable file', findBinary());

function found(what: string, need: Need): Program | undefined {
  if ('path' in need) return [need.path];
  missing.push({ what, enable: `\`${need.enable}\` (${need.reason})` });
  return undefined;
}
