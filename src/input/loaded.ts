import { CODES, type Code, type Diagnostic, isIgnored, isOfGroup, type Settings } from '../compiler/index.ts';
import { belowConflict, isGenerated } from '../directory/layout.ts';
import { isArray, isObject, type Json } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { fileDiagnostic, type PlacedDiagnostic } from '../text/report/report.ts';
import { hasConflict } from '../text/yaml/blame/conflicts.ts';
import { type Place, readDocuments, type TextDocument, type TextRead } from '../text/yaml/documents.ts';
import type { TextProblem } from '../text/yaml/problem.ts';
import { decodeUtf8 } from '../text/yaml/utf8.ts';
import { forField, PlainTexts } from './ambiguity.ts';
import { raised } from './raised.ts';

/** What would make a text with our line an input all the same. */
const OUR_GROUP = /["']?apiVersion["']?\s*:\s*["']?hevlayer\.com\//;

/** A document that seems to be InfraRules, in whatever state it is. */
const RULES = /^\W*kind\W+InfraRules\b/m;

/** Where a document was read. */
interface ReadFrom {
  readonly file: string;
  /** The file, however it was asked for; null for what is no file. */
  readonly source: string | null;
  readonly text: TextRead;
  readonly document: TextDocument;
  readonly outside: boolean;
}

/** Why there is no text of a path. */
export interface Unreadable {
  readonly code: Code;
  /** The end of a sentence that begins with the path. */
  readonly reason: string;
}

interface From {
  /** As it is shown. */
  readonly path: string;
  /** The file, however it was asked for; null for what is no file. */
  readonly source: string | null;
  /** Its text is nobody's business who reads the diagnostics. */
  readonly outside: boolean;
}

export interface FilePlace extends Place {
  readonly file: string;
}

/** Everything that was read: values for the compiler, and the way back from a value to its place. */
export class Loaded {
  readonly values: Json[] = [];
  /** What the files and their text have to answer for. */
  readonly diagnostics: PlacedDiagnostic[] = [];
  /** Files, and what else was given by name, in the words of `FileRead.source`; null stands for standard input. */
  readonly given: (string | null)[] = [];
  /** Given paths that hold nothing of ours. */
  readonly barren: string[] = [];
  /** Files that hold nothing at all: as a write that was cut off leaves them. */
  readonly blank = new Set<string | null>();
  /** Files of ours that a merge has left with a conflict. */
  readonly conflicted: string[] = [];
  /** Entries whose names come close to those that are read. */
  passedOver: readonly string[] = [];
  /** Whether a text that cannot be read seems to hold InfraRules: that these are missing is then no news. */
  lostRules = false;
  /** How many cases of `layerc test` there are. */
  #caseCount = 0;
  #oursCount = 0;
  private readonly readFrom: ReadFrom[] = [];
  readonly #generated: boolean;
  readonly #cases: boolean;
  readonly #plainTexts = new PlainTexts();

  /** `generated`: what layerc has written is read too. `cases`: those of layerc test are ours as well. */
  constructor(generated = false, cases = false) {
    this.#generated = generated;
    this.#cases = cases;
  }

  get holdsCases(): boolean {
    return this.#caseCount > 0;
  }

  /** Whether there are cases and nothing that they could be about. */
  get holdsCasesAlone(): boolean {
    return this.#caseCount > 0 && this.#oursCount === 0;
  }

  /** Leaves out the warnings that the installation does not want. */
  ignore(settings: Settings): void {
    const wanted = this.diagnostics.filter((one) => !isIgnored(one, settings));
    this.diagnostics.splice(0, this.diagnostics.length, ...wanted);
  }

  /** Makes errors of warnings with these codes. */
  raise(codes: readonly string[]): void {
    for (const [at, one] of this.diagnostics.entries()) this.diagnostics[at] = raised(one, codes);
  }

