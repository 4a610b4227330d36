import type { OperatorConfig } from './config.ts';
import type { Cluster, KubeObject } from './kube/cluster.ts';
import { Elector } from './kube/leader.ts';
import type { Log } from './kube/log.ts';
import { publishedSettings, SETTINGS_ANNOTATION } from './lease-settings.ts';
import { SELECTOR } from './operator-deployment.ts';

/** The lead of this replica: one candidacy for the Lease, from beginning to end. */
export class Lead {
  /** Resolves when this replica leads; perhaps never. */
  readonly taken: Promise<void>;
  /** Resolves with the Lease when somebody else is seen to renew it; perhaps never. */
  readonly held: Promise<KubeObject>;
  /** Resolves when it leads no more though it has not given the lead back. */
  readonly lost: Promise<void>;
  readonly #elector: Elector;
  readonly #end = new AbortController();
  readonly #election: Promise<void>;

  constructor(cluster: Cluster, identity: string, namespace: string, config: OperatorConfig, log: Log) {
    const taken = Promise.withResolvers<void>();
    const lost = Promise.withResolvers<void>();
    const held = Promise.withResolvers<KubeObject>();
    this.taken = taken.promise;
    this.held = held.promise;
    this.lost = lost.promise;
    this.#elector = new Elector(cluster, {
      namespace,
      name: config.leaseName,
      identity,
      marks: {
        labels: SELECTOR,
        annotations: { [SETTINGS_ANNOTATION]: JSON.stringify(publishedSettings(config)) },
      },
      onOther: held.resolve,
      onStarted: taken.resolve,
      onLost: () => {
        log.error('lease lost: ending at once');
        lost.resolve();
      },
      onTrouble: (error) => log.warn('lease not renewed', { error: error as Error }),
    });
    this.#election = this.#elector.run(this.#end.signal);
  }

  /** Whether it leads and may write. Ask before each write: the program may have stood still. */
  isFresh(): boolean {
    return this.#elector.isFresh();
  }

  /** Gives the lead back. All work must have ended by then. */
  async release(): Promise<void> {
    this.#end.abort();
    await this.#election;
  }
}
