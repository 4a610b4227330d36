import type { Code } from '../../compiler/index.ts';

/**
 * Where an error is answered, once `layerc manifests --admission` is applied: at the apply by a policy, wholly or in
 * part; by the CustomResourceDefinition, which comes first; or in the status alone. Codes that are about files, and not
 * about objects in a cluster, are absent. docs/admission.md has this table for people.
 */
export interface Answer {
  readonly by: 'policy' | 'in part' | 'definition' | 'status';
  /** The policy. */
  readonly policy?: string;
  /** What is left to the status, or what else there is to say. */
  readonly note: string;
}

const OBJECTS = 'layerc-functions';
const POOLS = 'layerc-pools';
const PODS = 'layerc-pod-specs';
const SCHEMA = "the shape of the object; under hev's own, as far as that goes, else the status";

export const ANSWERS: { readonly [code in Code]?: Answer } = {
  UnknownPool: { by: 'policy', policy: POOLS, note: 'without a guess at the pool that was meant' },
  ReplicasOverPoolCeiling: { by: 'policy', policy: POOLS, note: '' },
  ReplicasOverCeiling: {
    by: 'policy',
    policy: OBJECTS,
    note: 'the ceiling is that with which the manifests were made',
  },
  MinOverMax: {
    by: 'policy',
    policy: OBJECTS,
    note: "layerc's own definition refuses it before, in its words",
  },
  NoTargets: {
    by: 'policy',
    policy: OBJECTS,
    note: "layerc's own definition refuses it before, in its words",
  },
  InvalidName: {
    by: 'in part',
    policy: OBJECTS,
    note: "a name of more than 63 characters; layerc's own definition refuses it before. Other names no server takes",
  },
  InvalidCron: {
    by: 'in part',
    policy: OBJECTS,
    note: "its fields; the status says where its windows cannot be said in cron, or its day never comes. What is no five fields layerc's own definition refuses before",
  },
  MissingInfraRules: {
    by: 'in part',
    policy: 'layerc-missing-infra-rules',
    note: 'with `deny` and for new Functions, in the words of the server',
  },
  PodSecurityViolation: {
    by: 'in part',
    policy: PODS,
    note: 'what the podSpec sets; what it lacks for the level restricted, and AppArmor by annotation, the status says',
  },
  ServiceAccountNotAllowed: { by: 'in part', policy: PODS, note: 'a projected token is left to the status' },
  SecretNotAllowed: { by: 'policy', policy: PODS, note: '' },
  DeviceNotAllowed: { by: 'policy', policy: PODS, note: '' },
  NodeNameNotAllowed: { by: 'policy', policy: PODS, note: '' },
  PriorityClassNotAllowed: { by: 'policy', policy: PODS, note: '' },
  ProtectedField: {
    by: 'in part',
    policy: PODS,
    note: 'a field up to four names deep, `~1` among them, and labels and annotations; what leads through a list (`/spec/containers/udf`) and what layerc writes itself (`/spec/securityContext`) is left to the status',
  },
  InvalidInfraRulesName: {
    by: 'policy',
    policy: 'layerc-infra-rules',
    note: "layerc's own definition refuses it before, in its words",
  },
  DuplicatePool: {
    by: 'policy',
    policy: 'layerc-infra-rules',
    note: "layerc's own definition refuses it before, in its words",
  },
  MissingField: { by: 'definition', note: SCHEMA },
  UnknownField: { by: 'definition', note: 'refused by kubectl, dropped from other clients' },
  InvalidType: { by: 'definition', note: SCHEMA },
  InvalidValue: { by: 'definition', note: SCHEMA },
  OutOfRange: { by: 'definition', note: SCHEMA },
  VersionConflict: { by: 'definition', note: "hev's own drops one of the two" },
  InvalidImage: { by: 'status', note: "blanks are refused by layerc's definition" },
  InvalidPodSpec: { by: 'status', note: 'a podSpec is a patch, and has no shape of its own' },
  InvalidPool: { by: 'status', note: 'of InfraRules/default and of the Functions of the pool' },
  UnusablePool: { by: 'status', note: '' },
  ReplicasOverPoolTotal: { by: 'status', note: 'what others ask for, a policy cannot know' },
  InternalError: { by: 'status', note: '' },
};
