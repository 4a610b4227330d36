/** What an editor asks for, as the protocol has it: the services of src/editor with places as the client counts them. */
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  type DocumentSymbol,
  type Hover,
  InsertTextMode,
  type Location,
  MarkupKind,
  type ServerCapabilities,
  SymbolKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import { type Completion, completionsAt } from '../editor/completion/completion.ts';
import { definitionsAt } from '../editor/definition.ts';
import { fixesIn } from '../editor/fixes/fixes.ts';
import { hoverAt } from '../editor/hover.ts';
import { type Outlined, symbolsOf } from '../editor/symbols.ts';
import type { Position, Range } from '../editor/text.ts';
import { fromWire, rangeToWire } from './encoding.ts';
import { nameOf } from './names.ts';
import type { Session } from './session.ts';

export const CAPABILITIES: ServerCapabilities = {
  completionProvider: { triggerCharacters: [' ', ':', '-', '"', '[', ','] },
  hoverProvider: true,
  definitionProvider: true,
  documentSymbolProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

export function answerRequests(connection: Connection, session: Session): void {
  const { workspace, buffers } = session;
  const at = <T>(
    { textDocument, position }: TextDocumentPositionParams,
    ask: (name: string, position: Position) => T,
  ): T | null => {
    const name = nameOf(textDocument.uri);
    const text = workspace.document(name)?.text;
    return text === undefined ? null : ask(name, fromWire(position, text, buffers.encoding));
  };
  const wire = (name: string, range: Range): Range => {
    const text = workspace.document(name)?.text;
    return text === undefined ? range : rangeToWire(range, text, buffers.encoding);
  };

  connection.onCompletion((params) =>
    at(params, (name, position) => {
      const found = completionsAt(workspace, name, position);
      return found.map((one, index) => item(one, index, wire(name, one.range)));
    }),
  );
  connection.onHover((params) =>
    at(params, (name, position): Hover | null => {
      const found = hoverAt(workspace, name, position);
      if (found === undefined) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: found.markdown },
        range: wire(name, found.range),
      };
    }),
  );
  connection.onDefinition((params) =>
    at(params, (name, position): Location[] =>
      definitionsAt(workspace, name, position).map((one) => ({
        uri: session.uriOf(one.name),
        range: wire(one.name, one.range),
      })),
    ),
  );
  connection.onCodeAction(({ textDocument, range, context }): CodeAction[] => {
    const name = nameOf(textDocument.uri);
    const text = workspace.document(name)?.text;
    if (text === undefined || !wantsFixes(context.only)) return [];
    const [start, end] = [range.start, range.end].map((one) => fromWire(one, text, buffers.encoding));
    return fixesIn(workspace, name, { start, end } as Range).map(({ title, edits, diagnostic }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      isPreferred: true,
      diagnostics: [session.published.toWire(diagnostic)],
      edit: {
        changes: {
          [textDocument.uri]: edits.map((one) => ({ range: wire(name, one.range), newText: one.newText })),
        },
      },
    }));
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const name = nameOf(textDocument.uri);
    return symbolsOf(workspace, name).map((one) => symbol(one, (range) => wire(name, range)));
  });
}

/** Of kinds the client may name ours, one that holds it, or none at all. */
function wantsFixes(only: readonly string[] | undefined): boolean {
  return only?.every((kind) => kind !== '' && kind !== CodeActionKind.QuickFix) !== true;
}

const ITEM_KINDS = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
} as const;

function item(completion: Completion, index: number, range: Range): CompletionItem {
  const { label, kind, detail, documentation, newText, filterText } = completion;
  return {
    ...{ label, kind: ITEM_KINDS[kind], detail, filterText },
    ...(documentation !== undefined && { documentation }),
    // The order that they come in, whatever their letters.
    sortText: String(index).padStart(4, '0'),
    textEdit: { range, newText },
    insertTextMode: InsertTextMode.asIs,
  };
}

const SYMBOL_KINDS = {
  object: SymbolKind.Class,
  mapping: SymbolKind.Object,
  list: SymbolKind.Array,
  value: SymbolKind.Field,
} as const;

function symbol(one: Outlined, wire: (range: Range) => Range): DocumentSymbol {
  return {
    ...{ name: one.name, detail: one.detail, kind: SYMBOL_KINDS[one.kind] },
    ...{ range: wire(one.range), selectionRange: wire(one.selection) },
    children: one.children.map((child) => symbol(child, wire)),
  };
}
