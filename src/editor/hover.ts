/** What a field does, its default, and what it decides in the objects; of a pool the pool itself. As Markdown. */
import type { CompiledFunction } from '../compiler/index.ts';
import { idOf, leavesOf } from '../explain/choice.ts';
import { decidedBy, isForTheGateway, presenceBy } from '../explain/field.ts';
import { WhatIf } from '../explain/what-if.ts';
import { valueText } from '../explain/words.ts';
import type { Pointer } from '../json/pointer.ts';
import { printable } from '../text/report/printable.ts';
import { printYaml } from '../text/yaml/print.ts';
import { functionOf } from './compiled.ts';
import { type PoolFact, poolsOf } from './facts.ts';
import { extentOf } from './outline/branch.ts';
import { type Pointed, pointedAt } from './place.ts';
import { detailOf, fieldAt } from './schemas.ts';
import type { Position, Range } from './text.ts';
import type { Workspace } from './workspace.ts';

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** More values of the objects are listed by `layerc explain`. */
const MOST_LEAVES = 15;
/** A pool with a long template is better looked at where it stands. */
const MOST_LINES = 40;

export function hoverAt(workspace: Workspace, name: string, position: Position): Hover | undefined {
  const document = workspace.document(name);
  const pointed = document && pointedAt(document, document.text.offsetAt(position));
  if (document === undefined || pointed === undefined) return undefined;
  const fn = pointed.shape === 'Function' ? functionOf(workspace, name, pointed.object) : undefined;
  const parts = [
    about(pointed),
    ...poolUnder(pointed, workspace),
    ...(fn === undefined ? [] : decided(fn, pointed.pointer, workspace)),
  ].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return { range: document.text.range(pointed.start, pointed.end), markdown: parts.join('\n\n') };
}

function about({ shape, path }: Pointed): string {
  const field = fieldAt(shape, path);
  if (field === undefined) return '';
  const words =
    field.words.length > 1 ? `One of ${field.words.map((word) => `\`${word}\``).join(', ')}.` : '';
  const name = typeof path.at(-1) === 'number' ? 'item' : String(path.at(-1));
  return [`**${inline(name)}**: ${detailOf(field)}`, field.description, words]
    .filter((part) => part)
    .join('\n\n');
}

function poolUnder({ shape, path, branch }: Pointed, workspace: Workspace): string[] {
  if (shape !== 'Function' || path.join('.') !== 'spec.scaling.pool') return [];
  const pool = poolsOf(workspace).find((one) => one.name === branch.scalar?.value);
  return pool === undefined ? [] : [block(asWritten(pool))];
}

function asWritten({ at, stock }: PoolFact): string {
  if (at === undefined) return stock === undefined ? '' : printYaml([stock]);
  const { text } = at.document;
  const start = text.lineStart(at.branch.start);
  const lines = text.value.slice(start, text.lineEnd(extentOf(at.branch))).split(/\r?\n/);
  const indent = Math.max(0, at.branch.indent);
  return lines
    .slice(0, MOST_LINES)
    .map((line) => line.slice(Math.min(indent, line.search(/\S|$/))))
    .concat(lines.length > MOST_LINES ? ['...'] : [])
    .join('\n');
}

function decided(fn: CompiledFunction, field: Pointer, workspace: Workspace): string[] {
  if (!field.startsWith('/spec/')) return [];
  const { settings, stockPools } = workspace.terms;
  const whatIf = new WhatIf(workspace.analysis.loaded.values, settings, stockPools);
  const leaves = decidedBy(fn, field, fn.explain().flatMap(leavesOf), whatIf);
  const presence = presenceBy(field);
  if (leaves.length === 0 && presence === undefined)
    return isForTheGateway(field) ? ['For the gateway; it decides no value in the objects.'] : [];
  const lines = leaves.slice(0, MOST_LEAVES).map(({ path, value }) => `${path}: ${valueText(value)}`);
  if (leaves.length > MOST_LEAVES) lines.push(`# and ${leaves.length - MOST_LEAVES} more`);
  if (presence !== undefined) lines.push(`# ${presence}`);
  return [`Decides in the objects of ${inline(idOf(fn))}:`, block(lines.join('\n'))];
}

/** In a fence that nothing inside can close. */
function block(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${printable(text.trimEnd(), '\n')}\n${fence}`;
}

function inline(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#|!]/g, '\\$&');
}
