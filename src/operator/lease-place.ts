import type { OperatorConfig } from './config.ts';
import { CannotStart } from './kube/cannot-start.ts';
import { ApiError, type Cluster, type KubeObject } from './kube/cluster.ts';
import { LEASES } from './kube/leader.ts';
import type { Log } from './kube/log.ts';
import { SELECTOR } from './operator-deployment.ts';

/** Where nobody has one. */
const OTHERWISE = 'default';

/**
 * The namespace of the Lease. A pod takes its own; whoever runs the operator from elsewhere means the one that is installed,
 * which has the Lease with its label, wherever that is.
 */
export async function leaseNamespace(
  cluster: Pick<Cluster, 'list'>,
  { operatorNamespace, leaseName }: Pick<OperatorConfig, 'operatorNamespace' | 'leaseName'>,
  log: Log,
  signal: AbortSignal,
): Promise<string> {
  if (operatorNamespace !== null) return operatorNamespace;
  const found = (await labelledLeases(cluster, log, signal)).filter(
    ({ metadata }) => metadata.name === leaseName,
  );
  const held = found.filter(({ spec }) => (spec as { holderIdentity?: string }).holderIdentity);
  const [first, ...others] = (held.length > 0 ? held : found).map(({ metadata }) => metadata.namespace ?? '');
  if (first === undefined) return OTHERWISE;
  if (others.length === 0) return first;
  throw new CannotStart(
    `operators have Leases in several namespaces: ${[first, ...others].sort().join(', ')}. Say which one is meant: --operator-namespace`,
  );
}

async function labelledLeases(
  cluster: Pick<Cluster, 'list'>,
  log: Log,
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  const labelSelector = Object.entries(SELECTOR)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  try {
    return (await cluster.list(LEASES, { labelSelector, limit: 50 }, signal)).items;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.code !== 403) throw error;
    const missing = 'it may not list leases; where the operator is installed says --operator-namespace';
    log.warn('lease of a running operator not looked for', { reason: missing, namespace: OTHERWISE });
    return [];
  }
}
