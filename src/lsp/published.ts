/** Diagnostics on their way to the client: those of all files that have any, each sent when it has changed. */
import { DiagnosticSeverity, type Diagnostic as Wire } from 'vscode-languageserver/node';
import { diagnosticsOf, type EditorDiagnostic } from '../editor/diagnostics.ts';
import { Text } from '../editor/text.ts';
import type { Workspace } from '../editor/workspace.ts';
import type { PlacedDiagnostic } from '../text/report/report.ts';
import type { Buffers } from './buffers.ts';
import { rangeToWire } from './encoding.ts';
import { uriOf } from './names.ts';

/** More in one file nobody scrolls through. */
const MOST_OF_A_FILE = 500;

export class Published {
  readonly #workspace: Workspace;
  readonly #buffers: Buffers;
  readonly #docs: string;
  /** What the client has, by name. */
  readonly #sent = new Map<string, string>();

  constructor(workspace: Workspace, buffers: Buffers, docs: string) {
    this.#workspace = workspace;
    this.#buffers = buffers;
    this.#docs = docs;
  }

  /** What has to be sent; `problems` are those of layerc.yaml, which no document of ours has. */
  *due(problems: readonly PlacedDiagnostic[]): Generator<{ uri: string; diagnostics: Wire[] }> {
    const ofProject = Map.groupBy(problems, ({ file }) => file);
    const named = new Set([
      ...ofProject.keys(),
      ...this.#workspace.analysis.diagnostics.keys(),
      ...this.#sent.keys(),
    ]);
    for (const name of named) {
      const diagnostics = [
        ...(ofProject.get(name) ?? []).map((one) => this.#ofProject(one)),
        ...this.of(name),
      ].slice(0, MOST_OF_A_FILE);
      const text = JSON.stringify(diagnostics);
      if ((this.#sent.get(name) ?? '[]') === text) continue;
      if (diagnostics.length === 0) this.#sent.delete(name);
      else this.#sent.set(name, text);
      yield { uri: this.#uri(name), diagnostics };
    }
  }

  /** A client forgets what it has when it closes a text. */
  forget(name: string): void {
    this.#sent.delete(name);
  }

  of(name: string): Wire[] {
    return diagnosticsOf(this.#workspace, name).map((one) => this.toWire(one));
  }

  toWire({ code, severity, range, message, related, finding }: EditorDiagnostic): Wire {
    return {
      ...this.#row(code, severity, message),
      range: this.#range(finding.file, range),
      relatedInformation: related.map((one) => ({
        location: { uri: this.#uri(one.name), range: this.#range(one.name, one.range) },
        message: one.message,
      })),
    };
  }

  #ofProject({ code, severity, message, hint, line, index, sourceLine }: PlacedDiagnostic): Wire {
    const start = { line: Math.max(0, line - 1), character: index };
    const end = { ...start, character: line === 0 ? 0 : sourceLine.trimEnd().length };
    return { ...this.#row(code, severity, `${message}\n${hint}`), range: { start, end } };
  }

  #row(code: string, severity: string, message: string) {
    return {
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      code,
      codeDescription: { href: `${this.#docs}#${code}` },
      source: 'layerc',
      message,
    };
  }

  #range(name: string, range: EditorDiagnostic['range']) {
    const text = this.#workspace.document(name)?.text ?? new Text('');
    return rangeToWire(range, text, this.#buffers.encoding);
  }

  #uri(name: string): string {
    return this.#buffers.named(name)?.uri ?? uriOf(name);
  }
}
