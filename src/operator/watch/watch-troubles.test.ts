import { expect, test } from 'vitest';
import { ApiError, ConnectionError } from '../kube/cluster.ts';
import type { Log } from '../kube/log.ts';
import { WatchTroubles } from './watch-troubles.ts';

test('a server that cannot be reached is told of once in a while, an answer of it each time', () => {
  let now = 0;
  const lines: string[] = [];
  const at = (level: string) => (message: string, fields?: object) =>
    lines.push(`${level} ${message} ${(fields as { kind: string }).kind}`);
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as Log;
  const troubles = new WatchTroubles(log, () => now);
  const away = new ConnectionError('connect ECONNREFUSED');
  const forbidden = new ApiError('list', { code: 403, reason: 'Forbidden', message: 'no', causes: [] });
  troubles.tell('Function', away, 1);
  troubles.tell('Service', away, 1);
  troubles.tell('Index', forbidden, 1);
  troubles.tell('Index', forbidden, 1);
  now = 30_000;
  troubles.tell('Service', away, 1);
  expect(lines).toEqual([
    'warn no connection to the server Function',
    'debug watch interrupted Service',
    'warn watch interrupted Index',
    'warn watch interrupted Index',
    'warn no connection to the server Service',
  ]);
});
