import { andMore } from '../../compiler/index.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { NO_BLANK_AFTER_DASH, noBlankAfterColonOf } from './blame/blanks.ts';
import { DASHES, ODD, QUOTE_CLASS, SIGN_CLASS, UNSEEN, WIDE, wordsFor } from './blame/characters.ts';
import { BYTE_ORDER_MARK_WITHIN } from './blame/odd-characters.ts';
import { JOINED } from './blame/separators.ts';
import { brief, lineStart, type Words } from './blame/suspect.ts';
import { keyName } from './compose.ts';
import type { Node, ScalarNode } from './node.ts';
import { Fault, Findings, type Problem, type TextWarning } from './problem.ts';

/** What a text needs to be worth a closer look. */
const WORTH = new RegExp(
  String.raw`${ODD.source}|^ *(?:- +)*(?:-["'A-Za-z]|[\w.$-]+:[^\s:/])|[{,] *[\w-]+:[^\s:/]|[\s[{,]![^\s!]`,
  'm',
);

/**
 * Keys and values that are YAML and yet hardly what their author meant: with a character that looks like one of YAML's,
 * or without a blank that it needs. `text` is that of the document.
 */
export function misreadings(document: Node, text: string, base: number): readonly TextWarning[] {
  if (!WORTH.test(text)) return [];
  const findings = new Findings<TextWarning>();
  const report = (pointer: Pointer, at: 'key' | 'value', words: Words | undefined): void => {
    if (words !== undefined) findings.add(() => ({ code: 'MisreadText', pointer, at, ...words }));
  };
  const visit = (node: Node, pointer: Pointer, key?: Node): void => {
    if (node.kind === 'scalar') {
      const line = lineStart(text, node.start - base);
      const ownLine =
        key !== undefined && key.start - base < line && text.slice(line, node.start - base).trim() === '';
      report(pointer, 'value', ofValue(node, ownLine));
    } else if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) visit(item, child(pointer, index));
    } else if (node.kind === 'mapping') {
      for (const { key, value } of node.pairs) {
        const name = keyName(key);
        if (name === undefined || key.kind !== 'scalar') continue;
        const below = child(pointer, name);
        if (key.plain && key.tag === '') report(below, 'key', ofKey(key.value, value));
        visit(value, below, key);
      }
    }
  };
  visit(document, '');
  return findings.found;
}

const IN_KEY = new RegExp(
  `[${WIDE}${UNSEEN}${SIGN_CLASS}]|^[${QUOTE_CLASS}]|[${QUOTE_CLASS}]$|^[${DASHES}](?= )`,
);

function ofKey(name: string, value: Node): Words | undefined {
  const odd = IN_KEY.exec(name);
  if (odd !== null) return wordsFor(odd[0]);
  if (/^-["'A-Za-z]/.test(name)) return NO_BLANK_AFTER_DASH;
  const [, key] = /^([\w.$-]+:)[^\s:/]/.exec(name) ?? [];
  const isEmpty = value.kind === 'scalar' && value.plain && value.value === '';
  return key !== undefined && isEmpty ? noBlankAfterColonOf(key) : undefined;
}

/** Joiners and marks of direction belong to some languages; the others belong to none. */
const IN_VALUE = new RegExp(
  `[\\u00ad\\u200b\\u2060\\ufeff]|^[${WIDE}]|[${WIDE}](?=$|#)|^[${QUOTE_CLASS}](?=[\\s\\S]*[${QUOTE_CLASS}]$)`,
);
const ON_OWN_LINE = new RegExp(`^[${DASHES}](?= )|(?<=^[\\w.$-]+)[${SIGN_CLASS}]`);

function ofValue({ value, plain, tag }: ScalarNode, ownLine: boolean): Words | undefined {
  if (/^![^!]/.test(tag)) {
    return {
      message: `"${brief(tag)}" is a tag for YAML and no part of the value.`,
      hint: 'Quote the value, if it is text.',
    };
  }
  if (!plain || tag !== '') return undefined;
  const odd = IN_VALUE.exec(value) ?? (ownLine ? ON_OWN_LINE.exec(value) : null);
  if (odd !== null) return wordsFor(odd[0]);
  if (!ownLine) return undefined;
  if (/^-["'A-Za-z]/.test(value)) return NO_BLANK_AFTER_DASH;
  const [, key] = /^([\w.$-]+:)[^\s:/]/.exec(value) ?? [];
  return key === undefined ? undefined : noBlankAfterColonOf(key);
}

/** Where other objects begin in a mapping that has apiVersion and kind more than once. */
export function secondObjects(node: Node): Fault[] {
  if (node.kind !== 'mapping') return [];
  const [versions, kinds] = ['apiVersion', 'kind'].map((name) =>
    node.pairs.flatMap(({ key }) => (keyName(key)?.replace('\ufeff', '') === name ? [key] : [])),
  ) as [Node[], Node[]];
  return versions.slice(1, kinds.length).map((version, index) => {
    const at = Math.min(version.start, (kinds[index + 1] as Node).start);
    const isMarked = version.kind === 'scalar' && version.value.startsWith('\ufeff');
    const { message, hint } = isMarked ? BYTE_ORDER_MARK_WITHIN : JOINED;
    return new Fault('SyntaxError', at, message, hint);
  });
}

/** Items of a list without the blank behind their dashes are keys, and so alike. */
export function meant(duplicate: Problem, text: string): Problem {
  if (!/^-["'\w]/.test(text.slice(duplicate.offset, duplicate.offset + 2))) return duplicate;
  return andMore({ ...duplicate, ...NO_BLANK_AFTER_DASH }, duplicate.more ?? 0);
}
