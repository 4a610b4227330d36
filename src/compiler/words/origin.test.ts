import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import { compile } from '../compile.ts';
import {
  functionWith,
  INFRA_RULES,
  SETTINGS_FOR_TESTS as settings,
  validFunction,
} from '../functions.test-support.ts';
import { EXPLAIN_RULES } from './explain-rules.ts';

/** The objects of a Function with the origin of each leaf. */
function explained(fn: JsonObject) {
  return compiled(fn).explain();
}

function compiled(fn: JsonObject) {
  const [only] = compile([fn, INFRA_RULES], settings).functions;
  if (only === undefined) throw new Error('not a valid Function');
  return only;
}

describe('recording', () => {
  it('changes no value and knows the origin of every leaf', () => {
    fc.assert(
      fc.property(validFunction, (fn) => {
        const settled = explained(fn);
        expect(settled.map(({ value }) => value)).toEqual(compiled(fn).objects);
        for (const { value, origins } of settled)
          expect([...origins.keys()].sort()).toEqual(leaves(value).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('points at fields that hold the value of the leaf', () => {
    fc.assert(
      fc.property(validFunction, (fn) => {
        for (const { value, origins } of explained(fn)) {
          for (const [leaf, origin] of origins) {
            if (origin.from === 'rule') expect(EXPLAIN_RULES[origin.rule].sentence).not.toBe('');
            if (origin.from === 'setting') expect(at(value, leaf)).toBe(settings[origin.setting]);
            if (origin.from === 'infraRules')
              expect(at(value, leaf)).toEqual(at(INFRA_RULES, origin.pointer));
            if (origin.from === 'function') {
              const written = at(fn, origin.pointer);
              if (written !== undefined) expect(text(at(value, leaf))).toBe(text(written));
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
    const [deployment] = explained(functionWith({ worker: { image: 'y:1', podSpec } }));
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

describe('a fault in the pod', () => {
  const faults = (podSpec: JsonObject) =>
    compile([functionWith({ worker: { image: 'y:1', podSpec } }), INFRA_RULES], settings)
      .diagnostics.filter(({ code }) => code === 'InvalidPodSpec')
      .map(({ pointer }) => pointer.replace('/spec/worker/podSpec', ''));

  it.each<[string, JsonObject, string]>([
    ['an empty object', { lifecycle: { preStop: { sleep: {} } } }, '/lifecycle/preStop/sleep/seconds'],
    ['a null in a list', { command: [null] }, '/command/0'],
    ['a null after a value', { args: ['run', null] }, '/args/1'],
  ])('that is %s is found where it is written', (_, fields, place) => {
    expect(faults({ containers: [{ name: 'side', image: 'x:1', ...fields }] })).toEqual([
      `/containers/0${place}`,
    ]);
    expect(
      faults({
        containers: [
          { name: 'side', image: 'x:1' },
          { name: 'udf', ...fields },
        ],
      }),
    ).toEqual([`/containers/1${place}`]);
  });

  it('that has no leaf at all is found where it is written', () => {
    expect(faults({ topologySpreadConstraints: [{}] })).toContain('/topologySpreadConstraints/0/maxSkew');
  });
});

function leaves(value: Json, pointer: Pointer = ''): Pointer[] {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.length === 0
    ? [pointer]
    : entries.flatMap(([key, item]) => leaves(item, child(pointer, key)));
}

/** Without the quotes that tell a number from its text: a variable of the environment is always a text. */
function text(value: Json | undefined): string {
  return JSON.stringify(value)?.replaceAll('"', '') ?? '';
}

function at(value: Json, pointer: Pointer): Json | undefined {
  let here: Json | undefined = value;
  for (const key of segments(pointer)) here = (here as JsonObject | undefined)?.[key];
  return here;
}
