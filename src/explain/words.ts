import {
  type Absence,
  type CompiledFunction,
  type Input,
  type Reason,
  SETTINGS,
  type SettingName,
} from '../compiler/index.ts';
import type { Loaded } from '../input/loaded.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { printable } from '../text/report/printable.ts';
import { jsonText, scalarText } from '../text/yaml/print.ts';
import { idOf, type Leaf } from './choice.ts';
import { isForTheGateway, presenceBy } from './field.ts';

/** What is said of the leaves of one Function. */
export class Words {
  readonly #fn: CompiledFunction;
  readonly #input: Loaded;
  readonly #giver: (setting: SettingName) => string;

  constructor(fn: CompiledFunction, input: Loaded, giver: (setting: SettingName) => string) {
    this.#fn = fn;
    this.#input = input;
    this.#giver = giver;
  }

  /** One line, for a comment. */
  comment({ origin }: Leaf): string {
    const reason = this.#fn.reason(origin);
    if (reason.kind === 'rule') return printable(`rule: ${reason.sentence}`);
    return printable(`${reason.kind === 'podSpec' ? 'patch ' : ''}${this.#short(reason.input)}`);
  }

  /** Everything about one leaf. */
  answer(leaf: Leaf): string {
    const reason = this.#fn.reason(leaf.origin);
    const lines = [`${leaf.path}: ${valueText(leaf.value)}`];
    if (reason.kind === 'rule') {
      lines.push(`  rule ${reason.rule}: ${reason.sentence}`);
      if (reason.inputs.length > 0) lines.push('  which looks at', ...this.#table(reason.inputs));
    } else {
      lines.push(`  ${TITLES[reason.kind]}`, ...this.#table([reason.input]));
      if (reason.inputs.length > 0)
        lines.push('  of the pool that is chosen by', ...this.#table(reason.inputs));
    }
    return lines.map((line) => `${printable(line)}\n`).join('');
  }

  /** A field of the Function, and what it decides. */
  field(field: Pointer, leaves: readonly Leaf[], style: (comment: string) => string): string {
    const input = this.#fn.field(field);
    const presence = presenceBy(field);
    const value = input.value === undefined ? '' : `: ${shortened(valueText(input.value))}`;
    const head = printable(`${input.path}${value}  ${this.place(input)}`);
    const whose = printable(`in the objects of ${idOf(this.#fn)}`);
    if (leaves.length === 0 && presence === undefined) {
      const why = isForTheGateway(field) ? ': it is for the gateway' : ' as they are';
      return `${head}\n  decides no value ${whose}${why}\n`;
    }
    const lines = this.list(leaves, style).replaceAll(/^(?=.)/gm, '    ');
    return `${head}\n  decides ${whose}\n${lines}${presence === undefined ? '' : `    ${presence}\n`}`;
  }

  /** Why something is not there. */
  absent(path: string, { sentence, inputs }: Absence): string {
    const looked = inputs.length === 0 ? [] : ['  which depends on', ...this.#table(inputs)];
    return [`${path}: absent`, `  ${sentence}`, ...looked].map((line) => `${printable(line)}\n`).join('');
  }

  /** The same for programs. */
  absentRow(path: string, { sentence, inputs }: Absence): JsonObject {
    const { namespace, name } = this.#fn;
    return {
      function: { namespace, name },
      path,
      absent: true,
      sentence,
      inputs: inputs.map((input) => ({ kind: input.from, ...this.#data(input) })),
    };
  }

  /** A line for each leaf. */
  list(leaves: readonly Leaf[], style: (comment: string) => string): string {
    const rows = leaves.map(
      (leaf) => [printable(`${leaf.path}: ${valueText(leaf.value)}`), this.comment(leaf)] as const,
    );
    const width = widest(rows.map(([text]) => text));
    return rows.map(([text, comment]) => `${text.padEnd(width)}  ${style(`# ${comment}`)}\n`).join('');
  }

  /** The same for programs. */
  row({ object, pointer, path, value, origin }: Leaf): JsonObject {
    const { name, namespace } = object.metadata as JsonObject;
    return {
      object: {
        apiVersion: object.apiVersion as Json,
        kind: object.kind as Json,
        namespace: namespace as Json,
        name: name as Json,
      },
      path,
      pointer,
      value,
      origin: this.#origin(this.#fn.reason(origin)),
    };
  }

  #origin(reason: Reason): JsonObject {
    const inputs = reason.inputs.map((input) => ({ kind: input.from, ...this.#data(input) }));
    return reason.kind === 'rule'
      ? { kind: 'rule', rule: reason.rule, sentence: reason.sentence, inputs }
      : { kind: reason.kind, ...this.#data(reason.input), inputs };
  }

  #data(input: Input): JsonObject {
    const { path, pointer, value = null, written } = input;
    if (input.from === 'setting') {
      const { flag, env } = SETTINGS[path as SettingName];
      return { setting: path, flag: `--${flag}`, env, value, givenBy: this.#giver(path as SettingName) };
    }
    if (written === null) return { path, pointer, value, givenBy: this.#absent(input) };
    const { file, line, column } = this.#input.where(written.document, written.pointer);
    return { path, pointer: written.pointer, value, file, line, column };
  }

  #short(input: Input): string {
    const { path, written } = input;
    if (input.from === 'setting') return `setting ${path} (--${SETTINGS[path as SettingName].flag})`;
    if (written === null) return `${this.#absent(input)} ${path}`;
    const { file, line } = this.#input.where(written.document, written.pointer);
    return `${file}:${line} ${path}`;
  }

  #table(inputs: readonly Input[]): string[] {
    const texts = inputs.map(({ path, value }) =>
      value === undefined ? path : `${path}: ${valueText(value)}`,
    );
    const width = widest(texts);
    return inputs.map(
      (input, index) => `    ${(texts[index] as string).padEnd(width)}  ${this.place(input)}`,
    );
  }

  /** Where an input was found, in a few words. */
  place(input: Input): string {
    const { path, written } = input;
    if (input.from === 'setting') {
      const { flag } = SETTINGS[path as SettingName];
      const giver = this.#giver(path as SettingName);
      return giver === 'default' ? `default, --${flag} sets it` : `set by ${giver}`;
    }
    if (written === null) return this.#absent(input);
    const { file, line, column } = this.#input.where(written.document, written.pointer);
    return `${file}:${line}:${column}`;
  }

  #absent({ from, value }: Input): string {
    if (from === 'infraRules') return value === undefined ? 'not given' : 'stock pools (--stock-pools)';
    return value === undefined ? 'not given' : 'default of the Function';
  }
}

/** What an input is that a value was copied from. */
export const TITLES = {
  function: 'a field of the Function',
  podSpec: "a patch by the Function's podSpec",
  infraRules: 'a field of InfraRules/default',
  setting: 'a setting',
} as const;

export function valueText(value: Json): string {
  return typeof value === 'string' ? scalarText(value) : jsonText(value).trimEnd().replace(/\n\s*/g, ' ');
}

const LONGEST = 100;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, Math.min(length, 72)), 0);
}
