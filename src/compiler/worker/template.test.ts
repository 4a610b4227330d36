/** The template of a pool and what it protects, seen from outside the compiler. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, SETTINGS_FOR_TESTS as settings } from '../functions.test-support.ts';

const IMAGE = 'registry.example.com/tag:1';

function rules(pool: JsonObject, spec: JsonObject = {}): JsonObject {
  const computePools = [{ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20, ...pool }];
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: { ...spec, computePools },
  };
}

function compiled(pool: JsonObject, worker: JsonObject = {}, spec: JsonObject = {}) {
  const fn = functionWith({ worker: { image: IMAGE, ...worker } });
  const { functions, diagnostics } = compile([fn, rules(pool, spec)], settings);
  const [deployment] = functions[0]?.objects ?? [];
  type Template = { metadata: JsonObject; spec: JsonObject & { containers: JsonObject[] } };
  const { template } = (deployment?.spec ?? {}) as { template?: Template };
  return {
    metadata: template?.metadata,
    pod: template?.spec,
    said: diagnostics.map(({ code, source, pointer }) => `${code} ${source} ${pointer}`),
  };
}

const spec = (fields: JsonObject): JsonObject => ({ template: { spec: fields } });

describe('a template', () => {
  it('comes after the fields of the pool and before the podSpec', () => {
    const pool = {
      ...spec({ nodeSelector: { a: 'template', b: 'template' }, priorityClassName: 'template' }),
      nodeSelector: { a: 'pool', c: 'pool' },
    };
    const { pod } = compiled(pool, { podSpec: { nodeSelector: { b: 'podSpec' } } });
    expect(pod?.nodeSelector).toEqual({ a: 'template', b: 'podSpec', c: 'pool' });
    expect(pod?.priorityClassName).toBe('template');
  });

  it('has no say in the order of the variables of layerc, nor in the grace unless it sets it', () => {
    const env = [{ name: 'A', value: '$(HEVLAYER_UDF_ID)' }];
    const lifecycle = { preStop: { sleep: { seconds: 40 } } };
    const { pod, said } = compiled(spec({ containers: [{ name: 'udf', env, lifecycle }] }));
    expect(said).toEqual([]);
    const names = (pod?.containers[0]?.env as JsonObject[] | undefined)?.map(({ name }) => name);
    expect(names?.at(-1)).toBe('A');
    expect(pod?.terminationGracePeriodSeconds).toBe(85);
    const set = spec({ terminationGracePeriodSeconds: 300, containers: [{ name: 'udf', lifecycle }] });
    const podSpec = { containers: [{ name: 'udf', lifecycle: { preStop: { sleep: { seconds: 50 } } } }] };
    expect(compiled(set, { podSpec }).pod?.terminationGracePeriodSeconds).toBe(300);
  });

  it('means the pods of the Function where it selects none', () => {
    const own = { matchLabels: { 'hevlayer.com/function': 'tag-products' } };
    const others = { matchLabels: { app: 'other' } };
    const term = { topologyKey: 'kubernetes.io/hostname' };
    const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
    const { pod } = compiled(
      spec({
        topologySpreadConstraints: [spread, { ...spread, topologyKey: 'rack', labelSelector: others }],
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [term, { ...term, labelSelector: others }],
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
          },
          podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, labelSelector: {} }] },
        },
      }),
    );
    expect(pod?.topologySpreadConstraints).toMatchObject([{ labelSelector: own }, { labelSelector: others }]);
    expect(pod?.affinity).toMatchObject({
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: own }, { labelSelector: others }],
        preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { labelSelector: own } }],
      },
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: {} }] },
    });
  });

  it('gives labels over those that the Function passes on and under those of the podSpec', () => {
    const template = { metadata: { labels: { a: 'pool', b: 'pool' }, annotations: { n: 'pool' } } };
    const podSpec = { metadata: { labels: { b: 'podSpec' } } };
    const { metadata } = compiled({ template }, { podSpec });
    expect(metadata).toMatchObject({ labels: { a: 'pool', b: 'podSpec' }, annotations: { n: 'pool' } });
  });

  it('may do what a podSpec may not', () => {
    const pool = {
      ...spec({
        priorityClassName: 'system-node-critical',
        serviceAccountName: 'admin',
        automountServiceAccountToken: true,
        imagePullSecrets: [{ name: 'registry' }],
      }),
      allowedServiceAccounts: [],
      allowedSecrets: [],
    };
    expect(compiled(pool).said).toEqual([]);
    expect(compiled(pool, { podSpec: { hostname: 'a' } }).said).toEqual([]);
    expect(compiled(pool, { podSpec: { imagePullSecrets: [{ name: 'own' }] } }).said).toEqual([
      'SecretNotAllowed 0 /spec/worker/podSpec/imagePullSecrets/0/name',
    ]);
  });

  it('is held to the level of its pool, alone and with a podSpec', () => {
    const hostNetwork = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };
    const at = '/spec/computePools/0/template/spec';
    expect(compiled(spec(hostNetwork)).said).toEqual([
      'UnusablePool 0 /spec/scaling/pool',
      `PodSecurityViolation 1 ${at}/hostNetwork`,
    ]);
    expect(compiled({ ...spec(hostNetwork), podSecurity: 'privileged' }).said).toEqual([]);
    const users = spec({ securityContext: { runAsUser: 1000 } });
    const podSpec = { securityContext: { seccompProfile: { type: 'Unconfined' } } };
    expect(compiled({ ...users, podSecurity: 'restricted' }, { podSpec }).said).toEqual([
      'PodSecurityViolation 0 /spec/worker/podSpec/securityContext/seccompProfile/type',
    ]);
  });

  it('is wrong at the pool, and only for those whose pod it makes invalid', () => {
    const probe = spec({ containers: [{ name: 'udf', readinessProbe: { httpGet: { port: 1 } } }] });
    const place = '/spec/computePools/0/template/spec/containers/0/readinessProbe/tcpSocket';
    expect(compiled(probe, { dispatch: 'push' }).said).toEqual([
      'UnusablePool 0 /spec/scaling/pool',
      `InvalidPool 1 ${place}`,
    ]);
    expect(compiled(probe).said).toEqual([]);
    expect(compiled(spec({ containers: [{ name: 'udf', $patch: 'delete' }] })).said).toContain(
      'InvalidPool 1 /spec/computePools/0/template/spec/containers',
    );
    expect(compiled({ template: { metadata: { labels: { 'pod-template-hash': 'x' } } } }).said).toContain(
      'InvalidPool 1 /spec/computePools/0/template/metadata/labels/pod-template-hash',
    );
  });

  it('that undoes a promise, or what the pool itself says, is told of once, at the pool', () => {
    const pool = {
      ...spec({ enableServiceLinks: true, nodeSelector: { a: 'b' } }),
      nodeSelector: { a: 'a' },
    };
    const said = [
      'PodSpecOverride 1 /spec/computePools/0/template/spec/nodeSelector',
      'SecureDefaultUndone 1 /spec/computePools/0/template/spec/enableServiceLinks',
    ];
    expect(compiled(pool).said.toSorted()).toEqual(said);
    expect(compiled(pool, { podSpec: { hostname: 'a' } }).said.toSorted()).toEqual(said);
  });
});

describe('what is protected', () => {
  const protectedPool = (...pointers: string[]) => ({
    ...spec({
      priorityClassName: 'workers',
      containers: [{ name: 'udf', securityContext: { runAsUser: 1 } }],
      initContainers: [{ name: 'first', image: IMAGE }],
    }),
    resources: { limits: { memory: '1Gi' } },
    protected: pointers,
  });
  const none: string[] = [];

  it.each([
    ['/spec/priorityClassName', { priorityClassName: 'other' }, ['/priorityClassName']],
    ['/spec/priorityClassName', { priorityClassName: null }, ['/priorityClassName']],
    ['/spec/priorityClassName', { priorityClassName: 'workers' }, none],
    ['/spec/nodeName', { hostname: 'a' }, none],
    ['/spec/tolerations', { tolerations: [{ operator: 'Exists' }] }, ['/tolerations']],
    [
      '/spec/containers/0/resources',
      { containers: [{ name: 'udf', resources: null }] },
      ['/containers/0/resources'],
    ],
    [
      '/spec/containers/udf/resources',
      { containers: [{ name: 'udf', resources: null }] },
      ['/containers/0/resources'],
    ],
    [
      '/spec/initContainers/0/image',
      {
        initContainers: [
          { name: 'own', image: IMAGE },
          { name: 'first', image: 'x:2' },
        ],
      },
      ['/initContainers/1/image'],
    ],
    ['/spec/initContainers/0', { initContainers: [{ name: 'own', image: IMAGE }] }, none],
    ['/spec/initContainers', { initContainers: [{ name: 'own', image: IMAGE }] }, ['/initContainers']],
    ['/metadata/labels/a', { metadata: { labels: { a: 'b' } } }, ['/metadata/labels/a']],
    ['/metadata/labels', { metadata: { labels: { a: 'b' } } }, ['/metadata/labels']],
    ['/metadata/annotations', { metadata: { labels: { a: 'b' } } }, none],
    ['/spec', { hostname: 'a' }, ['']],
  ])('%s against %j', (pointer, podSpec, places) => {
    const { said } = compiled(protectedPool(pointer), { podSpec: podSpec as JsonObject });
    expect(said.filter((one) => one.startsWith('ProtectedField'))).toEqual(
      places.map((place) => `ProtectedField 0 /spec/worker/podSpec${place}`),
    );
  });
});
