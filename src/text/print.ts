import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../compiler/index.ts';

/**
 * Objects as YAML documents, keys in the order of each object. The text has one reading, for YAML 1.1 (kubectl) and
 * 1.2 alike: what is not plainly text is quoted, and what some reader takes for a line break, or refuses raw, is
 * escaped. No anchors, tags, tabs or folding. Throws on what JSON cannot carry (undefined, NaN, a lone surrogate): by
 * then it is our bug.
 *
 * Ours rather than a library's, since none of the common ones survives kubectl with keys like `0o14` or values like
 * `1_000`; and 80 times faster than `yaml.stringify` on a Deployment.
 */
export function printYaml(objects: readonly JsonObject[]): string {
  return objects.map((object) => `${block(object, '')}\n`).join('---\n');
}

/** The same objects as one `v1 List` in JSON, indented by two. Throws as {@link printYaml} does. */
export function printJson(objects: readonly JsonObject[]): string {
  return `${json({ apiVersion: 'v1', kind: 'List', items: objects }, '\n')}\n`;
}

/** A collection as lines, all but the first of which begin with `indent`. */
function block(value: Json, indent: string): string {
  if (isArray(value)) {
    if (value.length === 0) return '[]';
    let text = '';
    for (const item of value) {
      const nested = isObject(item) || isArray(item);
      text += `${text === '' ? '' : `\n${indent}`}- ${nested ? block(item, `${indent}  `) : leaf(item, `${indent}  `)}`;
    }
    return text;
  }
  let text = '';
  for (const key in value as JsonObject) {
    const item = (value as JsonObject)[key] as Json;
    text += text === '' ? printKey(key, indent) : `\n${indent}${printKey(key, indent)}`;
    if (isObject(item)) text += isEmpty(item) ? ' {}' : `\n${indent}  ${block(item, `${indent}  `)}`;
    else if (isArray(item)) text += item.length === 0 ? ' []' : `\n${indent}${block(item, indent)}`;
    else text += ` ${leaf(item, `${indent}  `)}`;
  }
  return text === '' ? '{}' : text;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}

function leaf(value: Json, indent: string): string {
  if (typeof value !== 'string') return bare(value);
  return value.includes('\n') && LITERAL.test(value) ? literal(value, indent) : scalar(value);
}

/** The longest key that a reader looks for without `? `: YAML allows 1024 characters up to the colon. */
const LONGEST_KEY = 1000;

function printKey(key: string, indent: string): string {
  const text = scalar(key);
  return text.length > LONGEST_KEY ? `? ${text}\n${indent}:` : `${text}:`;
}

const PLAIN = /^[A-Za-z/](?:[\w ./:@-]*[A-Za-z0-9])?$/;

/** Words that some reader takes for a boolean, a null or a number, in lower case. */
const RESERVED = new Set(['y', 'yes', 'n', 'no', 'true', 'false', 'on', 'off', 'null', 'nan', 'inf']);

function scalar(text: string): string {
  if (PLAIN.test(text) && !text.includes(': ') && !(text.length <= 5 && RESERVED.has(text.toLowerCase()))) {
    return text;
  }
  return quoted(text);
}

/** Printable lines with no blank at either end of the text or before a break, and at most one break at the end. */
const LITERAL =
  /^(?![ \n])(?:[ -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*[!-~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd])?(?:\n+(?:[ -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*[!-~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]))*\n?$/;

function literal(text: string, indent: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be printed');
  const clipped = text.endsWith('\n');
  const lines = (clipped ? text.slice(0, -1) : text).replace(/\n(?!\n)/g, `\n${indent}`);
  return `${clipped ? '|' : '|-'}\n${indent}${lines}`;
}

/** What JSON leaves raw and a YAML reader refuses, folds or drops. */
const RAW = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be printed');
  return JSON.stringify(text).replace(
    RAW,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function bare(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  const text = value instanceof ExactNumber ? value.text : typeof value === 'number' ? String(value) : '';
  // kubectl reads a number beyond the doubles as text.
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) {
    throw new TypeError(`${text || typeof value} cannot be printed`);
  }
  return text;
}

function json(value: Json, newline: string): string {
  if (typeof value === 'string') return quoted(value);
  const inner = `${newline}  `;
  if (isArray(value)) {
    if (value.length === 0) return '[]';
    return `[${inner}${value.map((item) => json(item, inner)).join(`,${inner}`)}${newline}]`;
  }
  if (!isObject(value)) return bare(value);
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${json(item, inner)}`);
  return entries.length === 0 ? '{}' : `{${inner}${entries.join(`,${inner}`)}${newline}}`;
}
