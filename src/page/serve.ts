/** `layerc playground`: one file on a port of 127.0.0.1, for whoever asks by a name of this machine. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOwnHost } from '../gateway/server/access.ts';
import { PAGE_HEADERS } from './headers.ts';

/** Beside the program, or where the build puts it for whoever runs the sources. */
const PLACES = ['playground.html', '../../dist/playground.html'];

/** It cannot be served, for a reason that is none of ours. */
export class CannotServe extends Error {}

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Throws CannotServe. Port 0 takes a free one. */
export async function servePlayground(port: number, page = found()): Promise<Served> {
  const policy = policyOf(page);
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, (server.address() as AddressInfo).port);
    if (refusal === undefined) {
      response.writeHead(200, { ...PAGE_HEADERS, 'content-security-policy': policy });
      response.end(page);
    } else {
      const type = { 'content-type': 'text/plain; charset=utf-8' };
      response.writeHead(refusal.status, { ...PAGE_HEADERS, ...type, ...refusal.headers });
      response.end(`${refusal.sentence}\n`);
    }
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'somebody listens there already; --port 0 takes a free one' : code;
    throw new CannotServe(`port ${port}: ${why}`);
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Refusal {
  readonly status: number;
  readonly sentence: string;
  readonly headers?: { readonly [name: string]: string };
}

/** No body is read: whatever is sent along is dropped with the connection. */
function refusalOf(request: IncomingMessage, port: number): Refusal | undefined {
  // A page of elsewhere may have its name resolve to 127.0.0.1.
  if (!isOwnHost(request, port))
    return { status: 403, sentence: `The playground answers as 127.0.0.1:${port} alone.` };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, sentence: 'The playground is only looked at.', headers: { allow: 'GET, HEAD' } };
  const [path] = (request.url ?? '/').split('?');
  return path === '/' ? undefined : { status: 404, sentence: 'The playground is at / alone.' };
}

function found(): string {
  for (const place of PLACES) {
    try {
      return readFileSync(`${import.meta.dirname}/${place}`, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new CannotServe(
    'the playground is not here: the npm package has it (docs/install.md), and in a checkout npm run build makes it',
  );
}

/** What the page allows itself, and that nobody shows it within another page, which only a header can say. */
function policyOf(page: string): string {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(page) ?? [];
  if (policy === undefined) throw new Error('the playground says nothing of what it may do');
  return `${policy}; frame-ancestors 'none'`;
}
