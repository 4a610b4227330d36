/**
 * An origin in words that a person can follow: the fields and settings that stand behind a leaf, with their values and
 * with the places in the input where they are written.
 */

import type { Json, JsonObject } from '../json/json.ts';
import { pathOf, valueAt } from '../json/path.ts';
import type { Pointer } from '../json/pointer.ts';
import type { Entry } from './read/inventory.ts';
import type { Pool } from './read/pool.ts';
import { filledFunction } from './read/read.ts';
import { ABSENCES } from './words/absences.ts';
import { EXPLAIN_RULES, type RuleName } from './words/explain-rules.ts';
import type { Origin } from './words/origin.ts';
import type { SettingName, Settings } from './words/settings.ts';

/** A field or a setting that a value comes from, or that a rule looks at. */
export interface Input {
  readonly from: 'function' | 'infraRules' | 'setting';
  /** As people write it: `spec.worker.image`, `computePools[cpu].nodeSelector`, `gatewayBaseUrl`. */
  readonly path: string;
  /** In the Function, or in the InfraRules; nothing for a setting. */
  readonly pointer: Pointer;
  /** Undefined for a field that is absent and has no default. */
  readonly value: Json | undefined;
  /** The document it is written in and where; null for a default, a stock pool and a setting. */
  readonly written: { readonly document: number; readonly pointer: Pointer } | null;
}

/** Why a leaf has its value. */
export type Reason =
  | {
      readonly kind: 'rule';
      readonly rule: RuleName;
      readonly sentence: string;
      readonly inputs: readonly Input[];
    }
  | {
      /** `podSpec`: a leaf of worker.podSpec, which is merged into the pod. */
      readonly kind: 'function' | 'podSpec' | 'infraRules' | 'setting';
      readonly input: Input;
      /** What chose the input: the field that names the pool. */
      readonly inputs: readonly Input[];
    };

/** What the reasons of one Function are made from. */
export interface Sources {
  readonly fn: Entry;
  readonly pool: Pool;
  /** The object the pool stands in; none for a stock pool. */
  readonly infraRules: Entry | undefined;
  readonly settings: Settings;
}

const POD_SPEC = '/spec/worker/podSpec';

export function reasonOf(origin: Origin, sources: Sources): Reason {
  switch (origin.from) {
    case 'rule': {
      const { sentence, inputs } = EXPLAIN_RULES[origin.rule];
      const fixed = inputs.map((input) => ruleInput(input, sources));
      const causes = (origin.causes ?? []).flatMap((cause) => causeInput(cause, sources));
      return { kind: 'rule', rule: origin.rule, sentence, inputs: [...fixed, ...causes] };
    }
    case 'setting':
      return { kind: 'setting', input: settingInput(origin.setting, sources), inputs: [] };
    case 'infraRules':
      return {
        kind: 'infraRules',
        input: poolInput(origin.pointer.slice(sources.pool.pointer.length), sources),
        inputs: [poolChoice(sources)],
      };
    case 'function':
      return {
        kind: origin.pointer.startsWith(POD_SPEC) ? 'podSpec' : 'function',
        input: functionInput(origin.pointer, sources),
        inputs: [],
      };
  }
}

/** Why something is not there, and what that depends on. */
export interface Absence {
  readonly sentence: string;
  readonly inputs: readonly Input[];
}

/** Of a path as `explain` takes it; nothing where no reason is known. */
export function absenceOf(path: string, sources: Sources): Absence | undefined {
  const found = Object.hasOwn(ABSENCES, path) ? ABSENCES[path] : undefined;
  return (
    found && { sentence: found.sentence, inputs: found.inputs.map((input) => ruleInput(input, sources)) }
  );
}

/** What made a rule hold: a field, whoever wrote it. */
function causeInput(cause: Origin, sources: Sources): Input[] {
  if (cause.from === 'function') return [functionInput(cause.pointer, sources)];
  if (cause.from !== 'infraRules') return [];
  return [poolInput(cause.pointer.slice(sources.pool.pointer.length), sources)];
}

/** One of the inputs that explain-rules.ts lists. */
function ruleInput(input: string, sources: Sources): Input {
  const colon = input.indexOf(':');
  const rest = input.slice(colon + 1);
  if (input.startsWith('setting:')) return settingInput(rest as SettingName, sources);
  if (input.startsWith('policy:')) return policyInput(rest, sources);
  return input.startsWith('pool:') ? poolInput(rest, sources) : functionInput(rest, sources);
}

/** A field of the Function, whether it is written or not. */
export function functionInput(pointer: Pointer, { fn }: Sources): Input {
  const source = fn.value as JsonObject;
  const given = valueAt(source, pointer) ?? undefined;
  return {
    from: 'function',
    path: pathOf(source, pointer),
    pointer,
    value: given ?? valueAt(filled(source) as unknown as JsonObject, pointer),
    written: given === undefined ? null : { document: fn.document, pointer: fn.base + pointer },
  };
}

function poolInput(pointer: Pointer, { pool, infraRules }: Sources): Input {
  const given = infraRules && (valueAt(infraRules.value, pool.pointer + pointer) ?? undefined);
  const { source: _, pointer: __, ...fields } = pool;
  const inPool = pathOf({ pool: fields as unknown as JsonObject }, `/pool${pointer}`);
  return {
    from: 'infraRules',
    path: `computePools[${pool.name}]${inPool.slice('pool'.length)}`,
    pointer: pool.pointer + pointer,
    value: given ?? valueAt(fields as unknown as JsonObject, pointer) ?? undefined,
    written:
      infraRules === undefined || given === undefined
        ? null
        : { document: infraRules.document, pointer: infraRules.base + pool.pointer + pointer },
  };
}

/** A field that a pool may have and that InfraRules has for all others. */
function policyInput(pointer: Pointer, sources: Sources): Input {
  const ofPool = poolInput(pointer, sources);
  const { infraRules } = sources;
  if (ofPool.written !== null || infraRules === undefined) return ofPool;
  const place = `/spec${pointer}`;
  return {
    from: 'infraRules',
    path: pathOf(infraRules.value as JsonObject, place),
    pointer: place,
    value: valueAt(infraRules.value, place),
    written: { document: infraRules.document, pointer: infraRules.base + place },
  };
}

function poolChoice(sources: Sources): Input {
  const { scaling } = filled(sources.fn.value as JsonObject).spec;
  return functionInput(
    scaling.pool === undefined ? '/spec/worker/computeClass' : '/spec/scaling/pool',
    sources,
  );
}

const FILLED = new WeakMap<JsonObject, ReturnType<typeof filledFunction>>();

/** The Function with its defaults, filled in once for all leaves. */
function filled(source: JsonObject): ReturnType<typeof filledFunction> {
  const known = FILLED.get(source) ?? filledFunction(source);
  FILLED.set(source, known);
  return known;
}

function settingInput(setting: SettingName, { settings }: Sources): Input {
  return { from: 'setting', path: setting, pointer: '', value: settings[setting], written: null };
}
