import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that systems give to outgoing connections (32768 and 49152 upwards).
const lowest = 20_000;
const count = 12_000;

/**
 * Finds a TCP port of 127.0.0.1 that nobody listens on and reserves it among the processes that use this function,
 * until this process ends. The reservation is the UDP port of the same number: unlike a file it needs no cleaning up,
 * and unlike the TCP port itself it does not hinder the server that is to listen there.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const port = lowest + Math.floor(Math.random() * count);
    if ((await reserve(port)) && (await isFree(port))) return port;
  }
  throw new Error('no free port on 127.0.0.1');
}

async function reserve(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(socket, 'listening');
    socket.unref();
    return true;
  } catch {
    return false;
  }
}

// Asked of all addresses: some of the programs bind to them all.
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
