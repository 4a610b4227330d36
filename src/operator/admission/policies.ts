/**
 * An answer at `kubectl apply`: `layerc manifests --admission`. Pure. Policies of the API server itself, which need no
 * webhook and no certificate; the operator's status has the last word all the same.
 */
import { GROUP, type Settings } from '../../compiler/index.ts';
import type { JsonObject } from '../../json/json.ts';
import { SELECTOR } from '../operator-deployment.ts';
import { type Cel, type Rule, type Variable, validation } from './cel.ts';
import { FUNCTION_VARIABLES, functionRules } from './function-rules.ts';
import { POOL_NAMES, POOL_VARIABLES, poolRules } from './pool-rules.ts';

/** What happens to an object that a policy finds fault with, by the words of the flag. */
export const ADMISSION_ACTIONS = { warn: 'Warn', deny: 'Deny', audit: 'Audit' } as const;

export type AdmissionMode = keyof typeof ADMISSION_ACTIONS;

export interface AdmissionOptions {
  readonly mode: AdmissionMode;
  readonly settings: Settings;
  /** The namespace of the operator's Functions; null: all. */
  readonly watchNamespace: string | null;
  /** Whether the operator knows pools where there is no InfraRules. */
  readonly stockPools: boolean;
}

interface Policy {
  readonly name: string;
  /** Whether InfraRules/default is read. */
  readonly reads: boolean;
  readonly variables: readonly Variable[];
  readonly rules: readonly Rule[];
}

const API = 'admissionregistration.k8s.io/v1';
const VERSION = 'v1alpha1';

/** The policies, each with its binding. */
export function admissionPolicies(options: AdmissionOptions): JsonObject[] {
  const { settings } = options;
  const policies: readonly Policy[] = [
    {
      name: 'layerc-functions',
      reads: false,
      variables: FUNCTION_VARIABLES,
      rules: functionRules(settings),
    },
    { name: 'layerc-pools', reads: true, variables: [...POOL_VARIABLES, POOL_NAMES], rules: poolRules() },
  ];
  return policies.flatMap((one) => [policy(one), binding(one, options)]);
}

function policy({ name, reads, variables, rules }: Policy): JsonObject {
  return {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { labels: SELECTOR, name },
    spec: {
      // What a rule cannot judge it lets pass: the operator looks at it again, and says in the status what is wrong.
      failurePolicy: 'Ignore',
      ...(reads && { paramKind: { apiVersion: `${GROUP}/${VERSION}`, kind: 'InfraRules' } }),
      matchConstraints: {
        // Without its subresources: a status is always taken.
        resourceRules: [
          {
            apiGroups: [GROUP],
            apiVersions: [VERSION],
            operations: ['CREATE', 'UPDATE'],
            resources: ['functions'],
          },
        ],
      },
      matchConditions: MATCH_CONDITIONS,
      variables: variables.map((one) => ({ ...one })),
      validations: rules.map(validation),
    },
  };
}

/** Deletions, finalizers, labels and annotations pass, whatever the spec is: it was there before. */
const MATCH_CONDITIONS: { readonly name: string; readonly expression: Cel }[] = [
  { name: 'is-not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
  {
    name: 'spec-changes',
    expression: "request.operation == 'CREATE' || dyn(object).?spec != dyn(oldObject).?spec",
  },
];

function binding({ name, reads }: Policy, { mode, watchNamespace }: AdmissionOptions): JsonObject {
  return {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { labels: SELECTOR, name },
    spec: {
      policyName: name,
      ...(reads && { paramRef: { name: 'default', parameterNotFoundAction: 'Allow' } }),
      ...(watchNamespace !== null && {
        matchResources: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': watchNamespace } },
        },
      }),
      validationActions: [ADMISSION_ACTIONS[mode]],
    },
  };
}
