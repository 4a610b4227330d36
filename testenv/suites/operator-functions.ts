import type { KubeObject } from '../api.ts';
import type { ControlPlane } from '../control-plane.ts';
import { until } from './operator-harness.ts';

const LISTS = {
  Function: 'apis/hevlayer.com/v1alpha1 functions',
  Deployment: 'apis/apps/v1 deployments',
  Service: 'api/v1 services',
  NetworkPolicy: 'apis/networking.k8s.io/v1 networkpolicies',
  PodDisruptionBudget: 'apis/policy/v1 poddisruptionbudgets',
  TriggerAuthentication: 'apis/keda.sh/v1alpha1 triggerauthentications',
  ScaledObject: 'apis/keda.sh/v1alpha1 scaledobjects',
} as const;

export type ChildKind = Exclude<keyof typeof LISTS, 'Function'>;

type Condition = {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
};

/** InfraRules/default with pools of these names. */
export function policy(
  nodeSelector: Record<string, string> = {},
  names: readonly string[] = ['cpu'],
): KubeObject {
  const computePools = names.map((name) => ({
    name,
    kind: 'cpu',
    nodeSelector: { pool: name, ...nodeSelector },
    resources: { requests: { cpu: '10m', memory: '16Mi' } },
    maxReplicasPerWorkload: 20,
  }));
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: { computePools },
  };
}

/** The Functions of a namespace, and their objects. */
export class Functions {
  readonly #cluster: ControlPlane;
  readonly namespace: string;

  constructor(cluster: ControlPlane, namespace: string) {
    this.#cluster = cluster;
    this.namespace = namespace;
  }

  /** A Function whose workers are two to eight; `change` is merged into its spec, two levels deep. */
  manifest(name: string, change: Record<string, unknown>, annotations?: Record<string, string>): KubeObject {
    const base: Record<string, object> = {
      targetNamespaces: ['products'],
      worker: { image: 'example.com/tag:1' },
      scaling: { pool: 'cpu', mode: 'autoscale', replicas: { min: 2, max: 8 } },
    };
    const merged = Object.entries(change).map(([key, value]) => {
      const isFields = typeof value === 'object' && !Array.isArray(value);
      return [key, isFields ? { ...base[key], ...value } : value];
    });
    return {
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name, namespace: this.namespace, ...(annotations && { annotations }) },
      spec: { ...base, ...Object.fromEntries(merged) },
    };
  }

  async apply(
    name: string,
    change: Record<string, unknown> = {},
    annotations?: Record<string, string>,
  ): Promise<void> {
    await this.#cluster.client.apply(this.manifest(name, change, annotations));
  }

  /** The path of a Function, or of its object of another kind. */
  path(kind: keyof typeof LISTS, name: string): string {
    const [root, plural] = LISTS[kind].split(' ');
    return `/${root}/namespaces/${this.namespace}/${plural}/${kind === 'Function' ? name : `${name}-worker`}`;
  }

  async child(kind: keyof typeof LISTS, name: string): Promise<KubeObject | null> {
    const { status, body } = await this.#cluster.client.request<KubeObject>('GET', this.path(kind, name));
    return status === 200 ? body : null;
  }

  async existing(kind: keyof typeof LISTS, name: string): Promise<KubeObject> {
    return this.#cluster.client.get<KubeObject>(this.path(kind, name));
  }

  /** The HTTP status of reading a Function. */
  async status(name: string): Promise<number> {
    return (await this.#cluster.client.request('GET', this.path('Function', name))).status;
  }

  async ready(name: string, withinMs = 30_000): Promise<KubeObject> {
    await this.condition(name, 'Ready', 'True', undefined, withinMs);
    return this.existing('Function', name);
  }

  /** Waits until a condition of the newest spec is so. */
  async condition(
    name: string,
    type: string,
    status: string,
    reason?: string,
    withinMs = 30_000,
  ): Promise<Condition> {
    let seen: KubeObject | undefined;
    let found: Condition | undefined;
    await until(
      () => `${name} has ${type}=${status} ${reason ?? ''}: ${JSON.stringify(seen?.status, null, 1)}`,
      async () => {
        seen = await this.existing('Function', name);
        const { observedGeneration, conditions = [] } = (seen.status ?? {}) as {
          observedGeneration?: number;
          conditions?: Condition[];
        };
        found = conditions.find((one) => one.type === type);
        return (
          observedGeneration === seen.metadata.generation &&
          found?.status === status &&
          (reason === undefined || found.reason === reason)
        );
      },
      withinMs,
    );
    return found as Condition;
  }

  /** A Deployment that is nobody's. */
  deployment(name: string, more: object = {}): KubeObject {
    const labels = { 'hevlayer.com/function': name.replace(/-worker$/, '') };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: this.namespace, ...more },
      spec: {
        replicas: 5,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'worker', image: 'old' }] } },
      },
    };
  }

  /** An object that is not ours, with the name of one of ours. */
  foreign(kind: ChildKind, name: string, more: object): KubeObject {
    const metadata = { name: `${name}-worker`, namespace: this.namespace, ...more };
    if (kind === 'Deployment') return this.deployment(metadata.name, more);
    if (kind === 'Service')
      return { apiVersion: 'v1', kind, metadata, spec: { selector: { app: 'x' }, ports: [{ port: 80 }] } };
    const triggers = [
      {
        type: 'cron',
        metadata: { timezone: 'UTC', start: '0 1 * * *', end: '0 2 * * *', desiredReplicas: '1' },
      },
    ];
    return {
      apiVersion: 'keda.sh/v1alpha1',
      kind,
      metadata,
      spec: { scaleTargetRef: { name: `${name}-target` }, triggers },
    };
  }
}
