/** The texts that are open in the editor, kept as the client says that they change. */
import { type Range, TextDocument } from 'vscode-languageserver-textdocument';
import { Text } from '../editor/text.ts';
import { type Encoding, fromWire } from './encoding.ts';
import { nameOf } from './names.ts';

export interface Change {
  readonly range?: Range;
  readonly text: string;
}

export interface Buffer {
  readonly name: string;
  /** As the client writes it. */
  readonly uri: string;
  readonly document: TextDocument;
}

export class Buffers {
  readonly #byUri = new Map<string, Buffer>();
  encoding: Encoding = 'utf-16';

  open(uri: string, languageId: string, version: number, text: string): Buffer {
    const made = {
      name: nameOf(uri),
      uri,
      document: TextDocument.create(uri, languageId, version, text),
    };
    this.#byUri.set(uri, made);
    return made;
  }

  /** Each change is made to what the one before it has left. Nothing for a text that is not open. */
  change(uri: string, version: number, changes: readonly Change[]): Buffer | undefined {
    const buffer = this.#byUri.get(uri);
    if (buffer === undefined) return undefined;
    for (const { range, text } of changes) {
      const change = range === undefined ? { text } : { text, range: this.#units(range, buffer) };
      TextDocument.update(buffer.document, [change], version);
    }
    return buffer;
  }

  close(uri: string): Buffer | undefined {
    const buffer = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    return buffer;
  }

  get(uri: string): Buffer | undefined {
    return this.#byUri.get(uri);
  }

  get all(): readonly Buffer[] {
    return [...this.#byUri.values()];
  }

  /** The URI by which the client knows a document. */
  named(name: string): Buffer | undefined {
    return this.all.find((one) => one.name === name);
  }

  #units({ start, end }: Range, { document }: Buffer): Range {
    if (this.encoding === 'utf-16') return { start, end };
    const text = new Text(document.getText());
    return { start: fromWire(start, text, this.encoding), end: fromWire(end, text, this.encoding) };
  }
}
