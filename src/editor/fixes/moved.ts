/** A field that stands in the wrong place, written where it belongs. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { printYaml } from '../../text/yaml/print.ts';
import { type Branch, childOf, extentOf } from '../outline/branch.ts';
import { textAt, within } from '../outline/objects.ts';
import type { Text } from '../text.ts';
import type { EditorDocument } from '../workspace.ts';
import type { Fix } from './fix.ts';

/**
 * `write` is the object with the field in its place and nothing else. Nothing is done where something of it is there
 * already, in brackets, and where a comment would be lost.
 */
export function moved(write: JsonObject, { text }: EditorDocument, wrong: Branch): Fix | undefined {
  const { object } = within(wrong);
  const from = text.lineStart(wrong.start);
  const to = lineAfter(text, extentOf(wrong));
  const lines = text.value.slice(from, to);
  if (!('spec' in write) || wrong.indent < 0 || /(?:^|\s)#/.test(lines)) return undefined;
  // Behind a dash more than the field stands on its line.
  if (text.value.slice(from, wrong.start).trim() !== '') return undefined;
  const home = homeOf(object, write);
  if (home === undefined) return undefined;
  const end = lineAfter(text, Math.max(home.at.keyEnd, extentOf(home.at)));
  const isLast = end > text.value.length || (end === text.value.length && !text.value.endsWith('\n'));
  const at = Math.min(end, text.value.length);
  const inserted = (isLast ? '\n' : '') + indented(home, isLast);
  const edits =
    at > from && at <= to
      ? [{ range: text.range(from, to), newText: inserted }]
      : [
          { range: text.range(from, to), newText: '' },
          { range: text.range(at, at), newText: inserted },
        ];
  return { title: `Move it into ${home.path.join('.')}`, edits };
}

interface Home {
  /** The mapping or the list that gets it. */
  readonly at: Branch;
  readonly value: Json;
  readonly indent: number;
  readonly path: readonly string[];
}

/** As deep as there is something of the way already. */
function homeOf(object: Branch, write: JsonObject): Home | undefined {
  let at = object;
  let value: Json = write;
  const path: string[] = [];
  for (;;) {
    if (at.flow !== '' || at.scalar !== undefined) return undefined;
    if (isArray(value)) {
      const [item, ...others] = value as readonly Json[];
      if (!isObject(item) || others.length > 0) return undefined;
      const same = at.children.find((one) => textAt(one, 'name') === item.name);
      if (same === undefined) {
        const [first] = at.children;
        return { at, value, path, indent: first?.indent ?? at.indent + STEP };
      }
      const { name: _, ...rest } = item;
      at = same;
      value = rest;
      continue;
    }
    const entries = Object.entries(value as JsonObject);
    const there = entries.filter(([key]) => childOf(at, key) !== undefined);
    const [first] = entries;
    if (there.length === 0) {
      const indent = at.children[0]?.indent ?? Math.max(0, at.indent) + STEP;
      return { at, value, path: [...path, ...entries.map(([key]) => key)].slice(0, -1), indent };
    }
    const [key, inner] = first as [string, Json];
    if (entries.length > 1 || (!isObject(inner) && !isArray(inner))) return undefined;
    at = childOf(at, key) as Branch;
    value = inner;
    path.push(key);
  }
}

const STEP = 2;

function indented({ value, indent }: Home, isLast: boolean): string {
  const lines = isArray(value)
    ? // The printer indents a list no further than its key.
      printYaml([{ list: value }])
        .trimEnd()
        .split('\n')
        .slice(1)
    : printYaml([value as JsonObject])
        .trimEnd()
        .split('\n');
  return lines.map((line) => ' '.repeat(indent) + line).join('\n') + (isLast ? '' : '\n');
}

/** The beginning of the next line; beyond the end where the last line has no end. */
function lineAfter(text: Text, offset: number): number {
  const end = text.lineEnd(offset);
  return end + (text.value.startsWith('\r\n', end) ? 2 : 1);
}
