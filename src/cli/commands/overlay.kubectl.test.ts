/** What kustomize makes of generated files from an overlay that renames objects and images. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kubectlSuite, suiteNeeding } from '../../../testenv/suite.ts';
import { render, workspace } from './out-dir.test-support.ts';

const FUNCTION = readFileSync('fixtures/push/function.yaml', 'utf8');
const RULES = readFileSync('fixtures/push/infra-rules.yaml', 'utf8');

const POD_SPEC = `
    podSpec:
      serviceAccountName: robot
      priorityClassName: later
      imagePullSecrets: [{name: pull}]
      initContainers:
      - {name: first, image: registry.example.com/side:1, envFrom: [{configMapRef: {name: options}}]}
      containers:
      - name: udf
        env:
        - {name: A, valueFrom: {configMapKeyRef: {name: options, key: a}}}
        - {name: B, valueFrom: {secretKeyRef: {name: login, key: b}}}
        envFrom: [{secretRef: {name: login}}, {configMapRef: {name: options}}]
      volumes:
      - {name: a, configMap: {name: options}}
      - {name: b, secret: {secretName: login}}
      - {name: c, persistentVolumeClaim: {claimName: disk}}
      - {name: d, projected: {sources: [{configMap: {name: options}}, {secret: {name: login}}]}}
`;

const SOURCE = FUNCTION.replace(/^( {2}worker:\n)/m, `$1${POD_SPEC.slice(1)}`).replace(
  /^( +)image: .*/m,
  '$1image: registry.example.com/worker:1',
);

const OTHERS = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: robot, namespace: shop}
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: later}
value: 1
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: disk, namespace: shop}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Secret
metadata: {name: pull, namespace: shop}
`;

const OVERLAY = `
resources: [../out, others.yaml]
namePrefix: dev-
nameSuffix: -x
images:
- {name: registry.example.com/worker, newTag: "7"}
- {name: registry.example.com/side, newTag: "8"}
configMapGenerator:
- {name: options, namespace: shop, literals: [a=1]}
secretGenerator:
- {name: login, namespace: shop, literals: [b=2]}
- {name: layer, namespace: shop, literals: [turbopuffer-api-key=x]}
`;

type Built = { readonly kind: string; readonly metadata: { readonly name: string } } & {
  // biome-ignore lint/suspicious/noExplicitAny: any object of Kubernetes
  readonly [field: string]: any;
};

kubectlSuite('kubectl kustomize over generated files', (kubectl) => overlays([kubectl, 'kustomize']));
suiteNeeding('kustomize over generated files', ['kustomize'], (kustomize) => overlays([kustomize, 'build']));

function overlays([program = '', ...args]: readonly string[]): void {
  const build = (folder: string): Built[] => {
    const { stdout, stderr, status } = spawnSync(program, [...args, folder], { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return parseAllDocuments(stdout).map((document) => document.toJS());
  };

  it.each([
    ['an overlay', 'overlay'],
    ['an overlay of an overlay', 'again'],
  ])('renames an object wherever it is named, and images, from %s', async (_, name) => {
    const folder = workspace({
      'src/function.yaml': SOURCE,
      'src/infra-rules.yaml': RULES,
      'overlay/kustomization.yaml': OVERLAY,
      'overlay/others.yaml': OTHERS,
      'again/kustomization.yaml': `resources: [../overlay]\nnamePrefix: two-\n`,
    });
    expect((await render(folder)).code).toBe(0);
    expectOneName(build(join(folder, name)), name === 'again' ? 'two-dev' : 'dev');
  });

  it('takes the configuration of two folders, and renames what stands in a Function', async () => {
    const folder = workspace({
      'src/function.yaml': SOURCE,
      'src/infra-rules.yaml': RULES,
      'overlay/kustomization.yaml': OVERLAY.replace('../out', '../out, ../more, function.yaml'),
      'overlay/function.yaml': SOURCE,
      'overlay/others.yaml': OTHERS,
      'more/kustomization.yaml': 'resources: [a.yaml]\nconfigurations: [kustomizeconfig.yaml]\n',
      'more/a.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: more}\n',
    });
    await render(folder);
    const config = join(folder, 'out/kustomizeconfig.yaml');
    spawnSync('cp', [config, join(folder, 'more')]);
    const objects = build(join(folder, 'overlay'));
    const pod = objects.find(({ kind }) => kind === 'Deployment')?.spec.template.spec;
    const { worker } = objects.find(({ kind }) => kind === 'Function')?.spec ?? {};
    expect(worker.image).toBe('registry.example.com/worker:7');
    expect(worker.podSpec.initContainers).toEqual(pod.initContainers);
    for (const field of ['serviceAccountName', 'priorityClassName', 'imagePullSecrets', 'volumes']) {
      expect(worker.podSpec[field], field).toEqual(pod[field]);
    }
    const [{ env, envFrom }] = pod.containers;
    expect(worker.podSpec.containers[0].envFrom).toEqual(envFrom);
    expect(env).toEqual(expect.arrayContaining(worker.podSpec.containers[0].env));
  });
}

/** Every name in the objects is the new one of what it names. */
function expectOneName(objects: readonly Built[], prefix: string): void {
  const [deployment, scaledObject, authentication] = [
    'Deployment',
    'ScaledObject',
    'TriggerAuthentication',
  ].map((kind) => objects.find((object) => object.kind === kind) as Built);
  expect(deployment?.metadata.name).toBe(`${prefix}-resize-images-worker-x`);
  expect(scaledObject?.spec.scaleTargetRef.name).toBe(deployment?.metadata.name);
  expect(scaledObject?.spec.triggers[0].authenticationRef.name).toBe(authentication?.metadata.name);
  const secrets = objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name);
  const layer = secrets.find((name) => name.startsWith(`${prefix}-layer-x-`));
  expect(authentication?.spec.secretTargetRef[0].name).toBe(layer);
  expect(JSON.stringify(deployment)).toContain(`"name":"${layer}"`);
  expect(deployment?.spec.template.spec.containers[0].image).toBe('registry.example.com/worker:7');
  expect(deployment?.spec.template.spec.initContainers[0].image).toBe('registry.example.com/side:8');
}
