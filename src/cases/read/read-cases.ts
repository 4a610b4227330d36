/** Documents to cases: everything that can be said of a case without running it is said here. */
import {
  capDiagnostics,
  type Diagnostic,
  diagnose,
  plainNumbers,
  quoted,
  shapeFindings,
} from '../../compiler/index.ts';
import { tooDeepAt } from '../../json/depth.ts';
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { CaseKind } from '../../schema/fields.ts';
import type { FunctionTest } from '../../schema/function-test.generated.ts';
import type { ManifestTest } from '../../schema/manifest-test.generated.ts';
import { validateCase } from '../../schema/validate-case.ts';
import type { TestCase, UnrunCase } from '../words/case.ts';
import type { TestInput, TestOptions } from '../words/request.ts';
import { identify } from './identify.ts';
import { readManifestCase } from './manifest-case.ts';
import { readRowCase } from './row-case.ts';

export interface CasesRead {
  readonly cases: readonly TestCase[];
  readonly unrun: readonly UnrunCase[];
}

export async function readCases(input: TestInput, options: TestOptions): Promise<CasesRead> {
  const cases: TestCase[] = [];
  const unrun: UnrunCase[] = [];
  const firstOf = new Map<string, number>();
  for (const [source, document] of input.documents.entries()) {
    const identity = identify(document, source);
    if (identity === undefined) continue;
    const lost = (outcome: UnrunCase['outcome'], diagnostics: readonly Diagnostic[]): void => {
      const capped = capDiagnostics(diagnostics, () => document);
      unrun.push({ ...named(document), source, outcome, diagnostics: capped });
    };
    if ('fault' in identity) {
      lost('unusable', [identity.fault]);
      continue;
    }
    const { kind, value } = identity;
    const wrong = shapeOf(kind, value, source);
    if (wrong.length > 0) {
      lost('unusable', wrong);
      continue;
    }
    const { name } = (value as unknown as FunctionTest).metadata;
    const other = firstOf.get(name);
    if (other === undefined) firstOf.set(name, source);
    const read =
      kind === 'FunctionTest'
        ? await readRowCase(value as unknown as FunctionTest, source, input, options)
        : readManifestCase(value as unknown as ManifestTest, source, input);
    const faults = [...(other === undefined ? [] : [duplicate(name, source, other)]), ...read.diagnostics];
    if (faults.length > 0) lost('unusable', faults);
    else if (read.refusals.length > 0) lost('failed', read.refusals);
    else if (read.test !== undefined) cases.push(read.test);
  }
  return { cases, unrun };
}

/** What a document calls itself, whatever else is wrong with it. */
function named(document: Json): Pick<UnrunCase, 'name' | 'kind'> {
  const { kind, metadata } = document as JsonObject;
  const name = isObject(metadata) ? metadata.name : undefined;
  return { name: typeof name === 'string' ? name : '', kind: String(kind) };
}

function shapeOf(kind: CaseKind, value: JsonObject, source: number): Diagnostic[] {
  const deep = tooDeepAt(value);
  if (deep !== null)
    return [
      diagnose('TooDeep', source, {
        pointer: '',
        message: 'The case is nested too deep.',
        hint: 'Flatten it.',
      }),
    ];
  const findings = shapeFindings(validateCase(kind, plainNumbers<Json>(value)), value, kind);
  return findings.map(({ code, ...finding }) => diagnose(code, source, finding));
}

function duplicate(name: string, source: number, other: number): Diagnostic {
  return diagnose('DuplicateCase', source, {
    pointer: '/metadata/name',
    message: `Another case is called ${quoted(name)} too.`,
    hint: 'Rename one of them.',
    related: [{ source: other, pointer: '/metadata/name', message: 'The other one stands here.' }],
  });
}
