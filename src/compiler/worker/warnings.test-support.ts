import type { Json, JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, SETTINGS_FOR_TESTS } from '../functions.test-support.ts';
import type { Settings } from '../words/settings.ts';

/** Pools whose level and devices allow everything, so that no error hides a warning. */
const INFRA_RULES: JsonObject = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
  spec: {
    podSecurity: 'privileged',
    computePools: [
      {
        name: 'cpu',
        kind: 'cpu',
        resources: { limits: { memory: '1Gi', 'nvidia.com/gpu': '0' }, requests: { memory: '512Mi' } },
        maxReplicasPerWorkload: 20,
      },
      {
        name: 'gpu',
        kind: 'gpu',
        resources: { limits: { 'nvidia.com/gpu': '1' } },
        maxReplicasPerWorkload: 4,
      },
    ],
  },
};

const IN_POD_SPEC = '/spec/worker/podSpec';

/** What is said of a podSpec, as `Code /pointer`: pointers into the podSpec. */
export function said(podSpec: JsonObject, worker: JsonObject = {}, settings = SETTINGS_FOR_TESTS): string[] {
  const { diagnostics } = compiled(podSpec, worker, {}, settings);
  return diagnostics.map(({ code, pointer }) => `${code} ${pointer.replace(IN_POD_SPEC, '')}`);
}

/** The Deployment's spec that a podSpec makes. */
export function deploymentOf(podSpec: JsonObject, worker: JsonObject = {}, scaling: JsonObject = {}): Shape {
  const { functions, diagnostics } = compiled(podSpec, worker, scaling, SETTINGS_FOR_TESTS);
  const [fn] = functions;
  if (fn === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return (fn.objects[0] as unknown as { spec: Shape }).spec;
}

export interface Shape {
  readonly strategy: JsonObject;
  readonly template: { readonly metadata: JsonObject; readonly spec: PodShape };
}

interface PodShape extends JsonObject {
  readonly containers: readonly (JsonObject & { readonly env: readonly JsonObject[] })[];
}

function compiled(podSpec: JsonObject, worker: JsonObject, scaling: JsonObject, settings: Settings) {
  const fn: Json = functionWith({
    worker: { image: 'registry.example.com/tag:1', podSpec, ...worker },
    scaling: { pool: 'cpu', replicas: { max: 4 }, ...scaling },
  });
  return compile([fn, INFRA_RULES], settings);
}
