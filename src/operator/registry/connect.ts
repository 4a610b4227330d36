import { GatewayClient } from '../../gateway/client/gateway-client.ts';
import { Token } from '../../gateway/client/token.ts';
import { CannotStart } from '../kube/cannot-start.ts';
import type { Log } from '../kube/log.ts';
import { Depths } from './depths.ts';
import type { Gateway } from './registrar.ts';
import { Registrar } from './registrar.ts';
import type { Registry } from './step.ts';

export interface RegistryOptions {
  readonly url: string;
  readonly tokenFile: string | null;
  readonly token: string | null;
  readonly cleansUp: boolean;
  readonly log: Log;
  readonly mayWrite: () => boolean;
  readonly onAnswer: (method: string, status: number) => void;
}

export interface ConnectedRegistry extends Registry {
  readonly gateway: Gateway;
}

/** The gateway that the settings name. */
export function connectRegistry(options: RegistryOptions): ConnectedRegistry {
  const { url, tokenFile, token, cleansUp, log, mayWrite, onAnswer } = options;
  const source = new Token({ file: tokenFile, text: token });
  source.read();
  if (source.problem !== null) throw new CannotStart(source.problem);
  const gateway = new GatewayClient({
    url,
    token: source,
    onAnswer: ({ method }, status) => onAnswer(method, status),
  });
  const registrar = new Registrar({ gateway, log, mayWrite, now: () => Date.now(), random: Math.random });
  return { registrar, depths: new Depths(), cleansUp, gateway };
}
