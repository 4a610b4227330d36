import type { Pointer } from '../../../json/pointer.ts';

/** A warning about a place of a pod. `found` goes on from the path of the field. */
export interface Warned {
  readonly at: Pointer;
  readonly found: string;
  readonly hint: string;
}
