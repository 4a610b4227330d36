/** What is said where another operator is at work already. */
import type { OperatorConfig } from './config.ts';
import { CannotStart } from './kube/cannot-start.ts';
import { type Cluster, type KubeObject, nameOf } from './kube/cluster.ts';
import { LEASES } from './kube/leader.ts';
import type { Log } from './kube/log.ts';
import { type OtherSetting, otherSettings, publishedSettings, settingsIn } from './lease-settings.ts';

/** Why `--once` does not begin: an operator that is seen to renew this Lease does the same all the time. */
export function besides(lease: KubeObject, config: OperatorConfig): CannotStart {
  const { namespace, name } = lease.metadata;
  const who = `operator ${holderOf(lease)} is at work: it holds and renews the Lease ${namespace}/${name}`;
  const anyhow = 'To write beside it all the same: --leader-elect=false.';
  const theirs = settingsIn(lease);
  if (theirs === null) return new CannotStart(`${who}, and does not say its settings. ${anyhow}`);
  const others = otherSettings(publishedSettings(config), theirs);
  if (others.length === 0)
    return new CannotStart(
      `${who}. It has the same settings, so it does all that --once would do, and kubectl get functions -A shows what came of it. ${anyhow}`,
    );
  const rows = others.map(
    ({ flag, theirs, ours }) => `  --${flag}: ${shown(theirs)} there, ${shown(ours)} here`,
  );
  return new CannotStart(
    `${who}, and has other settings:\n${rows.join('\n')}\nEach of the two would change back in every Function what the other one wrote. Give --once the settings of the operator, or change those where it is installed; it then makes everything so by itself. ${anyhow}`,
  );
}

/** Tells the log which settings another operator has, on whose Lease this one waits or looks. */
export function tellOthers(lease: KubeObject, config: OperatorConfig, log: Log): void {
  const theirs = settingsIn(lease);
  const others = theirs === null ? [] : otherSettings(publishedSettings(config), theirs);
  for (const other of others) tellOther(lease, other, log);
}

function tellOther(lease: KubeObject, { flag, theirs, ours }: OtherSetting, log: Log): void {
  const who = { lease: nameOf(lease), holder: holderOf(lease) };
  log.warn('the operator at work has another setting', { ...who, setting: `--${flag}`, theirs, ours });
}

/** For a rehearsal, which takes no Lease: whether what it shows is what the operator at work would do. */
export async function tellOthersOnce(
  cluster: Pick<Cluster, 'get'>,
  namespace: string,
  config: OperatorConfig,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  // Who may not read it rehearses all the same.
  const lease = await cluster.get(LEASES, config.leaseName, namespace, signal).catch(() => null);
  if (lease !== null && holderOf(lease) !== '') tellOthers(lease, config, log);
}

function holderOf({ spec }: KubeObject): string {
  return (spec as { holderIdentity?: string } | undefined)?.holderIdentity ?? '';
}

function shown(value: string): string {
  return value === '' ? 'not set' : value;
}
