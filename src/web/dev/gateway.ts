/** What the page asks of the gateway that it came from. */
import type { RowDetail, RowsPage } from '../../dev/page/protocol.ts';

/** Another answer than the one that was hoped for. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export class GatewayClient {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  rows(id: string, asked: Readonly<Record<string, string>>): Promise<RowsPage> {
    return this.#json(`${path(id)}/rows?${new URLSearchParams(asked)}`) as Promise<RowsPage>;
  }

  row(id: string, row: { readonly namespace: string; readonly id: string }): Promise<RowDetail> {
    const search = new URLSearchParams({ namespace: row.namespace, id: row.id });
    return this.#json(`${path(id)}/row?${search}`) as Promise<RowDetail>;
  }

  async act(id: string, action: 'again' | 'expire' | 'kill' | 'slow', body: object): Promise<void> {
    await this.#json(`${path(id)}/${action}`, body);
  }

  /** A route of the gateway's own. */
  async udf(id: string, action: 'pause' | 'resume' | 'reset-failed'): Promise<void> {
    await this.#json(`/v2/udfs/${encodeURIComponent(id)}/${action}`, {});
  }

  /** The stream of events, until it ends. */
  async *events(): AsyncGenerator<string> {
    const response = await this.#ask('/dev/events', {});
    const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>)
      .pipeThrough(new TextDecoderStream())
      .getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  }

  async #json(url: string, body?: object): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await this.#ask(url, init)).json();
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}` };
    const response = await fetch(url, { ...init, headers, cache: 'no-store', credentials: 'omit' });
    if (response.ok) return response;
    const { message } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Refused(response.status, message ?? `The gateway answers ${response.status}.`);
  }
}

function path(id: string): string {
  return `/dev/functions/${encodeURIComponent(id)}`;
}
