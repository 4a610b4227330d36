import type { MappingNode, Node, SequenceNode } from './node.ts';
import { MAX_DEPTH } from './node.ts';
import { Fault } from './problem.ts';
import { Scanner, type Token, type TokenType, tooDeep } from './scanner.ts';

/**
 * The tree of one document, as goyaml v2 parses it (parserc.go, from libyaml); nothing when it is empty. `base` is
 * where the document begins in the whole text. Throws a {@link Fault}.
 *
 * Stricter in one thing: kubectl drops what follows the value, say behind `...`, without a word.
 */
export function parseDocument(document: string, base: number): Node | undefined {
  const parser = new Parser(new Scanner(document, base));
  return parser.document();
}

class Parser {
  readonly #scanner: Scanner;
  readonly #anchors = new Map<string, Node>();
  #depth = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  document(): Node | undefined {
    if (this.#at('end')) return undefined;
    const node = this.#node(true, false);
    if (!this.#at('end')) {
      throw fault(
        this.#scanner.peek(),
        'The document ends before this.',
        'Correct the indentation, or begin a document with ---.',
      );
    }
    return node;
  }

  #at(...types: TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #node(block: boolean, indentless: boolean): Node {
    const first = this.#scanner.peek();
    if (first.type === 'alias') return this.#alias();
    let anchor = '';
    let tag = '';
    for (let token = first; token.type === 'anchor' || token.type === 'tag'; token = this.#scanner.peek()) {
      if (token.type === 'anchor' ? anchor !== '' : tag !== '') break;
      if (token.type === 'anchor') anchor = token.value;
      else tag = token.value;
      this.#scanner.take();
    }
    if (++this.#depth > 2 * MAX_DEPTH + 2) throw tooDeep(first.start);
    const node = this.#content(block, indentless, anchor, tag, first);
    this.#depth--;
    return node;
  }

  #content(block: boolean, indentless: boolean, anchor: string, tag: string, first: Token): Node {
    const token = this.#scanner.peek();
    const start = token.start;
    const register = <T extends Node>(node: T): T => {
      if (anchor !== '') this.#anchors.set(anchor, node);
      return node;
    };
    const sequence = (): SequenceNode => register({ kind: 'sequence', start, items: [] });
    const mapping = (): MappingNode => register({ kind: 'mapping', start, pairs: [] });
    if (indentless && token.type === '-') return this.#entries(sequence(), ['-', '?', ':', 'block-end']);
    switch (token.type) {
      case 'scalar':
        this.#scanner.take();
        return register({
          kind: 'scalar',
          start,
          tag,
          value: token.value,
          plain: tag === '' ? token.plain : tag === '!',
        });
      case '[':
        this.#scanner.take();
        return this.#flowSequence(sequence());
      case '{':
        this.#scanner.take();
        return this.#flowMapping(mapping());
      case 'block-sequence':
        if (!block) break;
        this.#scanner.take();
        return this.#blockSequence(sequence());
      case 'block-mapping':
        if (!block) break;
        this.#scanner.take();
        return this.#blockMapping(mapping());
    }
    if (anchor !== '' || tag !== '') {
      return register({ kind: 'scalar', start: first.start, tag, value: '', plain: tag === '' });
    }
    throw fault(
      token,
      `A value is expected, not ${named(token)}.`,
      'Write the value, or quote it, if it is text.',
    );
  }

  #alias(): Node {
    const { start, value: name } = this.#scanner.take();
    const target = this.#anchors.get(name);
    if (target === undefined) {
      throw new Fault(
        'SyntaxError',
        start,
        `No anchor &${name} stands before this alias.`,
        'Quote it, if it is text.',
      );
    }
    return { kind: 'alias', start, name, target };
  }

  /** The value at this place, or null where a token of the list stands instead. */
  #optional(absent: readonly TokenType[], block: boolean, indentless: boolean): Node {
    const token = this.#scanner.peek();
    if (absent.includes(token.type)) return empty(token.start);
    return this.#node(block, indentless);
  }

  #entries(node: SequenceNode, absent: readonly TokenType[]): SequenceNode {
    while (this.#at('-')) {
      this.#scanner.take();
      node.items.push(this.#optional(absent, true, false));
    }
    return node;
  }

  #blockSequence(node: SequenceNode): SequenceNode {
    this.#entries(node, ['-', 'block-end']);
    this.#close(
      'block-end',
      'Expected "- ", as the entries before have it',
      'Indent the line as its list is indented.',
    );
    return node;
  }

  #blockMapping(node: MappingNode): MappingNode {
    const absent = ['?', ':', 'block-end'] as const;
    while (this.#at('?')) {
      const mark = this.#scanner.take();
      const key = this.#at(...absent) ? empty(mark.start) : this.#node(true, true);
      node.pairs.push({ key, value: this.#value(key, absent, true) });
    }
    this.#close(
      'block-end',
      'Expected a key, as the lines before have it',
      'Indent the line as its mapping is indented.',
    );
    return node;
  }

  /** What follows a key: a colon and a value, a colon, or nothing. */
  #value(key: Node, absent: readonly TokenType[], block: boolean): Node {
    if (!this.#at(':')) return empty(key.start);
    this.#scanner.take();
    return this.#at(...absent) ? empty(key.start) : this.#node(block, block);
  }

  #flowSequence(node: SequenceNode): SequenceNode {
    while (!this.#at(']')) {
      if (this.#at('?')) node.items.push(this.#flowPair());
      else node.items.push(this.#node(false, false));
      if (!this.#at(']'))
        this.#close(',', 'Expected "," or "]"', 'Write it, or quote the text that comes before.');
    }
    this.#scanner.take();
    return node;
  }

  /** `[a: b]`, a mapping without braces. */
  #flowPair(): MappingNode {
    const { start } = this.#scanner.take();
    const absent = [',', ']'] as const;
    const key = this.#optional([':', ...absent], false, false);
    return { kind: 'mapping', start, pairs: [{ key, value: this.#value(key, absent, false) }] };
  }

  #flowMapping(node: MappingNode): MappingNode {
    const absent = [',', '}'] as const;
    while (!this.#at('}')) {
      if (this.#at('?')) {
        this.#scanner.take();
        const key = this.#optional([':', ...absent], false, false);
        node.pairs.push({ key, value: this.#value(key, absent, false) });
      } else {
        const key = this.#node(false, false);
        node.pairs.push({ key, value: empty(key.start) });
      }
      if (!this.#at('}'))
        this.#close(',', 'Expected "," or "}"', 'Write it, or quote the text that comes before.');
    }
    this.#scanner.take();
    return node;
  }

  #close(type: TokenType, message: string, hint: string): void {
    const token = this.#scanner.peek();
    if (token.type !== type) throw fault(token, `${message}, not ${named(token)}.`, hint);
    this.#scanner.take();
  }
}

function empty(start: number): Node {
  return { kind: 'scalar', start, tag: '', value: '', plain: true };
}

function named(token: Token): string {
  switch (token.type) {
    case 'end':
      return 'the end of the document';
    case 'block-end':
      return 'a line with less indentation';
    case 'block-mapping':
      return 'a mapping';
    case 'block-sequence':
      return 'a list';
    case '?':
      return 'a key';
    case 'scalar':
      return 'more text';
    case 'alias':
    case 'anchor':
    case 'tag':
      return `the ${token.type} ${token.value}`;
    default:
      return `"${token.type}"`;
  }
}

function fault(token: Token, message: string, hint: string): Fault {
  return new Fault('SyntaxError', token.start, message, hint);
}
