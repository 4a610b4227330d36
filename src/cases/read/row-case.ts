/** A FunctionTest that has the shape of one: what it names is looked up. */
import { type CompiledFunction, listed, quoted } from '../../compiler/index.ts';
import { type Workload, workloadOf } from '../../dev/worker/workload.ts';
import { didYouMean } from '../../json/did-you-mean.ts';
import type { JsonObject } from '../../json/json.ts';
import type { FunctionTest } from '../../schema/function-test.generated.ts';
import type { RowCase } from '../words/case.ts';
import type { TestInput, TestOptions } from '../words/request.ts';
import { readExpected } from './expected.ts';
import { type CaseRead, Faults } from './finding.ts';
import { rowsAt } from './rows.ts';
import { readWorker } from './worker.ts';

export async function readRowCase(
  { metadata, spec }: FunctionTest,
  source: number,
  input: TestInput,
  options: TestOptions,
): Promise<CaseRead> {
  const faults = new Faults(source);
  const folder = input.folderOf(source);
  const fn = functionOf(spec.function, input, faults);
  const workload = fn && testable(workloadOf(fn, input.settings), faults);
  if (spec.rows === undefined && spec.rowsFile === undefined)
    faults.add(
      'UnusableCase',
      '/spec/rows',
      'spec has neither rows nor rowsFile.',
      'Add rows: [{id: p1, ...}].',
    );
  const rows = await rowsAt(spec, '/spec', folder, faults);
  const ids = rows.map(({ id }) => id);
  const worker = readWorker(spec, ids, { folder, workload, options }, faults);
  const expected = await readExpected(spec.expect, ids, folder, faults);
  const namespace = workload && namespaceOf(spec.namespace, workload, faults);
  const { diagnostics, refusals } = faults;
  if (workload === undefined || worker === undefined || namespace === undefined || diagnostics.length > 0)
    return { diagnostics, refusals };
  const test: RowCase = {
    kind: 'FunctionTest',
    name: metadata.name,
    source,
    workload,
    namespace,
    rows: new Map<string, JsonObject>(rows.map(({ id, row }) => [id, row])),
    worker,
    timeoutSeconds: spec.timeoutSeconds,
    expected,
  };
  return { test, diagnostics, refusals };
}

function functionOf(
  asked: string,
  { functions, refused }: Pick<TestInput, 'functions' | 'refused'>,
  faults: Faults,
): CompiledFunction | undefined {
  const full = ({ namespace, name }: Named) => `${namespace}/${name}`;
  const isMeant = (fn: Named) => fn.name === asked || full(fn) === asked;
  const found = functions.filter(isMeant);
  if (found.length === 1) return found[0];
  const broken = refused.find(isMeant);
  if (found.length === 0 && broken !== undefined) {
    faults.refuse('/spec/function', broken);
    return undefined;
  }
  const message = `spec.function is ${quoted(asked)}, which`;
  if (found.length > 1) {
    const names = listed(found.map(full), 'or');
    faults.add(
      'UnknownFunction',
      '/spec/function',
      `${message} ${found.length} Functions are called.`,
      `Write ${names}.`,
    );
    return undefined;
  }
  const meant = didYouMean(
    asked,
    functions.map((fn) => (asked.includes('/') ? full(fn) : fn.name)),
  );
  const hint =
    meant === undefined ? 'Give the Function with -f, or correct the name.' : `Did you mean ${meant}?`;
  faults.add('UnknownFunction', '/spec/function', `${message} no Function of the inputs is called.`, hint);
  return undefined;
}

type Named = Pick<CompiledFunction, 'namespace' | 'name'>;

/** The workload as one that a single worker processes at once, also where the Function is paused. */
function testable(workload: Workload, faults: Faults): Workload | undefined {
  const { registration, scaling, graceMs } = workload;
  if (registration === undefined) {
    faults.add(
      'UnknownFunction',
      '/spec/function',
      `The Function ${quoted(workload.id)} is given no rows, since only its schedule wakes it.`,
      'Test its worker by itself, or add discovery to its triggers.',
    );
    return undefined;
  }
  return {
    ...workload,
    registration: { ...registration, paused: false },
    isPaused: false,
    scaling: { ...scaling, min: Math.min(1, scaling.min), max: 1 },
    graceMs: Math.min(graceMs, MOST_GRACE_MS),
  };
}

/** A worker that is done has nothing to finish. */
const MOST_GRACE_MS = 2000;

function namespaceOf(
  asked: string | undefined,
  { namespaces }: Workload,
  faults: Faults,
): string | undefined {
  const [first] = namespaces;
  const known = listed(namespaces, 'or');
  if (asked === undefined) {
    if (first === undefined)
      faults.add(
        'UnusableCase',
        '/spec/namespace',
        'The Function has no target namespace here, since its Indexes are not among the inputs.',
        'Give the Indexes with -f.',
      );
    return first;
  }
  if (namespaces.includes(asked)) return asked;
  const meant = didYouMean(asked, namespaces);
  faults.add(
    'UnusableCase',
    '/spec/namespace',
    `spec.namespace is ${quoted(asked)}, which is no target namespace of the Function.`,
    meant === undefined ? `Write ${known}.` : `Did you mean ${meant}?`,
  );
  return undefined;
}
