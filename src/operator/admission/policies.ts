/**
 * An answer at `kubectl apply`: `layerc manifests --admission`. Pure. Policies of the API server itself, which need no
 * webhook and no certificate; the operator's status has the last word all the same.
 */
import { CODES, GROUP, type Settings } from '../../compiler/index.ts';
import type { JsonObject } from '../../json/json.ts';
import { SELECTOR } from '../operator-deployment.ts';
import { type Cel, literal, type Rule, type Variable, validation } from './cel.ts';
import { FUNCTION_VARIABLES, functionRules } from './function-rules.ts';
import { INFRA_RULES_VARIABLES, infraRulesRules } from './infra-rules-rules.ts';
import { PATCH_VARIABLES } from './pod-patch.ts';
import { podRules } from './pod-rules.ts';
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
  readonly resource: 'functions' | 'infrarules';
  /** Where InfraRules/default is read: what happens while there is none. */
  readonly withoutRules?: 'Allow' | 'Deny';
  readonly operations?: readonly string[];
  /** Without it, what a rule cannot judge it lets pass: the operator says in the status what is wrong. */
  readonly failurePolicy?: 'Fail';
  readonly variables: readonly Variable[];
  readonly rules: readonly Rule[];
}

const API = 'admissionregistration.k8s.io/v1';
const VERSION = 'v1alpha1';

/** The policies, each with its binding. */
export function admissionPolicies(options: AdmissionOptions): JsonObject[] {
  const policies: readonly Policy[] = [
    {
      name: 'layerc-functions',
      resource: 'functions',
      variables: FUNCTION_VARIABLES,
      rules: functionRules(options.settings),
    },
    {
      name: 'layerc-pools',
      resource: 'functions',
      withoutRules: 'Allow',
      variables: [...POOL_VARIABLES, POOL_NAMES],
      rules: poolRules(),
    },
    {
      name: 'layerc-pod-specs',
      resource: 'functions',
      withoutRules: 'Allow',
      variables: [...PATCH_VARIABLES, ...podRules(options.settings).flatMap(({ variables }) => variables)],
      rules: podRules(options.settings),
    },
    ...(options.mode === 'deny' && !options.stockPools ? [MISSING_INFRA_RULES] : []),
    {
      name: 'layerc-infra-rules',
      resource: 'infrarules',
      variables: INFRA_RULES_VARIABLES,
      rules: infraRulesRules(),
    },
  ];
  return policies.flatMap((one) => [policy(one), binding(one, options)]);
}

/**
 * Only a refusal of the server itself tells that a parameter is missing, in its own words: the name of the policy says it
 * in ours. It asks no condition first and knows no warning. So it is for new Functions alone, and for `deny`.
 */
const MISSING_INFRA_RULES: Policy = {
  name: 'layerc-missing-infra-rules',
  resource: 'functions',
  withoutRules: 'Deny',
  operations: ['CREATE'],
  failurePolicy: 'Fail',
  variables: [],
  rules: [
    {
      code: 'MissingInfraRules',
      holds: 'params != null',
      says: literal(`MissingInfraRules: ${CODES.MissingInfraRules.cause}`),
    },
  ],
};

function policy(one: Policy): JsonObject {
  const { name, resource, withoutRules, operations = ['CREATE', 'UPDATE'], failurePolicy = 'Ignore' } = one;
  return {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { labels: SELECTOR, name },
    spec: {
      failurePolicy,
      ...(withoutRules && { paramKind: { apiVersion: `${GROUP}/${VERSION}`, kind: 'InfraRules' } }),
      matchConstraints: {
        // Without its subresources: a status is always taken.
        resourceRules: [{ apiGroups: [GROUP], apiVersions: [VERSION], operations, resources: [resource] }],
      },
      matchConditions: MATCH_CONDITIONS,
      variables: one.variables.map((variable) => ({ ...variable })),
      validations: one.rules.map(validation),
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

function binding({ name, resource, withoutRules }: Policy, options: AdmissionOptions): JsonObject {
  const { mode, watchNamespace } = options;
  return {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { labels: SELECTOR, name },
    spec: {
      policyName: name,
      ...(withoutRules && { paramRef: { name: 'default', parameterNotFoundAction: withoutRules } }),
      ...(watchNamespace !== null &&
        resource === 'functions' && {
          matchResources: {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': watchNamespace } },
          },
        }),
      validationActions: [ADMISSION_ACTIONS[mode]],
    },
  };
}
