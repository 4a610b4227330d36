import { setTimeout as sleep } from 'node:timers/promises';
import { nearestVersion, type Settings } from '../compiler/index.ts';
import { type DroppedFields, droppedFields } from './function/dropped-fields.ts';
import type { Connection } from './kube/connection.ts';
import type { Log } from './kube/log.ts';
import { FUNCTIONS } from './watch/resources.ts';

/** What the API server says of itself. */
export interface ServerFacts {
  /** With the version of Kubernetes that decides the fields of pods. */
  readonly settings: Settings;
  readonly dropped: DroppedFields;
}

/** How soon a change is noticed. */
const ASK_MS = 60_000;
/**
 * Whoever installs the operator has often just installed its kinds, and a server publishes a schema seconds after it
 * uses it: so it is asked soon at first, and then ever later.
 */
const FIRST_ASK_MS = 1_000;

/** Asks for them, again and again: a server is upgraded and gets other CustomResourceDefinitions while we run. */
export class ServerWatch {
  facts: ServerFacts;
  readonly #connection: Pick<Connection, 'version' | 'openapi'>;
  readonly #asksVersion: boolean;
  readonly #log: Log;
  /** What has failed is told once. */
  readonly #told = new Set<string>();

  /** `asksVersion`: false where the settings say the version. */
  constructor(
    settings: Settings,
    connection: Pick<Connection, 'version' | 'openapi'>,
    asksVersion: boolean,
    log: Log,
  ) {
    this.facts = { settings, dropped: {} };
    this.#connection = connection;
    this.#asksVersion = asksVersion;
    this.#log = log;
  }

  /** Brings the facts up to date; what the server does not tell stays as it was. True: something has changed. */
  async ask(signal: AbortSignal): Promise<boolean> {
    const before = JSON.stringify(this.facts);
    if (this.#asksVersion) await this.#try('version', () => this.#version(signal));
    await this.#try('schemas', () => this.#schemas(signal));
    return JSON.stringify(this.facts) !== before;
  }

  /** Asks until `signal` is aborted, and tells what has become of the facts when there is news. */
  async follow(onNews: (facts: ServerFacts) => void, signal: AbortSignal): Promise<void> {
    for (let ms = FIRST_ASK_MS; ; ms = Math.min(ms * 2, ASK_MS)) {
      await sleep(ms, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      if (await this.ask(signal)) onNews(this.facts);
    }
  }

  async #version(signal: AbortSignal): Promise<void> {
    const said = await this.#connection.version(signal);
    const kubernetesVersion = nearestVersion(said);
    if (kubernetesVersion === this.facts.settings.kubernetesVersion) return;
    this.#log.info('version of the server', { server: said.gitVersion, kubernetesVersion });
    this.facts = { ...this.facts, settings: { ...this.facts.settings, kubernetesVersion } };
  }

  async #schemas(signal: AbortSignal): Promise<void> {
    const dropped = droppedFields(await this.#connection.openapi(FUNCTIONS.apiVersion, signal));
    if (JSON.stringify(dropped) === JSON.stringify(this.facts.dropped)) return;
    this.#log.info('fields that the server drops', { ...dropped });
    this.facts = { ...this.facts, dropped };
  }

  async #try(what: string, ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
      this.#told.delete(what);
    } catch (error) {
      if (!this.#told.has(what)) this.#log.warn('server does not tell', { what, error: error as Error });
      this.#told.add(what);
    }
  }
}
