/** What layerc and what an API server say of one podSpec. */
import { check } from '../../src/compiler/check/checks.ts';
import { compile } from '../../src/compiler/compile.ts';
import { emit, type Manifest } from '../../src/compiler/emit/emit.ts';
import { IndexTable } from '../../src/compiler/read/index-table.ts';
import { readInfraRules } from '../../src/compiler/read/infra-rules.ts';
import { takeInventory } from '../../src/compiler/read/inventory.ts';
import { choosePolicy } from '../../src/compiler/read/policy.ts';
import { readFunctions } from '../../src/compiler/read/read.ts';
import { resolve } from '../../src/compiler/resolve/resolve.ts';
import { unmarked } from '../../src/compiler/words/origin.ts';
import { readSettings } from '../../src/compiler/words/settings.ts';
import { mergedPod } from '../../src/compiler/worker/merged-pod.ts';
import { type Json, type JsonObject, sorted } from '../../src/json/json.ts';

const { settings } = readSettings({});

export type Level = 'privileged' | 'baseline' | 'restricted';

function infraRules(podSecurity: Level): JsonObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: { podSecurity, computePools: [{ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20 }] },
  };
}

/** What the platform team decides: a pod may be valid and not allowed all the same. */
const POLICY = /^PodSecurityViolation$|NotAllowed$/;

/** Why the compiler holds the pod of this podSpec for invalid; nothing when it does not. */
export function refusals(podSpec: JsonObject, namespace: string, worker: JsonObject = {}): string[] {
  const { diagnostics } = compile(
    [infraRules('privileged'), functionOf(podSpec, namespace, worker)],
    settings,
  );
  return diagnostics
    .filter(({ code, severity }) => severity === 'error' && !POLICY.test(code))
    .map(({ pointer, message }) => `${pointer}: ${message}`);
}

/** The messages of the compiler about a level of the Pod Security Standards. */
export function violations(podSpec: JsonObject, namespace: string, level: Level): string[] {
  const { diagnostics } = compile([infraRules(level), functionOf(podSpec, namespace, {})], settings);
  return diagnostics
    .filter(({ code }) => code === 'PodSecurityViolation')
    .map(({ pointer, message }) => `${pointer}: ${message}`);
}

/** The Deployment with the podSpec merged into it, checked or not; null where it is no patch at all. */
export function mergedDeployment(
  podSpec: JsonObject,
  namespace: string,
  worker: JsonObject = {},
  level: Level = 'privileged',
): Manifest | null {
  const { entries } = takeInventory([infraRules(level), functionOf(podSpec, namespace, worker)]);
  const functions = readFunctions(entries, settings).values;
  const policy = choosePolicy(readInfraRules(entries).values, false);
  const [fn] = functions;
  if (fn === undefined || check(fn, { policy, settings }).length > 0) return null;
  const workload = resolve(
    fn,
    { policy: policy.pools, indexes: new IndexTable([]), passedOver: 0 },
    settings,
  );
  const { pod, problems } = mergedPod(workload, unmarked);
  if (problems.length > 0) return null;
  const [deployment] = emit(workload, sorted(pod), unmarked) as [Manifest];
  return deployment;
}

function functionOf(podSpec: JsonObject, namespace: string, worker: JsonObject): Json {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name: 'f', namespace },
    spec: {
      targetNamespaces: ['products'],
      worker: { image: 'registry.example.com/tag:1', podSpec, ...worker },
      scaling: { pool: 'cpu', replicas: { max: 4 } },
    },
  };
}

/** The pod that a Deployment makes. */
export function podOf(deployment: Manifest): JsonObject {
  const { metadata, spec } = (deployment as unknown as { spec: { template: JsonObject } }).spec.template;
  const { name, namespace } = deployment.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...(metadata as JsonObject), name, namespace },
    spec: spec as JsonObject,
  };
}
