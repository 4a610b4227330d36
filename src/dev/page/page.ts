/** The page of a local run: its routes beside those of the gateway. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorize, refuseOtherOrigins, type Tokens } from '../../gateway/server/access.ts';
import { readBody, readText } from '../../gateway/server/body.ts';
import { decoded } from '../../gateway/server/decoded.ts';
import { sendJson } from '../../gateway/server/send.ts';
import { notFound } from '../../gateway/words/refusal.ts';
import { ACTIONS } from './actions.ts';
import { sendDocument } from './document.ts';
import { functionViews } from './overview.ts';
import { rowDetail, rowsPage } from './rows.ts';
import { Streams } from './streams.ts';
import type { Subject } from './subject.ts';

const SAMPLE_EVERY_MS = 500;

export class Page {
  readonly #subject: Subject;
  readonly #tokens: Tokens;
  readonly #streams: Streams;
  readonly #timer: NodeJS.Timeout;
  /** What is wrong with the inputs; empty where nothing is. */
  trouble = '';

  constructor(subject: Subject, tokens: Tokens) {
    this.#subject = subject;
    this.#tokens = tokens;
    this.#streams = new Streams(subject.chronicle, () => ({
      trouble: this.trouble,
      functions: functionViews(subject),
    }));
    this.#timer = setInterval(() => this.#sample(), SAMPLE_EVERY_MS).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    const { gateway, chronicle, now } = this.#subject;
    for (const id of gateway.ids) chronicle.of(id).samples.add(now(), gateway.get(id).queue.counts(now()));
  }

  /** Answers what belongs to the page; undefined for everything else. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> | undefined {
    const { pathname } = url;
    if (pathname !== '/' && !pathname.startsWith('/dev/')) return undefined;
    return this.#answer(request, response, url);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { method = 'GET' } = request;
    // It says nothing of the run, so whoever comes from a link gets it too.
    if (method === 'GET' && url.pathname === '/') return sendDocument(response);
    refuseOtherOrigins(request);
    authorize(request, this.#tokens, 'admin');
    if (method === 'GET' && url.pathname === '/dev/events') return this.#streams.open(response);
    const [, id = '', what = ''] = /^\/dev\/functions\/([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    const answer = await this.#ofFunction(request, decoded(id), `${method} ${what}`, url);
    if (answer === undefined) throw notFound(`route ${method} ${url.pathname}`);
    response.setHeader('cache-control', 'no-store');
    sendJson(response, 200, answer);
  }

  async #ofFunction(
    request: IncomingMessage,
    id: string,
    asked: string,
    url: URL,
  ): Promise<object | undefined> {
    const subject = this.#subject;
    const { searchParams: search } = url;
    if (asked === 'GET rows') return rowsPage(subject, id, search);
    if (asked === 'GET row')
      return rowDetail(subject, id, { namespace: search.get('namespace') ?? '', id: search.get('id') ?? '' });
    const name = /^POST (\w+)$/.exec(asked)?.[1] ?? '';
    if (!Object.hasOwn(ACTIONS, name)) return undefined;
    const body = readBody(await readText(request));
    try {
      ACTIONS[name]?.(subject, id, body);
    } finally {
      subject.save();
    }
    return {};
  }
}
