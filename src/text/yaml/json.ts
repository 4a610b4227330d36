import { MAX_DEPTH } from '../../json/depth.ts';
import type { MappingNode, Node, SequenceNode } from './node.ts';
import { Fault, tooDeep } from './problem.ts';

export interface ParsedJson {
  readonly node: Node;
  readonly end: number;
  /** What is JSON, but changed or refused by kubectl: half a character, and a number beyond the doubles. */
  readonly refused: Fault | undefined;
}

/**
 * The tree of the JSON value that begins at an offset, and where it ends; in the nodes of YAML, whose plain scalars
 * have the same values there. Throws a {@link Fault} for what is not JSON.
 */
export function parseJsonNode(text: string, start: number): ParsedJson {
  const parser = new Parser(text, start);
  const node = parser.value(0);
  return { node, end: parser.pos, refused: parser.refused };
}

const NUMBER_OR_WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

class Parser {
  readonly #text: string;
  pos: number;
  refused: Fault | undefined;

  constructor(text: string, pos: number) {
    this.#text = text;
    this.pos = pos;
  }

  value(depth: number): Node {
    const start = this.#skip();
    switch (this.#text[start]) {
      case '{':
        return this.#object({ kind: 'mapping', start, pairs: [] }, depth);
      case '[':
        return this.#array({ kind: 'sequence', start, items: [] }, depth);
      case '"':
        return this.#string();
    }
    NUMBER_OR_WORD.lastIndex = start;
    const value = NUMBER_OR_WORD.exec(this.#text)?.[0];
    if (value === undefined) {
      const found = this.#text.codePointAt(start);
      throw this.#fault(
        `A JSON value is expected${found === undefined ? '' : `, not ${JSON.stringify(String.fromCodePoint(found))}`}`,
      );
    }
    if (Number(value) === Infinity || Number(value) === -Infinity) {
      this.refused ??= this.#fault('kubectl refuses this number: it is beyond those of 64 bits');
    }
    this.pos += value.length;
    return { kind: 'scalar', start, tag: '', value, plain: true };
  }

  #object(node: MappingNode, depth: number): Node {
    this.#open(depth);
    while (this.#text[this.#skip()] !== '}') {
      if (node.pairs.length > 0) this.#comma(node.start);
      if (this.#text[this.#skip()] !== '"') throw this.#fault('A key in double quotes is expected');
      const key = this.#string();
      this.#expect(':');
      node.pairs.push({ key, value: this.value(depth + 1) });
    }
    this.pos++;
    return node;
  }

  #array(node: SequenceNode, depth: number): Node {
    this.#open(depth);
    while (this.#text[this.#skip()] !== ']') {
      if (node.items.length > 0) this.#comma(node.start);
      node.items.push(this.value(depth + 1));
    }
    this.pos++;
    return node;
  }

  #open(depth: number): void {
    if (depth > MAX_DEPTH) throw tooDeep(this.pos);
    this.pos++;
  }

  #string(): Node {
    const start = this.pos;
    let end = start + 1;
    for (let code = this.#text.charCodeAt(end); code !== 0x22; code = this.#text.charCodeAt(++end)) {
      if (!(code >= 0x20)) {
        this.pos = end;
        throw this.#fault('The string is not closed on its line');
      }
      if (code === 0x5c) end++;
    }
    const value = unescaped(this.#text.slice(start, end + 1));
    if (value === undefined) throw this.#fault('The string has an escape that JSON does not know');
    if (!value.isWellFormed())
      this.refused ??= this.#fault('The string has half a character, which kubectl replaces');
    this.pos = end + 1;
    return { kind: 'scalar', start, tag: '', value, plain: false };
  }

  #expect(character: string): void {
    if (this.#text[this.#skip()] !== character) throw this.#fault(`"${character}" is expected`);
    this.pos++;
  }

  #comma(opening: number): void {
    const found = this.#text[this.#skip()];
    if (found === undefined) {
      const [open, close] = this.#text[opening] === '[' ? '[]' : '{}';
      const message = `The "${open as string}" that stands here is not closed.`;
      throw new Fault('SyntaxError', opening, message, `Write "${close as string}" behind the last item.`);
    }
    if (found !== ',') throw this.#fault('"," is expected', opening);
    this.pos++;
  }

  #skip(): number {
    for (let code = this.#text.charCodeAt(this.pos); code === 0x20 || (code >= 9 && code <= 0x0d); ) {
      code = this.#text.charCodeAt(++this.pos);
    }
    return this.pos;
  }

  #fault(message: string, opening?: number): Fault {
    return new Fault('SyntaxError', this.pos, `${message}.`, 'Correct the JSON text here.', opening);
  }
}

function unescaped(literal: string): string | undefined {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
