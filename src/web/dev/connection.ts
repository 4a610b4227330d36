/** The stream of events, taken up again whenever it ends. */
import type { Messages } from '../../dev/page/protocol.ts';
import { EventReader } from '../figures/event-reader.ts';
import { type GatewayClient, Refused } from './gateway.ts';

export type Told = { readonly [K in keyof Messages]: (message: Messages[K]) => void };

export interface Listener {
  readonly told: Told;
  readonly connected: (is: boolean) => void;
  /** The token is not that of this run. */
  readonly refused: () => void;
}

const PAUSE_MS = 1000;

export async function listen(gateway: GatewayClient, { told, connected, refused }: Listener): Promise<void> {
  while (true) {
    const reader = new EventReader();
    try {
      for await (const piece of gateway.events()) {
        connected(true);
        for (const { event, data } of reader.take(piece))
          if (Object.hasOwn(told, event)) told[event as keyof Told](JSON.parse(data));
      }
    } catch (error) {
      if (error instanceof Refused && (error.status === 401 || error.status === 403)) return refused();
    }
    connected(false);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
