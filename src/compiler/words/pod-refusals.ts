import type { Refusal } from './refusals.ts';
import { wording } from './wording.ts';

/** Why a podSpec is refused although its pod is one, where the API server can find that out too. */
export const POD_REFUSALS = {
  PodSecurityViolation: {
    message: wording`${'what'}, which the pod security level ${'level'} does not allow.`,
    allowed: wording`${'allowed'}`,
    hint: wording`${'hint'}. If the worker has to have it, the platform team can give it a pool with podSecurity: ${'laxer'} in InfraRules/default.`,
  },
  ServiceAccountNamed: {
    message: wording`${'field'} is ${'account'}, which the pool ${'pool'} does not allow.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Use one that is allowed, or remove it; the platform team can add it to allowedServiceAccounts in InfraRules/default.`,
  },
  ServiceAccountMounted: {
    message: wording`${'field'} mounts the token of the ServiceAccount ${'account'}, which the pool ${'pool'} does not allow.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Remove it, or name a ServiceAccount that is allowed; the platform team can add it to allowedServiceAccounts in InfraRules/default.`,
  },
  SecretNotAllowed: {
    message: wording`${'what'}, a Secret that the pool ${'pool'} does not allow.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Use one that is allowed, or remove it; the platform team can add it to allowedSecrets in InfraRules/default.`,
  },
  DeviceNotAllowed: {
    message: wording`${'field'} is a device that the resources of the pool ${'pool'} do not name.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Remove it, or choose a pool that has it with scaling.pool; the platform team can add a device to the resources of a pool in InfraRules/default.`,
  },
  ClaimNotAllowed: {
    message: wording`${'field'} claims devices that the resources of the pool ${'pool'} do not name.`,
    allowed: wording`${'allowed'}`,
    hint: wording`Remove it. A pool names its devices as extended resources, which the platform team can add to its resources in InfraRules/default.`,
  },
  NodeNameNotAllowed: {
    message: wording`nodeName is ${'node'}, which puts the pod on a node past the scheduler and its taints.`,
    allowed: wording`nothing: the scheduler chooses the node`,
    hint: wording`Remove it, or use nodeSelector or affinity; the platform team can make a pool of the node with the pool's nodeSelector and tolerations in InfraRules/default.`,
  },
  PriorityClassNotAllowed: {
    message: wording`priorityClassName is ${'name'}, a class that Kubernetes keeps for the parts of the cluster itself.`,
    allowed: wording`the name of a PriorityClass that does not start with system-`,
    hint: wording`Remove it, or use a class of your own; the platform team can create a PriorityClass for workers.`,
  },
  ProtectedField: {
    message: wording`${'what'}, but the pool ${'pool'} protects it.`,
    hint: wording`Remove it from the podSpec, or choose another pool; the platform team protects what may not differ in a pool.`,
  },
} as const satisfies { readonly [name: string]: Refusal };

/** What is allowed where nothing is. */
export const NO_ACCOUNTS = 'none: workers need no Kubernetes API';
export const noDevices = wording`none: the pool ${'pool'} has no devices`;

/** In place of a level of the Pod Security Standards. */
export const LAXER_LEVELS = {
  privileged: '',
  baseline: 'privileged',
  restricted: 'baseline or privileged',
} as const;
