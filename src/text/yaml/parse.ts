import { MAX_DEPTH } from '../../json/depth.ts';
import type { MappingNode, Node, SequenceNode } from './node.ts';
import { Fault, tooDeep } from './problem.ts';
import { Scanner } from './scanner.ts';
import type { Token, TokenType } from './token.ts';

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

/** What may stand where a value does, when there is none. */
const AFTER_ENTRY: readonly TokenType[] = ['-', 'block-end'];
const AFTER_KEY: readonly TokenType[] = ['?', ':', 'block-end'];
const AFTER_KEY_OR_ENTRY: readonly TokenType[] = ['-', '?', ':', 'block-end'];
const IN_BRACKETS: readonly TokenType[] = [':', ',', ']'];
const IN_BRACES: readonly TokenType[] = [':', ',', '}'];

class Parser {
  readonly #scanner: Scanner;
  readonly #anchors = new Map<string, Node>();
  #depth = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  document(): Node | undefined {
    if (this.#next() === 'end') return undefined;
    const node = this.#node(true, false);
    if (this.#next() !== 'end') {
      throw fault(
        this.#scanner.peek(),
        'The document ends before this.',
        'Correct the indentation, or begin a document with ---.',
      );
    }
    return node;
  }

  #next(): TokenType {
    return this.#scanner.peek().type;
  }

  #node(block: boolean, indentless: boolean): Node {
    const first = this.#scanner.peek();
    if (first.type === 'alias') return this.#alias();
    let token = first;
    let anchor = '';
    let tag = '';
    while (token.type === 'anchor' ? anchor === '' : token.type === 'tag' && tag === '') {
      if (token.type === 'anchor') anchor = token.value;
      else tag = token.value;
      this.#scanner.take();
      token = this.#scanner.peek();
    }
    const node =
      nodeOf(token, tag, block, indentless) ?? (token === first ? undefined : empty(first.start, tag));
    if (node === undefined) {
      if (token.type === ']' || token.type === '}') throw closesNothing(token);
      throw fault(
        token,
        `A value is expected, not ${named(token)}.`,
        'Write the value, or quote it, if it is text.',
      );
    }
    // Before its content, so that one inside can be seen to lead back.
    if (anchor !== '') this.#anchors.set(anchor, node);
    if (node.kind === 'scalar') {
      if (token.type === 'scalar') this.#scanner.take();
      return node;
    }
    if (++this.#depth > 2 * MAX_DEPTH + 2) throw tooDeep(first.start);
    if (node.kind === 'mapping') this.#mapping(node, token.type);
    else this.#sequence(node as SequenceNode, token.type);
    this.#depth--;
    return node;
  }

  #mapping(node: MappingNode, opened: TokenType): void {
    this.#scanner.take();
    if (opened === '{') this.#flowMapping(node);
    else this.#blockMapping(node);
  }

  #sequence(node: SequenceNode, opened: TokenType): void {
    if (opened === '-') {
      this.#entries(node, AFTER_KEY_OR_ENTRY);
      return;
    }
    this.#scanner.take();
    if (opened === '[') this.#flowSequence(node);
    else this.#blockSequence(node);
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
  #optional(absent: readonly TokenType[], at: number, block: boolean, indentless: boolean): Node {
    return absent.includes(this.#next()) ? empty(at) : this.#node(block, indentless);
  }

  #entries(node: SequenceNode, absent: readonly TokenType[]): void {
    while (this.#next() === '-') {
      const { start } = this.#scanner.take();
      node.items.push(this.#optional(absent, start, true, false));
    }
  }

  #blockSequence(node: SequenceNode): void {
    this.#entries(node, AFTER_ENTRY);
    this.#close(
      'block-end',
      'Expected "- ", as the entries before have it',
      'Indent the line as its list is indented.',
    );
  }

  #blockMapping(node: MappingNode): void {
    while (this.#next() === '?') {
      const { start } = this.#scanner.take();
      const key = this.#optional(AFTER_KEY, start, true, true);
      node.pairs.push({ key, value: this.#value(key, AFTER_KEY, true) });
    }
    this.#close(
      'block-end',
      'Expected a key, as the lines before have it',
      'Indent the line as its mapping is indented.',
    );
  }

  /** What follows a key: a colon and a value, a colon, or nothing. */
  #value(key: Node, absent: readonly TokenType[], block: boolean): Node {
    if (this.#next() !== ':') return empty(key.start);
    this.#scanner.take();
    return this.#optional(absent, key.start, block, block);
  }

  #flowSequence(node: SequenceNode): void {
    while (this.#next() !== ']') {
      const { type, start } = this.#scanner.peek();
      if (type === '?') node.items.push({ kind: 'mapping', start, pairs: [this.#flowPair(IN_BRACKETS)] });
      else node.items.push(this.#node(false, false));
      if (this.#next() !== ']') this.#comma(node.start, '[', ']');
    }
    this.#scanner.take();
  }

  #flowMapping(node: MappingNode): void {
    while (this.#next() !== '}') {
      if (this.#next() === '?') node.pairs.push(this.#flowPair(IN_BRACES));
      else {
        const key = this.#node(false, false);
        node.pairs.push({ key, value: empty(key.start) });
      }
      if (this.#next() !== '}') this.#comma(node.start, '{', '}');
    }
    this.#scanner.take();
  }

  #flowPair(absent: readonly TokenType[]): { key: Node; value: Node } {
    const { start } = this.#scanner.take();
    const key = this.#optional(absent, start, false, false);
    return { key, value: this.#value(key, absent, false) };
  }

  #comma(opening: number, open: string, close: string): void {
    const token = this.#scanner.peek();
    if (token.type === 'end') {
      const message = `The "${open}" that stands here is not closed.`;
      throw new Fault('SyntaxError', opening, message, `Write "${close}" behind the last item.`);
    }
    if (token.type === ']' || token.type === '}') {
      const message = `The "${open}" that is open here is closed by "${token.type}".`;
      throw new Fault('SyntaxError', token.start, message, `Write "${close}" where it ends.`, opening);
    }
    if (token.type !== ',') {
      const message = `Expected "," or "${close}", not ${named(token)}.`;
      throw new Fault('SyntaxError', token.start, message, 'Write it, or quote the text before it.', opening);
    }
    this.#scanner.take();
  }

  #close(type: TokenType, message: string, hint: string): void {
    const token = this.#scanner.peek();
    if (token.type === ']' || token.type === '}') throw closesNothing(token);
    if (token.type !== type) throw fault(token, `${message}, not ${named(token)}.`, hint);
    this.#scanner.take();
  }
}

/** The node that a token begins, still empty if it is a collection; nothing for a token that begins none. */
function nodeOf(token: Token, tag: string, block: boolean, indentless: boolean): Node | undefined {
  const { type, start } = token;
  switch (type) {
    case 'scalar':
      return {
        kind: 'scalar',
        start,
        tag,
        value: token.value,
        plain: tag === '' ? token.plain : tag === '!',
      };
    case '[':
      return { kind: 'sequence', start, items: [] };
    case '{':
      return { kind: 'mapping', start, pairs: [] };
    case '-':
      return indentless ? { kind: 'sequence', start, items: [] } : undefined;
    case 'block-sequence':
      return block ? { kind: 'sequence', start, items: [] } : undefined;
    case 'block-mapping':
      return block ? { kind: 'mapping', start, pairs: [] } : undefined;
    default:
      return undefined;
  }
}

function empty(start: number, tag = ''): Node {
  return { kind: 'scalar', start, tag, value: '', plain: tag === '' };
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

function closesNothing(token: Token): Fault {
  return fault(token, `The "${token.type}" closes nothing.`, 'Remove it, or quote the value, if it is text.');
}

function fault(token: Token, message: string, hint: string): Fault {
  return new Fault('SyntaxError', token.start, message, hint);
}
