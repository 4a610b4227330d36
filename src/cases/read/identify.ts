/** Which documents are cases, and what is wrong with those that nearly are. */
import { type Diagnostic, diagnose, quoted } from '../../compiler/index.ts';
import { didYouMean } from '../../json/did-you-mean.ts';
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { adopted } from '../../json/read-json.ts';
import type { CaseKind } from '../../schema/fields.ts';
import { OWN_VERSION } from '../words/case.ts';

const KINDS: readonly CaseKind[] = ['FunctionTest', 'ManifestTest'];

export type Identity =
  | { readonly kind: CaseKind; readonly value: JsonObject }
  | { readonly fault: Diagnostic }
  | undefined;

/** Nothing for a document of another program, or of another kind. */
export function identify(value: Json, source: number): Identity {
  if (!isObject(value)) return undefined;
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string') return undefined;
  const known = KINDS.find((one) => one === kind);
  if (known !== undefined) {
    if (apiVersion === OWN_VERSION) return { kind: known, value: adopted(value) };
    const message = `${kind} has the apiVersion ${JSON.stringify(apiVersion ?? null)}, which is not known.`;
    return {
      fault: diagnose('UnsupportedApiVersion', source, {
        pointer: '/apiVersion',
        message,
        allowed: OWN_VERSION,
        hint: `Write apiVersion: ${OWN_VERSION}.`,
      }),
    };
  }
  const meant = didYouMean(kind, KINDS);
  const isOwn = typeof apiVersion === 'string' && apiVersion.startsWith('layerc/');
  if (!isOwn) return undefined;
  return {
    fault: diagnose('UnsupportedKind', source, {
      pointer: '/kind',
      message: `layerc has no kind ${quoted(kind)}.`,
      allowed: KINDS.join(', '),
      hint:
        meant === undefined
          ? 'Write FunctionTest for rows, or ManifestTest for what holds of Functions.'
          : `Did you mean ${meant}?`,
    }),
  };
}
