// A push worker: the gateway calls it with a batch, and takes the results from its answer. Node 22.18 or newer runs it.
import { createServer } from 'node:http';

interface Item {
  readonly namespace: string;
  readonly id: string;
  readonly input: { readonly title: string | null };
}

const { PORT, LAYER_GATEWAY_API_KEY, LANGUAGE } = process.env;

const server = createServer(async (request, response) => {
  if (request.url !== '/run' || request.headers.authorization !== `Bearer ${LAYER_GATEWAY_API_KEY}`) {
    response.writeHead(404).end();
    return;
  }
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const { items } = JSON.parse(body) as { items: Item[] };
  const done = items.map(({ namespace, id, input }) => ({
    ...{ namespace, id },
    attributes: { title_length: input.title?.length ?? 0, title_language: LANGUAGE },
  }));
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ items: done }));
});
server.listen(Number(PORT));

// The gateway sends nothing new to a worker that is about to end; what it has in hand is finished.
process.on('SIGTERM', () => server.close());
