/** Leaves nothing of a UDF at the gateway. */
import {
  isAbsent,
  isSuccess,
  look,
  readSeen,
  removal,
  requestText,
  type SeenUdf,
  type Trouble,
  troubleOf,
} from '../sync/index.ts';
import type { Sender } from './in-step.ts';

/** Null: it is gone, with its candidate and its queue, or it was never ours. */
export async function removeOurs(
  sender: Sender,
  id: string,
  isOurs: (seen: SeenUdf) => boolean,
  signal: AbortSignal,
): Promise<Trouble | null> {
  const request = look(id);
  const answer = await sender.send(request, signal);
  if (isAbsent(answer)) return null;
  const seen = isSuccess(answer) ? readSeen(answer.body) : undefined;
  if (seen === undefined) return troubleOf(requestText(request), answer);
  if (!isOurs(seen)) return null;
  for (const step of removal(id)) {
    const answer = await sender.send(step, signal);
    if (!isSuccess(answer) && !isAbsent(answer)) return troubleOf(requestText(step), answer);
  }
  return null;
}
