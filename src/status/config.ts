/** What `layerc status` is asked for. */
export interface StatusConfig {
  /** Null: KUBECONFIG, ~/.kube/config, or the pod's service account. */
  readonly kubeconfig: string | null;
  /** Null: the current one. */
  readonly context: string | null;
  /** A namespace, all of them, or null: that of the context, as for kubectl. */
  readonly namespace: string | 'all' | null;
  /** Only these Functions; empty: all. */
  readonly names: readonly string[];
  /** A selector of labels, as kubectl takes it. */
  readonly selector: string | null;
  readonly output: StatusOutput;
  /** Goes on with what changes. */
  readonly watch: boolean;
}

export const STATUS_OUTPUTS = ['table', 'wide', 'json', 'name'] as const;
export type StatusOutput = (typeof STATUS_OUTPUTS)[number];
