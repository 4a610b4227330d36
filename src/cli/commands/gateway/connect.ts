/** The gateway that the flags name. */
import { GatewayClient } from '../../../gateway/client/gateway-client.ts';
import { Token } from '../../../gateway/client/token.ts';
import { BadSetting } from '../../input/settings.ts';
import type { GatewayRequest } from './request.ts';

export function connect({ settings, token }: GatewayRequest): GatewayClient {
  const source = new Token(token);
  source.read();
  if (source.problem !== null) throw new BadSetting(source.problem);
  return new GatewayClient({ url: settings.gatewayBaseUrl, token: source });
}
