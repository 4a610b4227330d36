import { CODES, type Diagnostic, diagnose, isOfGroup } from '../../compiler/index.ts';
import { isGenerated } from '../../directory/layout.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { fileDiagnostic, type PlacedDiagnostic } from '../../text/report/report.ts';
import { type Place, readDocuments, type TextDocument, type TextRead } from '../../text/yaml/documents.ts';
import type { TextProblem } from '../../text/yaml/problem.ts';
import { decodeUtf8 } from '../../text/yaml/utf8.ts';
import type { Io } from '../streams/io.ts';
import { Progress } from '../streams/progress.ts';
import { type FileProblem, type FileRead, readPath } from './files.ts';

const STDIN = '<stdin>';

/** A document at the left margin of a text that should hold none of ours. */
const OUR_KIND = /^kind: *['"]?(Function|InfraRules|Index|UDF)\b/m;

/** Where a document was read. */
interface ReadFrom {
  readonly file: string;
  /** The path from what was asked for. */
  readonly name: string;
  readonly text: TextRead;
  readonly document: TextDocument;
}

export interface FilePlace extends Place {
  readonly file: string;
}

/** Everything that was read: values for the compiler, and the way back from a value to its place. */
export class Loaded {
  readonly values: Json[] = [];
  /** What the files and their text have to answer for. */
  readonly diagnostics: PlacedDiagnostic[] = [];
  private readonly readFrom: ReadFrom[] = [];

  /** A diagnostic of the compiler, with the place in a file that it speaks of. */
  place({ source, at, ...diagnostic }: Diagnostic): PlacedDiagnostic {
    const { file, text, document } = this.readFrom[source] as ReadFrom;
    const place = document.locate(diagnostic.pointer, at);
    return { ...diagnostic, ...place, file, sourceLine: text.sourceLine(place.line) };
  }

  /** Where a value of a document stands. */
  where(source: number, pointer: Pointer): FilePlace {
    const { file, document } = this.readFrom[source] as ReadFrom;
    return { file, ...document.locate(pointer, 'value') };
  }

  /** By file and position in it: the order of what was read, whatever the order of the paths. */
  inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    const path = ({ source }: Diagnostic) => (this.readFrom[source] as ReadFrom).file;
    return [...diagnostics].sort((a, b) =>
      path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : a.source - b.source,
    );
  }

  /** The file of a document, named as every checkout names it. */
  nameOf(document: number): string {
    return (this.readFrom[document] as ReadFrom).name;
  }

  add({ path, name, content }: FileRead): void {
    if (!(content instanceof Uint8Array)) {
      this.diagnostics.push(unreadable(path, content));
      return;
    }
    const text = decodeUtf8(content);
    if (typeof text !== 'string') {
      this.diagnostics.push(faulty(path, text, ''));
      return;
    }
    // What we have written is nothing to read, even where somebody has broken it.
    if (path !== STDIN && isGenerated(text)) {
      if (OUR_KIND.test(text)) this.diagnostics.push(generatedInput(path));
      return;
    }
    const read = readDocuments(text);
    for (const problem of read.problems)
      this.diagnostics.push(faulty(path, problem, read.sourceLine(problem.line)));
    for (const document of read.documents) {
      const source = this.values.push(document.value) - 1;
      this.readFrom.push({ file: path, name, text: read, document });
      // What another tool's document means to a YAML 1.2 reader is none of our business.
      if (!isOurs(document.value)) continue;
      for (const { code, ...finding } of document.warnings) {
        this.diagnostics.push(this.place(diagnose(code, source, finding)));
      }
    }
  }
}

/**
 * Reads every path. A file that two paths lead to is read once: it would only be its own duplicate. The folder `except`
 * is passed over where another folder holds it.
 */
export async function load(paths: readonly string[], io: Io, except?: string): Promise<Loaded> {
  const loaded = new Loaded();
  const progress = new Progress(io);
  const seen = new Set<string>();
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const files =
      path === '-'
        ? [{ path: STDIN, name: 'standard input', content: await readStream(io) }]
        : readPath(path, except);
    for (const file of files as Iterable<FileRead>) {
      const id = file.id ?? file.path;
      if (!seen.has(id)) loaded.add(file);
      seen.add(id);
      progress.tick(seen.size, 'files read');
    }
  }
  progress.end();
  return loaded;
}

/** All of standard input. */
export async function readStream(io: Io): Promise<Uint8Array> {
  if (io.stdin.isTTY)
    io.stderr.write('layerc: reading standard input; -f FILE reads a file, --help shows more\n');
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function unreadable(file: string, { code, reason }: FileProblem): PlacedDiagnostic {
  return { ...fileDiagnostic(code, file, `The path ${reason}.`), line: 1, column: 1 };
}

function generatedInput(file: string): PlacedDiagnostic {
  return {
    ...fileDiagnostic(
      'GeneratedInput',
      file,
      'The file begins as those that layerc writes, and yet holds an input.',
    ),
    line: 1,
    column: 1,
  };
}

function faulty(file: string, problem: TextProblem, sourceLine: string): PlacedDiagnostic {
  return { ...problem, severity: CODES[problem.code].severity, pointer: '', file, sourceLine };
}

function isOurs(value: Json): boolean {
  if (!isObject(value)) return false;
  if (isArray(value.items)) return value.items.some(isOurs);
  return isOfGroup(value.apiVersion);
}
