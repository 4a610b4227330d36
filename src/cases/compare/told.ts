import type { Code } from '../../compiler/index.ts';
import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';

/** One difference, before it is a diagnostic. */
export interface Told {
  readonly code: Code;
  readonly pointer: Pointer;
  readonly message: string;
  readonly expected?: Json | undefined;
  readonly received?: Json | undefined;
}

const LONGEST = 300;

/** A value on one line, shortened in its middle. */
export function valueText(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  const half = LONGEST / 2;
  return text.length <= LONGEST ? text : `${text.slice(0, half)} … ${text.slice(-half)}`;
}
