/** What a ManifestTest expects of Functions, each answer at the place of the Function that is to blame. */
import { type CompiledFunction, diagnose, quoted } from '../../compiler/index.ts';
import { readable } from '../../json/pointer.ts';
import type { Difference, ManifestCase } from '../words/case.ts';
import { CHECKS } from './checks.ts';
import type { Fault } from './fault.ts';
import { fieldFaults } from './fields.ts';

export function judge({ source, functions, expect }: ManifestCase): readonly Difference[] {
  return functions.flatMap((fn) => {
    const faults = Object.entries(CHECKS).flatMap(([name, check]) => {
      const wanted = expect[name as keyof typeof CHECKS];
      const found =
        wanted === undefined ? [] : (check as (fn: CompiledFunction, wanted: unknown) => Fault[])(fn, wanted);
      return found.map((fault) => difference(fn, fault, `/spec/expect/${name}`, source));
    });
    const fields = (expect.fields ?? []).flatMap((field, index) =>
      fieldFaults(fn, field).map((fault) => difference(fn, fault, `/spec/expect/fields/${index}`, source)),
    );
    return [...faults, ...fields];
  });
}

function difference(
  fn: CompiledFunction,
  { pointer, message, hint }: Fault,
  rule: string,
  source: number,
): Difference {
  const { written } = fn.field(pointer);
  const place = written ?? fn.field('/metadata/name').written ?? { document: fn.document, pointer };
  return {
    diagnostic: diagnose('UnexpectedManifest', place.document, {
      // Of what is absent the nearest place around it is shown.
      pointer: written === null ? place.pointer.replace(/\/metadata\/name$/, pointer) : place.pointer,
      message: `The Function ${quoted(fn.name)} ${message}`,
      hint,
      related: [{ source, pointer: rule, message: `${readable(rule)} asks for that.` }],
    }),
  };
}
