import { imageFault, imageReference } from '../kubernetes/image-reference.ts';
import type { Finding } from '../words/diagnostics.ts';
import { shown } from '../words/phrases.ts';

const POINTER = '/spec/worker/image';

/** What there is to say of a worker.image that is no reference of an image. */
export function imageFinding(text: string): Finding {
  const { allowed } = imageReference;
  const fault = imageFault(text) ?? { problem: 'holds a blank', hint: 'Remove the blank.' };
  const message = `spec.worker.image is ${shown(text)}, which ${fault.problem}.`;
  return { pointer: POINTER, message, allowed, hint: fault.hint };
}
