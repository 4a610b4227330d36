import { Refusal } from '../words/refusal.ts';

/** A segment of a path as what it stands for. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, 'bad_request', 'The path is not encoded as a URL must be.');
  }
}
