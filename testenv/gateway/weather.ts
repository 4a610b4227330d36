import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a gateway can be: as it is, or as it answers in the place of that. */
export const WEATHERS = ['fine', 'slow', 'lost', 'away', '401', '404', '409', '422', '429', '503'] as const;
export type WeatherName = (typeof WEATHERS)[number];

/** A gateway in front of another one, which is at times like the vendor's on a bad day. */
export class GatewayWeather {
  weather: WeatherName = 'fine';
  readonly #server: Server;
  /** Method, path and authorization of every request. */
  readonly asked: { readonly method: string; readonly path: string; readonly bearer: string }[] = [];

  private constructor(target: number) {
    this.#server = createServer((from, to) => void this.#answer(target, from, to));
  }

  static async start(target: number): Promise<GatewayWeather> {
    const made = new GatewayWeather(target);
    await new Promise<void>((done) => made.#server.listen(0, '127.0.0.1', done));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(target: number, from: IncomingMessage, to: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = from;
    this.asked.push({ method, path: url, bearer: headers.authorization ?? '' });
    if (this.weather === 'away') return void from.destroy();
    if (this.weather === 'slow') await sleep(500);
    const status = Number(this.weather);
    const isOfWrites = status === 409 || status === 422;
    if (!Number.isNaN(status) && (!isOfWrites || method === 'POST' || method === 'PUT')) {
      from.resume();
      const body = status === 404 ? 'no such page' : JSON.stringify({ error: 'weather', message: 'Bad.' });
      to.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end(body);
      return;
    }
    const onward = request(
      {
        host: '127.0.0.1',
        port: target,
        method,
        path: url,
        headers: { ...headers, host: `127.0.0.1:${target}` },
      },
      (answer) => {
        // It was done, and nobody hears of it.
        if (this.weather === 'lost' && method !== 'GET') {
          answer.resume();
          to.destroy();
          return;
        }
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  }
}
