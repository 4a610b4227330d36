import { MANAGED_BY, MANAGED_BY_LABEL } from '../../compiler/index.ts';
import type { Cluster, KubeObject, Resource } from '../kube/cluster.ts';
import { Reflector } from '../kube/reflector.ts';
import { type ChangeHandler, Store, type Stored } from '../kube/store.ts';
import type { Cache } from './cache.ts';
import { conditionOf, reduceChild, reduceSource } from './live.ts';
import { CHILDREN, FUNCTIONS, INDEXES, INFRA_RULES, isKedas, SCALED_OBJECTS } from './resources.ts';

/** Which namespaces are looked at; null: all, or for Indexes those of the Functions. */
export interface Scope {
  readonly watchNamespace: string | null;
  readonly indexNamespace: string | null;
}

/** What is done about changes: keys of work are noted, nothing else. */
export interface Notices {
  /** A Function is to be looked at. */
  readonly look: (namespace: string, name: string) => void;
  /** The status of an InfraRules is to be looked at. */
  readonly lookAtPolicy: (name: string) => void;
  /** An object of ours is gone. */
  readonly gone: (uid: string) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onRetry: (kind: string, error: unknown, waitMs: number) => void;
  /** The server has the kind, or has it no longer. */
  readonly onPresence: (kind: string, isPresent: boolean) => void;
}

/** The label that every object of ours carries. Others are of no interest, and there may be very many. */
const OURS = `${MANAGED_BY_LABEL}=${MANAGED_BY}`;

/** All that the operator watches, as one {@link Cache}. */
export class Watched implements Cache {
  readonly reflectors: readonly Reflector[];
  readonly #functions: Store;
  readonly #policies: Store;
  readonly #indexes: Store;
  readonly #children: ReadonlyMap<string, Store>;
  readonly #notices: Notices;
  #hasKeda = false;

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
    this.reflectors = this.#reflect(cluster, scope);
  }

  get hasKeda(): boolean {
    return this.#hasKeda;
  }

  functionOf(namespace: string, name: string): KubeObject | null {
    return this.#functions.get(`${namespace}/${name}`) ?? null;
  }

  functionsNamed(name: string): readonly KubeObject[] {
    return this.#functions.find('name', name).map((stored) => stored.read());
  }

  infraRules(name: string): KubeObject | null {
    return this.#policies.get(name) ?? null;
  }

  indexes(): readonly KubeObject[] {
    return [...this.#indexes.keys()].map((key) => this.#indexes.get(key) as KubeObject);
  }

  child({ kind }: Resource, namespace: string, name: string): KubeObject | null {
    return this.#children.get(kind)?.get(`${namespace}/${name}`) ?? null;
  }

  childrenOf(uid: string): readonly KubeObject[] {
    return [...this.#children.values()].flatMap((store) => store.ownedBy(uid).map((stored) => stored.read()));
  }

  wrote({ kind }: Resource, object: KubeObject): void {
    const store = { Function: this.#functions, InfraRules: this.#policies }[kind] ?? this.#children.get(kind);
    store?.putAhead(object);
  }

  /** Every key of work that there is: `InfraRules/name`, `Function/namespace/name`. */
  everyKey(): string[] {
    return [
      ...[...this.#policies.keys()].map((key) => `InfraRules/${key}`),
      ...[...this.#functions.keys()].map((key) => `Function/${key}`),
    ];
  }

  /** The Functions that do not say that they are Ready, and why. */
  notReady(): { function: string; reason: string; message: string }[] {
    return [...this.#functions.keys()].flatMap((key) => {
      const {
        status,
        reason = '',
        message = '',
      } = conditionOf(this.#functions.get(key) ?? null, 'Ready') ?? {};
      return status === 'True' ? [] : [{ function: key, reason, message }];
    });
  }

  /** Notes every Function and every InfraRules for a look. */
  lookAtAll(): void {
    for (const key of this.#policies.keys()) this.#notices.lookAtPolicy(key);
    for (const key of this.#functions.keys()) this.#look(key);
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
    this.#look(stored.key);
    // It shares its queue with those of its name, or does so no longer.
    if (before === undefined || after === undefined)
      for (const { key } of this.#functions.find('name', stored.key.split('/')[1] as string)) this.#look(key);
  }

  #policyChanged(name: string, before: Stored | undefined, after: Stored | undefined): void {
    this.#notices.lookAtPolicy(name);
    if (name !== 'default') return;
    // Our own status is no news to the Functions.
    const generation = (stored: Stored | undefined) => stored?.read().metadata.generation;
    if (before?.uid === after?.uid && generation(before) === generation(after)) return;
    for (const key of this.#functions.keys()) this.#look(key);
  }

  #indexesChanged(): void {
    for (const { key } of this.#functions.find('selects', 'yes')) this.#look(key);
  }

  #childChanged(before: Stored | undefined, after: Stored | undefined): void {
    if (after === undefined && before !== undefined) this.#notices.gone(before.uid);
    for (const stored of [before, after])
      if (stored?.owner?.kind === FUNCTIONS.kind)
        this.#look(`${stored.key.split('/')[0]}/${stored.owner.name}`);
  }

  #look(key: string): void {
    const [namespace = '', name = ''] = key.split('/');
    this.#notices.look(namespace, name);
  }
}

function hasSelector({ spec }: KubeObject): boolean {
  const selector = (spec as { indexSelector?: unknown } | undefined)?.indexSelector;
  return selector !== undefined && selector !== null;
}
