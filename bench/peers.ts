/** Programs that layerc is measured beside: where they are, or how to get them. */
import { findKubectl, findPart } from '../testenv/control-plane/parts.ts';
import { findBinary, findProgram, isMissing, type Need } from '../testenv/needs.ts';
import type { Missing } from './page.ts';

/** A program and its first arguments. */
export type Program = readonly [path: string, ...args: string[]];

/** Parses all documents of a file with js-yaml, and does no more. */
export const JS_YAML: Program = [
  process.execPath,
  '-e',
  `require('js-yaml').loadAll(require('node:fs').readFileSync(process.argv[1], 'utf8'))`,
];

/** The same with the yaml package. */
export const YAML: Program = [
  process.execPath,
  '-e',
  `require('yaml').parseAllDocuments(require('node:fs').readFileSync(process.argv[1], 'utf8'))`,
];

export const missing: Missing[] = [];

export const binary = found('the one executable file', [findBinary()]);

const KUSTOMIZE = [findProgram('kustomize'), findPart('kustomize')] as const;

/** Puts the objects of a folder together: its last argument. */
export const kustomize = KUSTOMIZE.every(isMissing)
  ? found('kustomize or kubectl', [findKubectl()], 'kustomize')
  : found('kustomize', KUSTOMIZE, 'build');

/** Checks the objects of a file by the JSON Schemas of a folder, as strictly as layerc does: `function.json` and so on. */
export const kubeconform = found(
  'kubeconform',
  [findProgram('kubeconform'), findPart('kubeconform')],
  '-strict',
);

/** The first that is there; the last one says how to get it. */
function found(what: string, needs: readonly [Need, ...Need[]], ...args: string[]): Program | undefined {
  const need = needs.find((one) => !isMissing(one)) ?? (needs.at(-1) as Need);
  if (!isMissing(need)) return [need.path, ...args];
  missing.push({ what, enable: `\`${need.enable}\` (${need.reason})` });
  return undefined;
}
