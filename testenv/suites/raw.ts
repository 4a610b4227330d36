import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { readDocuments } from '../../src/text/yaml/documents.ts';

/** An answer with its body as the server wrote it. */
export type RawAnswer = {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly text: string;
};

/** Sends bodies as they are, and gives answers as they come: what a JSON.parse in between would round. */
export class RawClient {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #token: string;

  constructor(kubeconfig: string) {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
    this.#url = server;
    this.#token = users[0].user.token;
    this.#agent = new Agent({ keepAlive: true, ca: Buffer.from(ca, 'base64'), maxSockets: 8 });
  }

  send(method: string, path: string, body?: { text: string; type: string }): Promise<RawAnswer> {
    const headers = {
      authorization: `Bearer ${this.#token}`,
      accept: 'application/json',
      ...(body && { 'content-type': body.type }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#url), { method, agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => {
          text += part;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            warnings: parseWarnings(response.headers.warning),
            text,
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body?.text);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

// Each is `299 - "text"`, with quotes and backslashes of the text escaped.
function parseWarnings(header: string | undefined): string[] {
  const texts = [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)];
  return texts.map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

/** Server-side apply of a text as it is, under strict field validation. */
export function applyText(client: RawClient, path: string, text: string, query = ''): Promise<RawAnswer> {
  const manager = query.includes('fieldManager=') ? '' : '&fieldManager=layerc-test';
  const validation = query.includes('fieldValidation=') ? '' : '&fieldValidation=Strict';
  const asked = `${path}?${`${validation}${manager}${query}`.slice(1)}`;
  return client.send('PATCH', asked, { text, type: 'application/apply-patch+yaml' });
}

/** The object of a YAML or JSON text, numbers beyond a double included. */
export function read(text: string): JsonObject {
  const { documents, problems } = readDocuments(text);
  if (problems.length > 0 || documents.length !== 1) throw new Error(`no object: ${text.slice(0, 200)}`);
  return documents[0]?.value as JsonObject;
}

/** The same value with each number as the server keeps it: a 64-bit integer exactly, any other as a double. */
export function plain(value: Json): unknown {
  if (value instanceof ExactNumber) {
    const isInteger =
      /^-?\d+$/.test(value.text) && BigInt.asIntN(64, BigInt(value.text)) === BigInt(value.text);
    return isInteger ? BigInt(value.text) : Number(value.text);
  }
  if (isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
