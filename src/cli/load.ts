import { CODES, type Diagnostic, diagnose, isArray, isObject, type Json } from '../compiler/index.ts';
import { readDocuments, type TextDocument, type TextRead } from '../text/documents.ts';
import type { TextProblem } from '../text/problem.ts';
import type { PlacedDiagnostic } from '../text/report.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { type FileProblem, type FileRead, readPath } from './files.ts';
import type { Io } from './main.ts';
import { Progress } from './progress.ts';

interface Origin {
  readonly file: string;
  readonly text: TextRead;
  readonly document: TextDocument;
}

/** Everything that was read: values for the compiler, and the way back from a value to its place. */
export class Loaded {
  readonly values: Json[] = [];
  /** What the files and their text have to answer for. */
  readonly diagnostics: PlacedDiagnostic[] = [];
  private readonly origins: Origin[] = [];

  /** A diagnostic of the compiler, with the place in a file that it speaks of. */
  place({ source, at, ...diagnostic }: Diagnostic): PlacedDiagnostic {
    const { file, text, document } = this.origins[source] as Origin;
    const place = document.locate(diagnostic.pointer, at);
    return { ...diagnostic, ...place, file, sourceLine: text.sourceLine(place.line) };
  }

  /** By file and position in it: the order of what was read, whatever the order of the paths. */
  inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    const path = ({ source }: Diagnostic) => (this.origins[source] as Origin).file;
    return [...diagnostics].sort((a, b) =>
      path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : a.source - b.source,
    );
  }

  add({ path, content }: FileRead): void {
    if (!(content instanceof Uint8Array)) {
      this.diagnostics.push(unreadable(path, content));
      return;
    }
    const text = decodeUtf8(content);
    if (typeof text !== 'string') {
      this.diagnostics.push(faulty(path, text, ''));
      return;
    }
    const read = readDocuments(text);
    for (const problem of read.problems)
      this.diagnostics.push(faulty(path, problem, read.sourceLine(problem.line)));
    for (const document of read.documents) {
      const source = this.values.push(document.value) - 1;
      this.origins.push({ file: path, text: read, document });
      // What another tool's document means to a YAML 1.2 reader is none of our business.
      if (!isOurs(document.value)) continue;
      for (const { code, ...finding } of document.warnings) {
        this.diagnostics.push(this.place(diagnose(code, source, finding)));
      }
    }
  }
}

/** Reads every path. A file that two paths lead to is read once: it would only be its own duplicate. */
export async function load(paths: readonly string[], io: Io): Promise<Loaded> {
  const loaded = new Loaded();
  const progress = new Progress(io);
  const seen = new Set<string>();
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const files = path === '-' ? [{ path: '<stdin>', content: await readStream(io) }] : readPath(path);
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

async function readStream(io: Io): Promise<Uint8Array> {
  if (io.stdin.isTTY)
    io.stderr.write('layerc: reading standard input; -f FILE reads a file, --help shows more\n');
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function unreadable(file: string, { code, reason }: FileProblem): PlacedDiagnostic {
  const { severity, cure } = CODES[code];
  return {
    code,
    severity,
    pointer: '',
    message: `The path ${reason}.`,
    hint: cure,
    file,
    line: 1,
    column: 1,
    sourceLine: '',
  };
}

function faulty(file: string, problem: TextProblem, sourceLine: string): PlacedDiagnostic {
  return { ...problem, severity: CODES[problem.code].severity, pointer: '', file, sourceLine };
}

function isOurs(value: Json): boolean {
  if (!isObject(value)) return false;
  if (isArray(value.items)) return value.items.some(isOurs);
  return typeof value.apiVersion === 'string' && value.apiVersion.startsWith('hevlayer.com/');
}
