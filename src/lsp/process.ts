/** `layerc lsp` as a process: the protocol on standard input and output. */
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { chooseEncoding } from './encoding.ts';
import { folderOf } from './names.ts';
import { answerObjects } from './objects.ts';
import type { LspOptions } from './options.ts';
import { answerRequests, CAPABILITIES } from './requests.ts';
import { Session } from './session.ts';

/** Lasts as long as the editor wants it; the library ends the process when it says `exit` or is gone. */
export function runLsp(options: LspOptions): Promise<0> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const session = new Session(options, {
    diagnostics: (params) => void connection.sendDiagnostics(params),
    note: (message) => connection.window.showWarningMessage(`layerc: ${message}`),
    failed: (error) => connection.console.error(`layerc: ${error instanceof Error ? error.stack : error}`),
    changed: () => sendObjects(),
  });
  answerRequests(connection, session);
  const sendObjects = answerObjects(connection, session);
  let root: string | undefined;
  let canWatch = false;
  connection.onInitialize((params): InitializeResult => {
    root = rootOf(params);
    session.buffers.encoding = chooseEncoding(params.capabilities.general?.positionEncodings);
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return {
      serverInfo: { name: 'layerc', version: options.version },
      capabilities: {
        ...CAPABILITIES,
        positionEncoding: session.buffers.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      },
    };
  });
  connection.onInitialized(() => {
    session.enter(root);
    if (!canWatch) return;
    const watchers = [{ globPattern: '**/*.{yaml,yml,json}' }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
    session.open(uri, languageId, version, text),
  );
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    session.change(uri, version, contentChanges),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => session.close(uri));
  // Without watchers this is how layerc.yaml is read again.
  connection.onDidSaveTextDocument(() => session.refresh());
  connection.onDidChangeWatchedFiles(() => session.refresh());
  connection.onShutdown(() => session.end());
  connection.listen();
  return new Promise(() => {});
}

/** The first folder of several: one layerc.yaml says what holds. */
function rootOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string | undefined {
  const [first] = workspaceFolders ?? [];
  return folderOf(first?.uri ?? rootUri ?? (rootPath ? `file://${rootPath}` : undefined));
}
