import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emit } from './emit.ts';
import {
  functionWith,
  INFRA_RULES,
  SETTINGS_FOR_TESTS as settings,
  validFunction,
} from './functions.test-support.ts';
import { takeInventory } from './inventory.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';
import { recording, settle, unmarked } from './origin.ts';
import { patchDeployment } from './pod-patch.ts';
import { child, type Pointer, segments } from './pointer.ts';
import { choosePolicy } from './policy.ts';
import { readFunctions, readInfraRules } from './read.ts';
import { resolve } from './resolve.ts';
import { RULES } from './rules.ts';
import type { Workload } from './workload.ts';

function workloadOf(fn: JsonObject): Workload {
  const { entries } = takeInventory([fn, INFRA_RULES]);
  const { values } = readFunctions(entries, settings);
  const { policy } = choosePolicy(readInfraRules(entries).values, values, false);
  if (values[0] === undefined || policy === null) throw new Error('not a valid Function');
  return resolve(values[0], policy, settings);
}

/** The objects of a Function with the origin of each leaf. */
function explained(workload: Workload) {
  const mark = recording(workload.pool.pointer);
  const [deployment, ...others] = emit(workload, mark);
  if (deployment === undefined) throw new Error('no Deployment');
  return [patchDeployment(deployment, workload, mark), ...others].map(settle);
}

describe('recording', () => {
  it('changes no value and knows the origin of every leaf', () => {
    fc.assert(
      fc.property(validFunction, (fn) => {
        const workload = workloadOf(fn);
        const [deployment, ...others] = emit(workload, unmarked);
        const plain = [patchDeployment(deployment as never, workload, unmarked), ...others];
        const settled = explained(workload);
        expect(settled.map(({ value }) => value)).toEqual(plain);
        for (const { value, origins } of settled)
          expect([...origins.keys()].sort()).toEqual(leaves(value).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('points at fields that hold the value of the leaf', () => {
    fc.assert(
      fc.property(validFunction, (fn) => {
        for (const { value, origins } of explained(workloadOf(fn))) {
          for (const [leaf, origin] of origins) {
            if (origin.from === 'rule') expect(RULES[origin.rule].sentence).not.toBe('');
            if (origin.from === 'setting') expect(at(value, leaf)).toBe(settings[origin.setting]);
            if (origin.from === 'infraRules')
              expect(at(value, leaf)).toEqual(at(INFRA_RULES, origin.pointer));
            if (origin.from === 'function') {
              const written = at(fn, origin.pointer);
              if (written !== undefined) expect(String(at(value, leaf))).toBe(String(written));
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('follows a leaf through the podSpec merge', () => {
    const podSpec = {
      containers: [
        { name: 'sidecar', image: 'x:1' },
        { name: 'udf', command: ['run'] },
      ],
      nodeSelector: { zone: 'a' },
    };
    const [deployment] = explained(workloadOf(functionWith({ worker: { image: 'y:1', podSpec } })));
    const origin = (pointer: Pointer) => deployment?.origins.get(`/spec/template/spec${pointer}`);
    expect(origin('/containers/0/command/0')).toEqual({
      from: 'function',
      pointer: '/spec/worker/podSpec/containers/1/command/0',
    });
    expect(origin('/containers/1/image')).toEqual({
      from: 'function',
      pointer: '/spec/worker/podSpec/containers/0/image',
    });
    expect(origin('/containers/0/image')).toEqual({ from: 'function', pointer: '/spec/worker/image' });
    expect(origin('/nodeSelector/karpenter.sh~1nodepool')).toEqual({
      from: 'infraRules',
      pointer: '/spec/computePools/0/nodeSelector/karpenter.sh~1nodepool',
    });
  });
});

function leaves(value: Json, pointer: Pointer = ''): Pointer[] {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.length === 0
    ? [pointer]
    : entries.flatMap(([key, item]) => leaves(item, child(pointer, key)));
}

function at(value: Json, pointer: Pointer): Json | undefined {
  let here: Json | undefined = value;
  for (const key of segments(pointer)) here = (here as JsonObject | undefined)?.[key];
  return here;
}
