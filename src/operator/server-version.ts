import { nearestVersion, type Settings } from '../compiler/index.ts';
import type { Connection } from './kube/connection.ts';
import type { Log } from './kube/log.ts';

/**
 * The settings with the version of Kubernetes that the server has, as far as it is known here. The same settings where
 * it is no other; a server that does not tell keeps those that there are, and a line of the log says so.
 */
export async function withServerVersion(
  settings: Settings,
  connection: Pick<Connection, 'version'>,
  log: Log,
  signal: AbortSignal,
): Promise<Settings> {
  try {
    const said = await connection.version(signal);
    const kubernetesVersion = nearestVersion(said);
    if (kubernetesVersion === settings.kubernetesVersion) return settings;
    log.info('version of the server', { server: said.gitVersion, kubernetesVersion });
    return { ...settings, kubernetesVersion };
  } catch (error) {
    if (!signal.aborted)
      log.warn('version of the server is not known', {
        kubernetesVersion: settings.kubernetesVersion,
        error: error as Error,
      });
    return settings;
  }
}
