/** A client of the language server: the real process, spoken to as an editor does. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type Position,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver/node';
import { COMMAND } from '../cli/run.test-support.ts';

export const RULES = `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: {name: default}
spec:
  computePools:
    - name: cpu
      kind: cpu
      maxReplicasPerWorkload: 8
    - name: cpu-large
      kind: cpu
      maxReplicasPerWorkload: 3
`;

export const FUNCTION = `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata:
  name: tag-products
  namespace: shop
spec:
  targetNamespaces: [products]
  worker:
    image: registry.example.com/tag:1.4.0
    batchSize: 32
  scaling:
    pool: cpu
    replicas:
      max: 6
`;

/** A folder with files, gone after the test. */
export function folderWith(files: { readonly [name: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'layerc-lsp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export class Client {
  readonly folder: string;
  readonly connection: MessageConnection;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Writes bytes that no client should. */
  readonly raw: (text: string) => void;
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  #heard: (() => void)[] = [];
  #version = 1;

  constructor(folder: string, args: readonly string[] = []) {
    this.folder = folder;
    const [program, ...first] = COMMAND;
    const child = spawn(program, [...first, 'lsp', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.raw = (text) => void child.stdin.write(text);
    this.ended = new Promise((done) => child.on('close', done));
    onTestFinished(() => void child.kill('SIGKILL'));
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onError(() => {});
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      for (const heard of this.#heard.splice(0)) heard();
    });
    this.connection.listen();
  }

  async start(capabilities: object = {}): Promise<InitializeResult> {
    const rootUri = pathToFileURL(this.folder).href;
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri,
      capabilities,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  open(name: string, text: string): Promise<void> {
    const textDocument = { uri: this.uri(name), languageId: 'yaml', version: this.#version++, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  edit(name: string, ...contentChanges: (TextEdit | { text: string })[]): Promise<void> {
    const changes = contentChanges.map((one) =>
      'newText' in one ? { range: one.range, text: one.newText } : one,
    );
    const textDocument = { uri: this.uri(name), version: this.#version++ };
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: changes,
    });
  }

  /** Asks about a place in a text. */
  ask<T>(what: string, name: string, position?: Position, more: object = {}): Promise<T> {
    const textDocument = { uri: this.uri(name) };
    return this.connection.sendRequest<T>(`textDocument/${what}`, { textDocument, position, ...more });
  }

  /** The diagnostics of a file once they are what is waited for. */
  async diagnostics(name: string, isWanted: (codes: readonly string[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const found = this.#diagnostics.get(this.uri(name));
      if (found !== undefined && isWanted(found.map(({ code }) => String(code)))) return found;
      await new Promise<void>((done) => this.#heard.push(done));
    }
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.ended;
  }
}

/** A text with `|` where the cursor is. */
export function cursorIn(marked: string): { text: string; position: Position } {
  const at = marked.indexOf('|');
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    position: { line: before.length - 1, character: (before.at(-1) as string).length },
  };
}