  /** What the compiler says, where the text says more; what was said of that text is taken back. */
  reword(diagnostic: Diagnostic): Diagnostic {
    return this.#plainTexts.reword(diagnostic, (reported) => {
      const place = this.diagnostics.indexOf(reported as PlacedDiagnostic);
      if (place >= 0) this.diagnostics.splice(place, 1);
    });
  }

  /** A diagnostic of the compiler, with the place in a file that it speaks of. */
  place({ source, at, related, ...diagnostic }: Diagnostic): PlacedDiagnostic {
    return {
      ...diagnostic,
      ...this.#locate(source, diagnostic.pointer, at),
      ...(related && {
        related: related.map((one) => ({ ...this.#locate(one.source, one.pointer, 'value'), ...one })),
      }),
    };
  }

  #locate(source: number, pointer: Pointer, at: 'key' | 'value') {
    const { file, text, document, outside } = this.readFrom[source] as ReadFrom;
    const place = document.locate(pointer, at);
    return { ...place, file, sourceLine: outside ? '' : text.sourceLine(place.line) };
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

  /** The file of a document, however it was asked for; null for standard input. */
  sourceOf(document: number): string | null {
    return (this.readFrom[document] as ReadFrom).source;
  }

  /** Whether the file holds an object of ours. */
  add(from: From & { readonly content: Uint8Array | Unreadable | 'seen' }): boolean {
    const { path, content } = from;
    if (!(content instanceof Uint8Array)) {
      if (content !== 'seen') this.diagnostics.push(unreadable(path, content));
      return false;
    }
    const text = decodeUtf8(content);
    if (typeof text === 'string') return this.addText(text, from);
    this.diagnostics.push(faulty(path, text, ''));
    return false;
  }

  /** The same for a text; `readAs` gives the documents in it to whoever keeps those of texts that have not changed. */
  addText(text: string, { path, source, outside }: From, readAs = readDocuments): boolean {
    // What we have written is nothing to read, even where somebody has broken it.
    if (source !== null && !this.#generated && isGenerated(belowConflict(text))) {
      if (hasConflict(text)) this.conflicted.push(path);
      else if (holdsInput(text)) this.diagnostics.push(generatedInput(path));
      return false;
    }
    const read = readAs(text);
    const line = (number: number) => (outside ? '' : read.sourceLine(number));
    for (const problem of read.problems) this.diagnostics.push(faulty(path, problem, line(problem.line)));
    if (read.problems.length > 0 && RULES.test(text)) this.lostRules = true;
    if (read.documents.length + read.problems.length === 0) this.#empty(path, source, text);
    return read.documents.reduce(
      (ours, document) => this.#addDocument({ file: path, source, text: read, document, outside }) || ours,
      false,
    );
  }

  #addDocument(from: ReadFrom): boolean {
    const { file, document, outside, text } = from;
    const { value } = document;
    // What another tool's object means is none of our business; what is no object may have been meant as one of ours.
    const findings = document.warnings.filter(({ code, pointer }) => {
      const owner = this.#cases && isCase(value) ? 'hev' : ownerOf(value, pointer);
      return owner === 'hev' || (owner === 'nobody' && CODES[code].severity === 'error');
    });
    for (const one of findings) {
      const { code, at, twofold, ...finding } = forField(one, value);
      // Of the two readings the text is what was written.
      const instead = twofold?.plain;
      const place = document.locate(finding.pointer, at);
      const sourceLine = outside ? '' : text.sourceLine(place.line);
      const placed = {
        code,
        severity: CODES[code].severity,
        ...finding,
        ...(instead !== undefined && { instead }),
        ...place,
        file,
        sourceLine,
      };
      this.diagnostics.push(placed);
      this.#plainTexts.add(this.values.length, one, placed);
    }
    // What the compiler would say of a text that is not what it seems would only hide what is to be said.
    if (findings.some(({ code }) => CODES[code].severity === 'error')) {
      if (isObject(value) && value.kind === 'InfraRules') this.lostRules = true;
      return true;
    }
    this.values.push(value);
    this.readFrom.push(from);
    if (isCase(value)) this.#caseCount++;
    else if (isOurs(value)) this.#oursCount++;
    return isOurs(value) || isCase(value);
  }

  #empty(path: string, source: string | null, text: string): void {
    if (text.trim() === '') this.blank.add(source);
    if (source !== null) this.diagnostics.push(atStart('EmptyFile', path, 'The file holds no object.'));
  }
}

function unreadable(file: string, { code, reason }: Unreadable): PlacedDiagnostic {
  return atStart(code, file, `The path ${reason}.`);
}

/** Whether there is something of ours in a text that should hold none. */
function holdsInput(text: string): boolean {
  if (!OUR_GROUP.test(text)) return false;
  const { documents, problems } = readDocuments(text);
  return problems.length > 0 || documents.some(({ value }) => isOurs(value));
}

function generatedInput(file: string): PlacedDiagnostic {
  return atStart(
    'GeneratedInput',
    file,
    'The file begins as those that layerc writes, and yet holds an input.',
  );
}

function atStart(code: Code, file: string, message: string): PlacedDiagnostic {
  return { ...fileDiagnostic(code, file, message), line: 1, column: 1 };
}

function faulty(file: string, problem: TextProblem, sourceLine: string): PlacedDiagnostic {
  return { ...problem, severity: CODES[problem.code].severity, pointer: '', file, sourceLine };
}

function isOurs(value: Json): boolean {
  if (!isObject(value)) return false;
  if (isArray(value.items)) return value.items.some(isOurs);
  return isOfGroup(value.apiVersion);
}

/** A document that says what `layerc test` is to look at. */
function isCase(value: Json): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && value.apiVersion.startsWith('layerc/');
}

/** Whose object a place belongs to; in a List that is one of its items. */
function ownerOf(value: Json | undefined, pointer: Pointer): 'hev' | 'others' | 'nobody' {
  if (!isObject(value)) return 'nobody';
  const [, index, below] = /^\/items\/(\d+)(.*)$/s.exec(pointer) ?? [];
  if (isArray(value.items) && index !== undefined)
    return ownerOf(value.items[Number(index)], below as string);
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return 'nobody';
  return isOfGroup(apiVersion) ? 'hev' : 'others';
}
