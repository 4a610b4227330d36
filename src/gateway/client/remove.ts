/** Leaves nothing of a UDF at the gateway. */
import { isAbsent, isSuccess, removal, requestText, type Trouble, troubleOf } from '../sync/index.ts';
import type { Sender } from './in-step.ts';

/** Null: it is gone, with its candidate and its queue. */
export async function removeUdf(sender: Sender, id: string, signal: AbortSignal): Promise<Trouble | null> {
  for (const request of removal(id)) {
    const answer = await sender.send(request, signal);
    if (!isSuccess(answer) && !isAbsent(answer)) return troubleOf(requestText(request), answer);
  }
  return null;
}
