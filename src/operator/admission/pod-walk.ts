/** Expressions that look at all places of a patch where a field may stand. */
import { type Cel, concatenated, literal, type Part } from './cel.ts';

/** A place in a patch: what stands there, and its path as people write it. */
export interface Place {
  readonly value: Cel;
  readonly path: readonly Part[];
}

/**
 * The findings about a field, in lines, since CEL cannot flatten a list of lists; an empty text where there is none. `*` is
 * an item of a list. What a patch removes, and what has directives, is passed over: what becomes of it only a merge can
 * tell. A list of one value, filtered and mapped, is how CEL gives a value a name.
 */
export function linesAt(
  root: Place,
  fields: readonly string[],
  isBad: (value: Cel) => Cel,
  text: (place: Place) => Cel,
  depth = 0,
): Cel {
  const [field, ...rest] = fields;
  const here = `v${depth}`;
  if (field === undefined || field === '*') throw new Error('a path ends with a field, or with its items');
  const path: Part[] = [...root.path, { text: root.path.length === 0 ? field : `.${field}` }];
  const given = `[${root.value}.?${field}.orValue(null)]`;
  const line = (value: Cel, at: readonly Part[]) => text({ value, path: at });
  if (rest.length === 0)
    return `${given}.filter(${here}, ${isBad(here)}).map(${here}, ${line(here, path)}).join('')`;
  if (rest[0] !== '*')
    return `${given}.filter(${here}, ${isPlainMap(here)}).map(${here}, ${linesAt({ value: here, path }, rest, isBad, text, depth + 1)}).join('')`;
  const [, ...below] = rest;
  const item = `i${depth}`;
  const number = `string(${here}.indexOf(${item}))`;
  const word = below.length === 0 ? number : `(has(${item}.name) ? ${wordOf(`${item}.name`)} : ${number})`;
  const at: Part[] = [...path, { text: '[' }, { cel: word }, { text: ']' }];
  const lines =
    below.length === 0
      ? `${here}.filter(${item}, ${isBad(item)}).map(${item}, ${line(item, at)}).join('\\n')`
      : joined(
          `${here}.filter(${item}, ${isPlainMap(item)}).map(${item}, ${linesAt({ value: item, path: at }, below, isBad, text, depth + 1)})`,
        );
  return `${given}.filter(${here}, type(${here}) == list).map(${here}, ${lines}).join('')`;
}

/** Lines without the empty ones. */
export function joined(lines: Cel): Cel {
  return `${lines}.filter(line, line != '').join('\\n')`;
}

/** A map without directives of a patch, else an empty one. */
export function plainMap(value: Cel): Cel {
  return `([${value}].filter(v, ${isPlainMap('v')}) + [{}])[0]`;
}

export function isPlainMap(value: Cel): Cel {
  return `type(${value}) == map && !${value}.exists(key, key.startsWith('$'))`;
}

/** A name in brackets: in quotes unless it is a plain word. */
export function wordOf(name: Cel): Cel {
  return `(${name}.matches('^[a-zA-Z0-9_.-]+$') ? ${name} : strings.quote(${name}))`;
}

export function isText(value: Cel): Cel {
  return `type(${value}) == string && ${value} != ''`;
}

export function pathText({ path }: Place): Cel {
  return concatenated(path);
}

export function listOf(texts: readonly string[]): Cel {
  return `[${texts.map(literal).join(', ')}]`;
}
