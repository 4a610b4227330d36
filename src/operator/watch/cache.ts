import { MANAGED_BY, MANAGED_BY_LABEL, type Older } from '../../compiler/index.ts';
import type { Cluster, KubeObject, Resource } from '../kube/cluster.ts';
import type { Hurry } from '../kube/queue.ts';
import { Reflector } from '../kube/reflector.ts';
import { type ChangeHandler, Store } from '../kube/store.ts';
import type { Stored } from '../kube/stored.ts';
import { conditionOf } from './child-status.ts';
import { PoolClaims } from './pool-claims.ts';
import { reduceChild, reduceSource } from './reduce.ts';
import { CHILDREN, FUNCTIONS, INDEXES, INFRA_RULES, isKedas, SCALED_OBJECTS } from './resources.ts';

/** Which namespaces are looked at; null: all, or for Indexes those of the Functions. */
export interface Scope {
  readonly watchNamespace: string | null;
  readonly indexNamespace: string | null;
}

/** What is done about changes: work is noted, nothing else. */
export interface Notices {
  /** A Function, or an InfraRules, is to be looked at. In a hurry is what somebody has just written himself. */
  readonly look: (key: WorkKey, hurry: Hurry) => void;
  /** An object of ours is gone. */
  readonly gone: (uid: string) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onRetry: (kind: string, error: unknown, waitMs: number) => void;
  /** The server has the kind, or has it no longer. */
  readonly onPresence: (kind: string, isPresent: boolean) => void;
}

/** The label that every object of ours carries. Others are of no interest, and there may be very many. */
const OURS = `${MANAGED_BY_LABEL}=${MANAGED_BY}`;

/** The name of a Function or an InfraRules: `Function shop/tag`, `InfraRules default`. */
export type WorkKey = string;

/** What a key of work names. */
export function readKey(key: WorkKey): {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
} {
  const [kind = '', path = ''] = key.split(' ');
  const [first = '', second] = path.split('/');
  return second === undefined ? { kind, name: first } : { kind, namespace: first, name: second };
}

/** What the operator knows of the cluster, kept by reflectors. Reading it costs no request. */
export class Cache {
  readonly #reflectors: readonly Reflector[];
  readonly #functions: Store;
  readonly #policies: Store;
  readonly #indexes: Store;
  readonly #children: ReadonlyMap<string, Store>;
  readonly #notices: Notices;
  readonly #claims = new PoolClaims();
  #hasKeda = false;
  #knownIndexes: readonly KubeObject[] | null = null;

