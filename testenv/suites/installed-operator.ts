import { lookUp, settingsFrom } from '../../src/cli/input/settings.ts';
import { SETTINGS } from '../../src/compiler/index.ts';
import {
  INSTALLED_SETTINGS,
  OPERATOR_SETTINGS,
  type OperatorConfig,
  readOperatorConfig,
} from '../../src/operator/config.ts';
import type { ControlPlane } from '../control-plane.ts';
import { accountKubeconfig } from './operator-account.ts';
import { type RunningOperator, startOperator } from './operator-harness.ts';

interface InstalledDeployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly serviceAccountName: string;
        readonly containers: readonly [
          { readonly env: readonly { readonly name: string; readonly value?: string }[] },
        ];
      };
    };
  };
}

/**
 * Starts what a cluster would run if it could run images: the operator with the environment of the Deployment that is
 * installed, as its service account.
 */
export async function startInstalled(cluster: ControlPlane, namespace: string): Promise<RunningOperator> {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/layerc-operator`;
  const { spec } = await cluster.client.get<InstalledDeployment>(path);
  const { serviceAccountName, containers } = spec.template.spec;
  const env = Object.fromEntries(containers[0].env.map(({ name, value }) => [name, value]));
  const { config, problems } = readOperatorConfig(
    settingsFrom({}, env),
    Object.fromEntries(INSTALLED_SETTINGS.map((name) => [name, lookUp(OPERATOR_SETTINGS[name], {}, env)])),
    {
      asksVersion: lookUp(SETTINGS.kubernetesVersion, {}, env) === undefined,
      stockPools: false,
      once: false,
      dryRun: false,
    },
    namespace,
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const asInstalled: Partial<OperatorConfig> = {
    ...config,
    healthPort: 0,
    logLevel: 'info',
    kubeconfig: await accountKubeconfig(cluster, namespace, serviceAccountName),
  };
  return startOperator(cluster, asInstalled);
}
