/** What the reports for people share. */
import { grouped, SETTINGS, type SettingName } from '../compiler/index.ts';
import type { Json } from '../json/json.ts';
import { printable } from '../text/report/printable.ts';
import { jsonText, scalarText } from '../text/yaml/print.ts';
import type { Cause } from './blame.ts';
import type { Devices } from './devices.ts';
import { EFFECTS } from './effect.ts';
import type { FieldChange } from './field-change.ts';
import type { FunctionChange } from './function-change.ts';
import type { Totals } from './totals.ts';

const LONGEST = 80;

/** A value in one line. */
export function valueWords(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  const text =
    typeof value === 'string' ? scalarText(value) : jsonText(value).trimEnd().replace(/\n\s*/g, ' ');
  return printable(text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text);
}

/** A field with its values. */
export function fieldWords({ path, before, after }: FieldChange): string {
  return `${printable(path)}: ${valueWords(before?.value)} -> ${valueWords(after?.value)}`;
}

/** Whose change it is. */
export function causeWords(causes: readonly Cause[]): string {
  return causes.map((cause) => printable(causeWord(cause))).join(' and ');
}

function causeWord(cause: Cause): string {
  switch (cause.by) {
    case 'function':
      return `the Function: ${cause.path}`;
    case 'pool':
      return `the pool: ${cause.path}`;
    case 'setting':
      return `the setting --${SETTINGS[cause.path as SettingName].flag}`;
    case 'layerc':
      return 'another version or setting of layerc, or another hand';
    case 'unknown':
      return 'it is not known what the objects were made from';
  }
}

/** What is said of a Function beside its fields. */
export function factWords({ lost, gained, before, after, effects }: FunctionChange): string[] {
  const facts: string[] = [];
  if (lost.length > 0) facts.push(`loses ${lost.join(', ')}`);
  if (gained.length > 0) facts.push(`gains ${gained.join(', ')}`);
  if (before !== null && after !== null && before.pool !== after.pool) {
    facts.push(`moves from pool ${printable(before.pool)} to ${printable(after.pool)}`);
  }
  if (effects.includes('scales') && before !== null && after !== null) {
    const [old, now] = [before, after].map(({ min, max }) => (min === max ? `${max}` : `${min} to ${max}`));
    if (old !== now) facts.push(`workers ${old} -> ${now}`);
    const ofOne = arrow(devicesWords(before.devices), devicesWords(after.devices));
    if (ofOne !== '') facts.push(`devices of one worker ${ofOne}`);
  }
  return facts;
}

/** `3 of 500 Functions change: 1 becomes refused, 2 roll`. */
export function totalWords({ functions, effects }: Pick<Totals, 'functions' | 'effects'>): string {
  // One that stays refused is as it was.
  const changing = [...effects].filter(([effect]) => effect !== 'staysRefused');
  const count = changing.reduce((sum, [, one]) => sum + one, 0);
  const noun = functions === 1 ? 'Function' : 'Functions';
  const head = `${count === 0 ? 'none' : grouped(count)} of ${grouped(functions)} ${noun} ${count === 1 ? 'changes' : 'change'}`;
  const list = (Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]).flatMap((effect) => {
    const one = effects.get(effect);
    return one === undefined ? [] : [`${grouped(one)} ${EFFECTS[effect].counted[one === 1 ? 0 : 1]}`];
  });
  return list.length === 0 ? head : `${head}: ${list.join(', ')}`;
}

/** How the sum of the workers and their devices changes; nothing where it does not. */
export function capacityWords({ workers, devices }: Totals): string[] {
  const [before, after] = workers.map(grouped) as [string, string];
  const ofAll = arrow(devicesWords(devices[0]), devicesWords(devices[1]));
  return [
    ...(before === after ? [] : [`workers at most ${before} -> ${after}`]),
    ...(ofAll === '' ? [] : [`devices at most ${ofAll}`]),
  ];
}

export function devicesWords(devices: Devices): string {
  if (devices.size === 0) return 'none';
  return [...devices].map(([name, count]) => `${printable(name)} ${grouped(count)}`).join(', ');
}

function arrow(before: string, after: string): string {
  return before === after ? '' : `${before} -> ${after}`;
}
