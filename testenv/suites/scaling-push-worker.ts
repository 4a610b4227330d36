import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunRequest, RunResponse } from '../../src/gateway/core/protocol.ts';

// A push worker: answers `POST /run` on $PORT, once the test has put a file of its name into $GATES.

const { LOCAL_IP, PORT, GATES, HEVLAYER_WORKER_ID = '', LAYER_GATEWAY_API_KEY } = process.env;

// It serves on for a while, as a worker does that has calls to finish.
process.on('SIGTERM', () => setTimeout(() => process.exit(0), 5_000));
while (!existsSync(`${GATES}/${HEVLAYER_WORKER_ID}`)) await sleep(100);

createServer(async (request, response) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  if (request.headers.authorization !== `Bearer ${LAYER_GATEWAY_API_KEY}` || request.url !== '/run') {
    response.writeHead(403).end();
    return;
  }
  const { items } = JSON.parse(body) as RunRequest;
  const done = items.map(({ namespace, id }) => ({ namespace, id, attributes: { by: HEVLAYER_WORKER_ID } }));
  response.end(JSON.stringify({ items: done } satisfies RunResponse));
}).listen(Number(PORT), LOCAL_IP);
