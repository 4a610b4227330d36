import type { KubeObject, Resource } from '../kube/cluster.ts';

/** What the operator knows of the cluster, kept by the reflectors. Reading it costs no request. */
export interface Cache {
  functionOf(namespace: string, name: string): KubeObject | null;
  /** Functions of this name in every namespace: they share one queue at the gateway. */
  functionsNamed(name: string): readonly KubeObject[];
  infraRules(name: string): KubeObject | null;
  indexes(): readonly KubeObject[];
  /** An object of a kind that Functions own, if it carries our label. */
  child(resource: Resource, namespace: string, name: string): KubeObject | null;
  /** Objects whose controller has this uid. */
  childrenOf(uid: string): readonly KubeObject[];
  /** Whether the API group of KEDA is served. */
  readonly hasKeda: boolean;
  /** Takes in what the server answered to a write of ours: the watch may be behind it for a moment. */
  wrote(resource: Resource, object: KubeObject): void;
}
