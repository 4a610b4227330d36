/** What a repository has said once for everybody: layerc.yaml, as far as it can be used. */
import { join, relative } from 'node:path';
import { CODES } from '../../compiler/index.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Project as Written } from '../../schema/project.generated.ts';
import { fileDiagnostic, type PlacedDiagnostic } from '../../text/report/report.ts';
import { readDocuments, type TextDocument, type TextRead } from '../../text/yaml/documents.ts';
import { decodeUtf8 } from '../../text/yaml/utf8.ts';
import { workingFolder } from '../input/given.ts';
import type { SettingTexts } from '../input/settings.ts';
import { type FoundProject, foundProjects, PROJECT_FILE } from './find.ts';
import { findings, type ProjectFinding, settingTextsOf } from './findings.ts';

export interface Project {
  /** As it is shown. */
  readonly file: string;
  /** The file itself, absolute and without links. */
  readonly path: string;
  /** As they are seen from the working directory; none when the file names none. */
  readonly inputs: readonly string[];
  readonly outDir: string | undefined;
  readonly stockPools: boolean;
  readonly warningsAsErrors: readonly string[];
  readonly settings: SettingTexts;
}

/** A layerc.yaml that is there and cannot be used: without it a run would do something else than is meant. */
export class BadProject extends Error {
  readonly path: string;
  readonly diagnostics: readonly PlacedDiagnostic[];

  constructor({ root, name }: Pick<FoundProject, 'root' | 'name'>, diagnostics: readonly PlacedDiagnostic[]) {
    super(`${name} cannot be used`);
    this.path = join(root, name);
    this.diagnostics = diagnostics;
  }
}

/** That of the working directory, or of a folder around it. Throws BadProject. */
export function findProject(): Project | undefined {
  for (const found of foundProjects()) {
    const project = readProject(found);
    if (project !== undefined) return project;
  }
  return undefined;
}

/** Nothing for an object of Kubernetes that happens to have that name, as the functionConfig of `layerc krm`. */
function readProject(found: FoundProject): Project | undefined {
  const { file, root, content } = found;
  if (!(content instanceof Uint8Array))
    throw new BadProject(found, [fileDiagnostic(content.code, file, `The path ${content.reason}.`)]);
  const text = decodeUtf8(content);
  if (typeof text !== 'string') throw new BadProject(found, [faulty(file, { ...text, pointer: '' }, '')]);
  const read = readDocuments(text);
  const problems = read.problems.map((one) =>
    faulty(file, { ...one, pointer: '' }, read.sourceLine(one.line)),
  );
  if (problems.length > 0) throw new BadProject(found, problems);
  if (read.documents.some(({ value }) => isKubernetes(value))) return undefined;
  const [document, second] = read.documents;
  if (second !== undefined) {
    const message = `The file holds ${read.documents.length} documents, but must hold one.`;
    throw new BadProject(found, [fileDiagnostic('UnusableProject', file, message)]);
  }
  // Of comments alone nothing follows.
  const value = document?.value ?? {};
  if (document !== undefined) {
    const wrong = [...textErrors(document), ...findings(value, root)];
    if (wrong.length > 0)
      throw new BadProject(
        found,
        wrong.map((one) => placed(one, file, document, read)),
      );
  }
  return projectOf(value as Written, file, root);
}

function projectOf(written: Written, file: string, root: string): Project {
  const [here = root] = workingFolder();
  const shown = (path: string) => relative(here, join(root, path)) || '.';
  return {
    file,
    path: join(root, PROJECT_FILE),
    inputs: (written.inputs ?? []).map(shown),
    outDir: written.outDir === undefined ? undefined : shown(written.outDir),
    stockPools: written.stockPools ?? false,
    warningsAsErrors: written.warningsAsErrors ?? [],
    settings: settingTextsOf(written),
  };
}

function isKubernetes(value: Json): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** What the reader of the text knows to be another value than it seems. */
function textErrors({ warnings }: TextDocument): ProjectFinding[] {
  return warnings.filter(({ code }) => CODES[code].severity === 'error');
}

function placed(
  { code, at = 'value', ...finding }: ProjectFinding,
  file: string,
  document: TextDocument,
  read: TextRead,
): PlacedDiagnostic {
  const place = document.locate(finding.pointer, at);
  return { code, severity: 'error', ...finding, ...place, file, sourceLine: read.sourceLine(place.line) };
}

function faulty(
  file: string,
  problem: Omit<PlacedDiagnostic, 'file' | 'severity' | 'sourceLine'> & { readonly pointer: Pointer },
  sourceLine: string,
): PlacedDiagnostic {
  return { ...problem, severity: 'error', file, sourceLine };
}