  constructor(cluster: Cluster, scope: Scope, notices: Notices) {
    this.#notices = notices;
    const { onFailure } = notices;
    this.#functions = new Store({
      reduce: reduceSource,
      indexes: { name: ({ metadata }) => [metadata.name], selects: (fn) => (hasSelector(fn) ? ['yes'] : []) },
      onChange: (_, before, after) => this.#functionChanged(before, after),
      onFailure,
    });
    this.#policies = new Store({
      reduce: reduceSource,
      onChange: (key, before, after) => this.#policyChanged(key, before, after),
      onFailure,
    });
    this.#indexes = new Store({ reduce: reduceSource, onChange: () => this.#indexesChanged(), onFailure });
    const onChange: ChangeHandler = (_, before, after) => this.#childChanged(before, after);
    this.#children = new Map(
      CHILDREN.map(({ kind }) => [kind, new Store({ reduce: reduceChild, onChange, onFailure })]),
    );
    this.#reflectors = this.#reflect(cluster, scope);
  }

  /** Keeps itself up to date until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#reflectors.map((reflector) => reflector.run(signal)));
  }

  /** The kinds of which it does not know yet all there are. */
  unlisted(): string[] {
    return this.#reflectors.filter(({ isSynced }) => !isSynced).map(({ resource }) => resource.kind);
  }

  /** Seconds since the last sign of life of each kind's watch. */
  watchAges(): [kind: string, seconds: number][] {
    const now = performance.now();
    return this.#reflectors.map(({ resource, lastActivity }) => [resource.kind, (now - lastActivity) / 1000]);
  }

  /** The kinds that cannot be listed or watched until somebody acts: for how many seconds already, and why. */
  troubles(): [kind: string, seconds: number, why: string][] {
    const now = performance.now();
    return this.#reflectors.flatMap(({ resource, trouble }) =>
      trouble === null ? [] : [[resource.kind, (now - trouble.since) / 1000, trouble.error.message] as const],
    ) as [string, number, string][];
  }

  /** The kinds that the server does not have, though it must, and for how many seconds already. */
  absences(): [kind: string, seconds: number][] {
    const now = performance.now();
    return this.#reflectors.flatMap(({ resource, absentSince }) =>
      absentSince === null ? [] : [[resource.kind, (now - absentSince) / 1000] as [string, number]],
    );
  }

  /** Whether the API group of KEDA is served. */
  get hasKeda(): boolean {
    return this.#hasKeda;
  }

  /** How many Functions there are. */
  get functions(): number {
    return this.#functions.count;
  }

  /** Each is read when it is asked for. */
  *allFunctions(): Generator<KubeObject> {
    for (const key of this.#functions.keys()) {
      const fn = this.#functions.get(key);
      if (fn !== undefined) yield fn;
    }
  }

  functionOf(namespace: string, name: string): KubeObject | null {
    return this.#functions.get(`${namespace}/${name}`) ?? null;
  }

  /** Why only a part of a Function is here; null: all of it is. */
  functionFault(namespace: string, name: string): Error | null {
    return this.#functions.entry(`${namespace}/${name}`)?.fault ?? null;
  }

  /** The namespaces that have a Function of this name: those share one queue at the gateway. */
  namespacesOf(name: string): readonly string[] {
    return this.#functions.find('name', name).map(({ key }) => key.split('/')[0] as string);
  }

  /** What the older Functions ask of its pool; null where there is no maxReplicasTotal. */
  olderInPool(namespace: string, name: string): Older | null {
    return this.#claims.olderThan(`${namespace}/${name}`);
  }

  infraRules(name: string): KubeObject | null {
    return this.#policies.get(name) ?? null;
  }

  infraRulesFault(name: string): Error | null {
    return this.#policies.entry(name)?.fault ?? null;
  }

  /** In the order of their names. Read once for all Functions that select among them. */
  indexes(): readonly KubeObject[] {
    this.#knownIndexes ??= [...this.#indexes.keys()]
      .sort()
      .map((key) => this.#indexes.get(key) as KubeObject);
    return this.#knownIndexes;
  }

  /** How much there is to read for a look at a Function, in characters. */
  sizeOf(namespace: string, name: string): number {
    const entry = this.#functions.entry(`${namespace}/${name}`);
    return entry === undefined ? 0 : entry.size + (entry.values[1]?.length === 0 ? 0 : this.#indexes.size);
  }

  /** An object of a kind that Functions own, if it carries our label. */
  child({ kind }: Resource, namespace: string, name: string): KubeObject | null {
    return this.#children.get(kind)?.get(`${namespace}/${name}`) ?? null;
  }

  /** Objects whose controller has this uid. */
  childrenOf(uid: string): readonly KubeObject[] {
    return [...this.#children.values()].flatMap((store) => store.ownedBy(uid).map((stored) => stored.read()));
  }

  /** Writes an object, and takes in what the server answers, if it is anything: the watch may be behind it for a moment. */
  write<Answer extends KubeObject | null>(
    { kind }: Resource,
    object: Pick<KubeObject, 'metadata'>,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const store = { Function: this.#functions, InfraRules: this.#policies }[kind] ?? this.#children.get(kind);
    return store === undefined ? send() : store.write(object, send);
  }

  /** All that there is to look at. */
  workKeys(): WorkKey[] {
    return [
      ...[...this.#policies.keys()].map((key) => `${INFRA_RULES.kind} ${key}`),
      ...[...this.#functions.keys()].map(functionKey),
    ];
  }

  /** The Functions that do not say that they are Ready, and why. */
  notReady(): { object: string; reason: string; message: string }[] {
    return [...this.#functions.keys()].flatMap((key) => {
      const {
        status,
        reason = '',
        message = '',
      } = conditionOf(this.#functions.get(key) ?? null, 'Ready') ?? {};
      return status === 'True' ? [] : [{ object: functionKey(key), reason, message }];
    });
  }

  /** Notes every Function and every InfraRules for a look. */
  lookAtAll(): void {
    for (const key of this.workKeys()) this.#notices.look(key, 'inTurn');
  }

  #reflect(cluster: Cluster, { watchNamespace, indexNamespace }: Scope): Reflector[] {
    const reflector = (resource: Resource, store: Store, namespace: string | null, more: object = {}) =>
      new Reflector(cluster, {
        resource,
        store,
        ...(namespace !== null && { namespace }),
        onRetry: (error, waitMs) => this.#notices.onRetry(resource.kind, error, waitMs),
        onPresence: (isPresent) => {
          this.#notices.onPresence(resource.kind, isPresent);
          if (resource === SCALED_OBJECTS) this.#kedaChanged(isPresent);
        },
        ...more,
      });
    return [
      reflector(INFRA_RULES, this.#policies, null),
      reflector(INDEXES, this.#indexes, indexNamespace ?? watchNamespace, { isOptional: true }),
      ...CHILDREN.map((resource) =>
        reflector(resource, this.#children.get(resource.kind) as Store, watchNamespace, {
          labelSelector: OURS,
          isOptional: isKedas(resource),
        }),
      ),
      reflector(FUNCTIONS, this.#functions, watchNamespace),
    ];
  }

  #kedaChanged(isPresent: boolean): void {
    if (this.#hasKeda === isPresent) return;
    this.#hasKeda = isPresent;
    this.lookAtAll();
  }

  #functionChanged(before: Stored | undefined, after: Stored | undefined): void {
    const stored = (after ?? before) as Stored;
    // A look may begin at once, so the claims come first.
    const concerned = this.#claims.change(stored.key, after?.read() ?? null);
    this.#look(stored.key, 'now');
    for (const key of concerned) if (key !== stored.key) this.#look(key, 'inTurn');
    // It shares its queue with those of its name, or does so no longer.
    if (before === undefined || after === undefined)
      for (const { key } of this.#functions.find('name', stored.key.split('/')[1] as string))
        if (key !== stored.key) this.#look(key, 'inTurn');
  }

  #policyChanged(name: string, before: Stored | undefined, after: Stored | undefined): void {
    if (name === 'default') this.#claims.rule(after?.read() ?? null);
    this.#notices.look(`${INFRA_RULES.kind} ${name}`, 'now');
    if (name !== 'default') return;
    // Our own status is no news to the Functions.
    const generation = (stored: Stored | undefined) => stored?.read().metadata.generation;
    if (before?.uid === after?.uid && generation(before) === generation(after)) return;
    for (const key of this.#functions.keys()) this.#look(key, 'inTurn');
  }

  #indexesChanged(): void {
    this.#knownIndexes = null;
    for (const { key } of this.#functions.find('selects', 'yes')) this.#look(key, 'inTurn');
  }

  #childChanged(before: Stored | undefined, after: Stored | undefined): void {
    if (after === undefined && before !== undefined) this.#notices.gone(before.uid);
    for (const stored of [before, after])
      if (stored?.owner?.kind === FUNCTIONS.kind)
        this.#look(`${stored.key.split('/')[0]}/${stored.owner.name}`, 'inTurn');
  }

  #look(key: string, hurry: Hurry): void {
    this.#notices.look(functionKey(key), hurry);
  }
}

/** `key`: that of the store. */
function functionKey(key: string): WorkKey {
  return `${FUNCTIONS.kind} ${key}`;
}

function hasSelector({ spec }: KubeObject): boolean {
  const selector = (spec as { indexSelector?: unknown } | undefined)?.indexSelector;
  return selector !== undefined && selector !== null;
}
