import type { IContainer, IEnvVar, IPodSpec } from 'kubernetes-models/v1';
import type { JsonObject } from '../../json/json.ts';
import { DRAIN_SECONDS, terminationGrace } from '../resolve/timing.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';

/** The pod of a worker as layerc and the fields of the pool make it; merged-pod.ts merges patches into it. */
export function workerPod(workload: Workload, mark: Mark): JsonObject {
  return podSpec(workload, mark) as unknown as JsonObject;
}

function podSpec(workload: Workload, mark: Mark): IPodSpec {
  const { pool, push, timeoutSeconds } = workload;
  const grace = terminationGrace(timeoutSeconds, push === null ? 0 : DRAIN_SECONDS);
  const spec: Partial<IPodSpec> = {
    automountServiceAccountToken: mark.rule(false, 'SecureDefaults'),
    containers: [container(workload, mark)],
    enableServiceLinks: mark.rule(false, 'SecureDefaults'),
  };
  if (pool.nodeSelector)
    spec.nodeSelector = mark.pool(pool.nodeSelector as Record<string, string>, '/nodeSelector');
  spec.securityContext = { seccompProfile: { type: mark.rule('RuntimeDefault', 'SecureDefaults') } };
  spec.terminationGracePeriodSeconds = mark.rule(grace, 'GraceOutlastsCall');
  if (pool.tolerations)
    spec.tolerations = mark.pool(pool.tolerations as IPodSpec['tolerations'] & object, '/tolerations');
  return spec as IPodSpec;
}

function container(workload: Workload, mark: Mark): IContainer {
  const { pool, push } = workload;
  const container: Partial<IContainer> = {
    env: environment(workload, mark),
    image: mark.field(workload.image, '/spec/worker/image'),
  };
  if (push)
    container.lifecycle = { preStop: { sleep: { seconds: mark.rule(DRAIN_SECONDS, 'DrainBeforeStop') } } };
  container.name = mark.rule(WORKER_CONTAINER, 'ContainerIsUdf');
  if (push) {
    container.ports = [
      { containerPort: mark.rule(push.port, 'PushPort'), name: mark.rule('http', 'PushPort') },
    ];
    container.readinessProbe = {
      periodSeconds: mark.rule(5, 'ReadyWhenListening'),
      tcpSocket: { port: mark.rule(push.port, 'PushPort') },
    };
  }
  if (pool.resources)
    container.resources = mark.pool(pool.resources as IContainer['resources'] & object, '/resources');
  container.securityContext = {
    allowPrivilegeEscalation: mark.rule(false, 'SecureDefaults'),
    // Not everywhere: many an image starts as root, or needs the capabilities of a container.
    ...(pool.podSecurity === 'restricted' && {
      capabilities: { drop: [mark.rule('ALL', 'RestrictedPod')] },
      runAsNonRoot: mark.rule(true, 'RestrictedPod'),
    }),
  };
  return container as IContainer;
}

function environment(workload: Workload, mark: Mark): IEnvVar[] {
  const { settings, push } = workload;
  const name = (text: string) => mark.rule(text, 'WorkerEnvironment');
  const env: IEnvVar[] = [
    { name: name('HEVLAYER_BASE_URL'), value: mark.setting(settings.gatewayBaseUrl, 'gatewayBaseUrl') },
    { name: name('HEVLAYER_UDF_ID'), value: mark.field(workload.name, '/metadata/name') },
    {
      name: name('HEVLAYER_UDF_BATCH_SIZE'),
      value: mark.field(String(workload.batchSize), '/spec/worker/batchSize'),
    },
    {
      name: name('HEVLAYER_UDF_LEASE_SECONDS'),
      value: mark.field(String(workload.leaseSeconds), '/spec/schedule/leaseSeconds'),
    },
    {
      name: name('HEVLAYER_WORKER_ID'),
      // The server would fill in the version, and who applies the field next would conflict with that.
      valueFrom: {
        fieldRef: {
          apiVersion: mark.rule('v1', 'WorkerIdIsPodName'),
          fieldPath: mark.rule('metadata.name', 'WorkerIdIsPodName'),
        },
      },
    },
    {
      name: name('LAYER_GATEWAY_API_KEY'),
      valueFrom: {
        secretKeyRef: {
          key: mark.setting(settings.gatewaySecretKey, 'gatewaySecretKey'),
          name: mark.setting(settings.gatewaySecretName, 'gatewaySecretName'),
        },
      },
    },
  ];
  if (push) env.push({ name: name('PORT'), value: mark.rule(String(push.port), 'PushPort') });
  return env;
}
