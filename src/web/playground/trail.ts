/** What a person points at, a value or a field, and everything that lights up for it. */
import { SETTING_NAMES } from '../../playground/check-state.ts';
import type {
  Analysis,
  Decided,
  FormField,
  FunctionRow,
  LeafReason,
  LeafSpan,
} from '../../playground/protocol.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Kind } from './output/kinds.ts';
import type { Objects } from './output/objects.ts';
import type { LeafWords, Why } from './output/why.ts';
import type { Wire } from './output/wires.ts';
import type { Compiler } from './thread/compiler.ts';

type Setting = FormField['name'];
type Pointed =
  | { readonly by: 'nothing' }
  | { readonly by: 'leaf'; readonly key: string }
  | { readonly by: 'cursor'; readonly document: string; readonly offset: number }
  | { readonly by: 'setting'; readonly setting: Setting };

export interface TrailParts {
  readonly compiler: Compiler;
  readonly inputs: Inputs;
  readonly objects: Objects;
  readonly why: Why;
  readonly redraw: () => void;
  /** A sentence for who does not see the lights. */
  readonly tell: (sentence: string) => void;
}

export class Trail {
  readonly #parts: TrailParts;
  #analysis: Analysis | undefined;
  #serial = 0;
  #pointed: Pointed = { by: 'nothing' };
  #reason: LeafReason | undefined;
  #decided: Decided | undefined;
  #setting: Setting | undefined;

  constructor(parts: TrailParts) {
    this.#parts = parts;
  }

  /** Another output: what was pointed at is looked for in it again. */
  analysed(analysis: Analysis, serial: number): void {
    this.#analysis = analysis;
    this.#serial = serial;
    this.#clear();
    const { inputs } = this.#parts;
    if (inputs.hasCursor) this.#pointed = { by: 'cursor', ...inputs.cursor };
    void this.#look(false);
  }

