/**
 * A plain value that readers of YAML take for different things is one finding with the field that it stands in: what
 * that field wants decides which of the two readings is the one to write.
 */
import type { Diagnostic } from '../compiler/index.ts';
import { isObject, type Json } from '../json/json.ts';
import { segments } from '../json/pointer.ts';
import { fieldAt, type Kind } from '../schema/fields.ts';
import type { TextWarning } from '../text/yaml/problem.ts';

type Twofold = NonNullable<TextWarning['twofold']>;

/** What the text of a value was, by the index of its document and its pointer. */
export class PlainTexts {
  readonly #texts = new Map<string, { readonly twofold: Twofold; readonly reported: unknown }>();

  /** `reported` is what was said of it. */
  add(document: number, { pointer, at, twofold }: TextWarning, reported: unknown): void {
    if (twofold !== undefined && at === 'value')
      this.#texts.set(`${document} ${pointer}`, { twofold, reported });
  }

  /** What the compiler says of such a value, in words for its text; `drop` takes back what was said of the text. */
  reword(diagnostic: Diagnostic, drop: (reported: unknown) => void): Diagnostic {
    const { source, pointer, at, severity, allowed } = diagnostic;
    const known =
      at === 'value' && severity === 'error' ? this.#texts.get(`${source} ${pointer}`) : undefined;
    if (known === undefined) return diagnostic;
    drop(known.reported);
    if (allowed !== 'a string') return diagnostic;
    const { plain, kubectl } = known.twofold;
    const hint = `Write it in quotes, ${JSON.stringify(plain)}, because kubectl reads the plain form as ${kubectl}.`;
    return { ...diagnostic, hint, instead: plain };
  }
}

/** The finding with one hint, where the field is known to take no text. */
export function forField<T extends TextWarning>(finding: T, value: Json): T {
  const { at, pointer, twofold } = finding;
  if (at !== 'value' || twofold === undefined || !isObject(value)) return finding;
  const kind = KINDS.find((one) => one === value.kind);
  const type = kind && fieldAt(kind, segments(pointer))?.type;
  const { kubectl, others } = twofold;
  if (type === 'boolean' && /^(true|false)$/.test(kubectl)) return { ...finding, hint: `Write ${kubectl}.` };
  if (type !== 'integer' || others.startsWith('"')) return finding;
  return {
    ...finding,
    hint: `Write ${kubectl}, which is what kubectl reads, or ${others} if that is meant.`,
  };
}

const KINDS: readonly Kind[] = ['Function', 'InfraRules', 'Index'];
