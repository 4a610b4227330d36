import { statSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../../compiler/index.ts';
import { givenBy } from '../../dev/given.ts';
import { environmentOf } from '../../dev/worker/environment.ts';
import type { Workload } from '../../dev/worker/workload.ts';
import { RESERVED } from '../../gateway/core/markers.ts';
import { didYouMean } from '../../json/did-you-mean.ts';
import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer, readable } from '../../json/pointer.ts';
import type { FunctionTestSpec } from '../../schema/function-test.generated.ts';
import type { CommandWorker, RowCase } from '../words/case.ts';
import type { TestOptions } from '../words/request.ts';
import type { Faults } from './finding.ts';

/** What a worker of a case is made with. */
export interface Surroundings {
  readonly folder: string;
  readonly workload: Workload | undefined;
  readonly options: TestOptions;
}

export function readWorker(
  spec: FunctionTestSpec,
  ids: readonly string[],
  surroundings: Surroundings,
  faults: Faults,
): RowCase['worker'] | undefined {
  const { command, answers, failures, echo } = spec.worker;
  const madeUp = Object.entries({ answers, failures, echo }).filter(([, value]) => value !== undefined);
  const [first] = madeUp[0] ?? [];
  if (command !== undefined && first !== undefined) {
    faults.add(
      'UnusableCase',
      `/spec/worker/${first}`,
      `spec.worker has both command and ${first}, but is either run or made up.`,
      'Remove one of them.',
    );
    return undefined;
  }
  if (command !== undefined) return commandOf(command, spec, surroundings, faults);
  if (first === undefined) {
    faults.add(
      'UnusableCase',
      '/spec/worker',
      'spec.worker says neither what to run nor what is answered.',
      'Add command: python worker.py; or answers: {p1: {...}}, failures or echo.',
    );
    return undefined;
  }
  return madeUpOf(spec, ids, faults);
}

function commandOf(
  command: string,
  { worker, env = {}, secrets = {} }: FunctionTestSpec,
  { folder, workload, options }: Surroundings,
  faults: Faults,
): CommandWorker {
  const given = givenBy({ envFiles: options.envFile, secrets: options.secret });
  const whole: CommandWorker = {
    command,
    folder: join(folder, worker.folder ?? '.'),
    env: new Map([...given.variables, ...Object.entries(env)]),
    secrets: new Map([...given.secrets, ...Object.entries(secrets)]),
  };
  if (!statSync(whole.folder, { throwIfNoEntry: false })?.isDirectory())
    faults.add(
      'UnusableCase',
      '/spec/worker/folder',
      `There is no folder ${quoted(whole.folder)} to run the worker in.`,
      'The name is as seen from the file of the case.',
    );
  if (workload === undefined) return whole;
  const facts = { name: '', uid: '', gatewayUrl: '', token: '', port: undefined };
  const { missing } = environmentOf(workload.pod, facts, { secrets: whole.secrets, variables: whole.env });
  for (const sentence of missing) {
    const [what = '', how = ''] = sentence.split(/(?<=[^.]): (?=give)/);
    faults.add(
      'UnusableCase',
      '/spec/worker/command',
      what.replace(/\.?$/, '.'),
      how
        .replace(/^give it with --secret/, 'Give it in spec.secrets or env, with --secret')
        .replace(/^g/, 'G'),
    );
  }
  return whole;
}

function madeUpOf({ worker }: FunctionTestSpec, ids: readonly string[], faults: Faults): RowCase['worker'] {
  const { answers = {}, failures = {}, echo } = worker;
  const at = '/spec/worker';
  for (const [name, table] of Object.entries({ answers, failures }))
    for (const id of Object.keys(table)) refuseStray(id, child(`${at}/${name}`, id), ids, faults);
  for (const id of Object.keys(failures).filter((one) => Object.hasOwn(answers, one)))
    faults.add(
      'UnusableCase',
      child(`${at}/failures`, id),
      `The row ${quoted(id)} both fails and is answered.`,
      'Remove one of the two.',
    );
  for (const [id, columns] of Object.entries(answers))
    refuseReserved(columns, child(`${at}/answers`, id), faults);
  if (echo !== undefined) refuseReserved({ [echo]: null }, at, faults, child(at, 'echo'));
  return { answers: new Map(Object.entries(answers)), failures: new Map(Object.entries(failures)), echo };
}

/** Says so where no row has an id that the case names. */
export function refuseStray(id: string, pointer: Pointer, ids: readonly string[], faults: Faults): void {
  if (ids.includes(id)) return;
  const meant = didYouMean(id, ids);
  faults.add(
    'UnusableCase',
    pointer,
    `${readable(pointer)} is for the row ${quoted(id)}, which is not there.`,
    meant === undefined ? 'Add the row, or correct the id.' : `Did you mean ${meant}?`,
  );
}

/** What no worker may write, as the gateway has it. */
function refuseReserved(columns: JsonObject, at: Pointer, faults: Faults, place?: Pointer): void {
  for (const name of Object.keys(columns)) {
    if (name !== 'id' && !name.startsWith(RESERVED)) continue;
    faults.add(
      'UnusableCase',
      place ?? child(at, name),
      `The column ${quoted(name)} is one that no worker may write.`,
      'Name another column.',
    );
  }
}