  /** Points at a value that a newcomer can follow at once. */
  begin(): void {
    const { leaves = [], functions = [] } = this.#analysis ?? {};
    const isFunction = functions.some(({ at }) => at?.document === this.#parts.inputs.front);
    const copied = leaves.filter(({ kind }) => kind === (isFunction ? 'function' : 'infraRules'));
    const first = copied.find(({ path }) => path.endsWith('.image')) ?? copied[0];
    this.#pointed = first === undefined ? { by: 'nothing' } : { by: 'leaf', key: this.#keyOf(first) };
    void this.#look(true);
  }

  askLeaf(leaf: number): void {
    const span = this.#analysis?.leaves[leaf];
    if (span === undefined) this.#leave();
    if (span === undefined || this.#reason?.leaf === leaf) return;
    this.#pointed = { by: 'leaf', key: this.#keyOf(span) };
    void this.#look(true);
  }

  /** For a line without a value: what was pointed at before is no longer where the cursor is. */
  #leave(): void {
    this.#pointed = { by: 'nothing' };
    this.#clear();
    this.#parts.why.invite();
  }

  /** To the line or the setting that has set the value. */
  follow(): void {
    const from = this.#reason?.inputs.find(({ at, setting }) => at !== null || setting !== null);
    if (from === undefined) return;
    if (from.at !== null) this.#parts.inputs.go(from.at);
    else if (from.setting !== null) this.#parts.inputs.showSetting(from.setting);
  }

  askCursor(document: string, offset: number): void {
    this.#pointed = { by: 'cursor', document, offset };
    void this.#look(true);
  }

  /** What is no setting of the compiler decides whether there are objects, and none of their values. */
  askSetting(setting: Setting): void {
    const isOne = (SETTING_NAMES as readonly string[]).includes(setting);
    this.#pointed = isOne ? { by: 'setting', setting } : { by: 'nothing' };
    if (isOne) void this.#look(true);
    else {
      this.#clear();
      this.#parts.why.invite();
    }
  }

  /** All values of a kind; none for undefined. */
  lightKind(kind: Kind | undefined): void {
    const { objects, why } = this.#parts;
    const spans = this.#analysis?.leaves ?? [];
    const leaves = spans.flatMap((leaf, index) => (leaf.kind === kind ? [index] : []));
    this.#pointed = { by: 'nothing' };
    this.#clear();
    objects.light(leaves, true);
    if (kind === undefined) why.invite();
    else why.kind(kind, leaves, spans, (leaf) => this.#wordsOf(leaf));
  }

  wires(): Wire[] {
    const { inputs, objects } = this.#parts;
    if (this.#reason !== undefined) {
      const { leaf, kind } = this.#reason;
      const to = objects.placeOf(leaf);
      const from = [...this.#reason.inputs.flatMap((input) => inputs.pointOf(input.at, input.setting) ?? [])];
      return to === undefined ? [] : from.map((point) => ({ from: point, to, kind }));
    }
    const from = inputs.pointOf(this.#decided?.at ?? null, this.#setting ?? null);
    if (this.#decided === undefined || from === undefined) return [];
    return this.#decided.leaves.slice(0, MOST_WIRES).flatMap((leaf) => {
      const to = objects.placeOf(leaf);
      return to === undefined ? [] : [{ from, to, kind: this.#analysis?.leaves[leaf]?.kind ?? '' }];
    });
  }

  async #look(isByHand: boolean): Promise<void> {
    const pointed = this.#pointed;
    if (pointed.by === 'nothing' || this.#analysis === undefined) return;
    if (pointed.by === 'leaf') await this.#lookAtLeaf(pointed.key, isByHand);
    else await this.#lookAtField(pointed, isByHand);
    this.#parts.redraw();
  }

  async #lookAtLeaf(key: string, isByHand: boolean): Promise<void> {
    const { compiler, inputs, objects, why } = this.#parts;
    const leaf = this.#analysis?.leaves.findIndex((one) => this.#keyOf(one) === key) ?? -1;
    if (leaf < 0) return why.invite();
    objects.light([], false);
    objects.choose(leaf, isByHand);
    const found = await compiler.ask({ ask: 'reason', of: this.#serial, leaf }, 'reason');
    if (found === undefined || !this.#isStill('leaf', key)) return;
    this.#clear();
    this.#reason = found.reason;
    objects.choose(leaf, false);
    why.reason(found.reason);
    const { inputs: sources } = found.reason;
    inputs.light(
      sources.flatMap(({ at }) => at ?? []),
      sources.flatMap(({ setting }) => setting ?? []),
      isByHand,
    );
  }

  async #lookAtField(
    pointed: Extract<Pointed, { by: 'cursor' | 'setting' }>,
    isByHand: boolean,
  ): Promise<void> {
    const { compiler, inputs, objects, why, tell } = this.#parts;
    const of = this.#serial;
    const ask = (offset: number) =>
      pointed.by === 'cursor'
        ? compiler.ask({ ask: 'decided', of, document: pointed.document, offset }, 'decided')
        : compiler.ask({ ask: 'decidedBySetting', of, setting: pointed.setting as never }, 'decided');
    let found = await ask(pointed.by === 'cursor' ? pointed.offset : 0);
    // Behind a colon or a value, the key of the line is meant.
    if (found?.decided.path === null && this.#pointed === pointed) found = await ask(inputs.keyOffset);
    if (found === undefined || this.#pointed !== pointed) return;
    const { decided } = found;
    this.#clear();
    if (decided.path === null) return why.invite();
    this.#decided = decided;
    if (pointed.by === 'setting') this.#setting = pointed.setting;
    const leaves = this.#analysis?.leaves ?? [];
    objects.light(decided.leaves, isByHand);
    if (decided.at !== null) inputs.light([decided.at], [], false);
    why.decides(decided, leaves, (leaf) => this.#wordsOf(leaf));
    if (isByHand) tell(`${decided.path} decides ${decided.leaves.length || 'no'} values`);
  }

  #isStill(by: 'leaf', key: string): boolean {
    return this.#pointed.by === by && this.#pointed.key === key;
  }

  #clear(): void {
    this.#reason = undefined;
    this.#decided = undefined;
    this.#setting = undefined;
    this.#parts.objects.choose(-1, false);
    this.#parts.objects.light([], false);
    this.#parts.inputs.light([], [], false);
    this.#parts.redraw();
  }

  #wordsOf(leaf: LeafSpan): LeafWords {
    const { output = '', functions = [] } = this.#analysis ?? {};
    const fn = functions.length > 1 ? this.#functionOf(leaf) : undefined;
    return {
      fn: fn === undefined ? '' : `${fn.namespace}/${fn.name}`,
      value: output.slice(leaf.value, leaf.to),
    };
  }

  #functionOf({ from }: LeafSpan): FunctionRow | undefined {
    return this.#analysis?.functions.find((one) => one.from <= from && from < one.to);
  }

  /** The same for the same value of another output. */
  #keyOf(leaf: LeafSpan): string {
    const fn = this.#functionOf(leaf);
    return JSON.stringify([fn?.namespace, fn?.name, leaf.path]);
  }
}

/** More would be a sheet. */
const MOST_WIRES = 40;
