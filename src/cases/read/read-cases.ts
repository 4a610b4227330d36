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
import type { Json, JsonObject } from '../../json/json.ts';
import type { CaseKind } from '../../schema/fields.ts';
import type { FunctionTest } from '../../schema/function-test.generated.ts';
import type { ManifestTest } from '../../schema/manifest-test.generated.ts';
import { validateCase } from '../../schema/validate-case.ts';
import type { TestCase } from '../words/case.ts';
import type { TestInput, TestOptions } from '../words/request.ts';
import { identify } from './identify.ts';
import { readManifestCase } from './manifest-case.ts';
import { readRowCase } from './row-case.ts';

export interface CasesRead {
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
}

export async function readCases(input: TestInput, options: TestOptions): Promise<CasesRead> {
  const cases: TestCase[] = [];
  const diagnostics: Diagnostic[] = [];
  const named = new Map<string, number>();
  for (const [source, document] of input.documents.entries()) {
    const identity = identify(document, source);
    if (identity === undefined) continue;
    if ('fault' in identity) {
      diagnostics.push(identity.fault);
      continue;
    }
    const { kind, value } = identity;
    const wrong = shapeOf(kind, value, source);
    diagnostics.push(...wrong);
    if (wrong.length > 0) continue;
    const { name } = (value as unknown as FunctionTest).metadata;
    const other = named.get(name);
    if (other !== undefined) diagnostics.push(duplicate(name, source, other));
    named.set(name, source);
    const read =
      kind === 'FunctionTest'
        ? await readRowCase(value as unknown as FunctionTest, source, input, options)
        : readManifestCase(value as unknown as ManifestTest, source, input.functions);
    diagnostics.push(...read.diagnostics);
    if (read.test !== undefined) cases.push(read.test);
  }
  return { cases, diagnostics: capDiagnostics(diagnostics, (source) => input.documents[source]) };
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
