import type { PodFinding } from '../pod/pod-check.ts';
import type { Finding } from '../words/diagnostics.ts';
import type { Places } from './blame.ts';

/**
 * A conflict between two places of the input. The podSpec is the one to change, because all Functions share the pool:
 * it is shown there, and the value of the pool as the other place. Undefined where it is not written in two places.
 */
export function conflict(
  { pointer, against, ...problem }: PodFinding & Required<Pick<PodFinding, 'against'>>,
  places: Places,
): Finding | undefined {
  const [own, other] = [places.writtenAt(pointer), places.writtenAt(against.pointer)];
  if (own === undefined || other === undefined) return undefined;
  if (own.by === 'podSpec' && other.by === 'podSpec') {
    const related = [{ source: other.source, pointer: other.pointer, message: against.message }];
    return { ...problem, pointer: own.pointer, related };
  }
  const [patch, pool] = own.by === 'podSpec' ? [own, other] : [other, own];
  const said = own.by === 'podSpec' ? against.message : against.own;
  return {
    ...problem,
    pointer: patch.pointer,
    related: [
      { source: pool.source, pointer: pool.pointer, message: said.replace(/\.$/, ', as the pool has it.') },
    ],
    hint: 'Change the podSpec, whose value goes before that of the pool: write both values there, or remove the one shown.',
  };
}
