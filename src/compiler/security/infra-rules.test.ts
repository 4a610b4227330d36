/** What InfraRules/default decides, seen from outside the compiler. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, SETTINGS_FOR_TESTS as settings } from '../functions.test-support.ts';
import { podSecurityFindings } from './pod-security.ts';

const IMAGE = 'registry.example.com/tag:1';

function rules(spec: JsonObject, pool: JsonObject = {}): JsonObject {
  const computePools = [{ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20, ...pool }];
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: { ...spec, computePools },
  };
}

/** `code pointer`, the pointer from the podSpec on. */
function said(podSpec: JsonObject, infraRules: JsonObject | null, given = settings): string[] {
  const documents = [
    functionWith({ worker: { image: IMAGE, podSpec } }),
    ...(infraRules ? [infraRules] : []),
  ];
  return compile(documents, given, infraRules === null).diagnostics.map(
    ({ code, pointer }) => `${code} ${pointer.replace('/spec/worker/podSpec', '')}`,
  );
}

function podOf(infraRules: JsonObject, worker: JsonObject): JsonObject {
  const { functions, diagnostics } = compile(
    [functionWith({ worker: { image: IMAGE, ...worker } }), infraRules],
    settings,
  );
  expect(diagnostics).toEqual([]);
  const [deployment] = functions[0]?.objects ?? [];
  return (deployment as unknown as { spec: { template: { spec: JsonObject } } }).spec.template.spec;
}

describe('the level', () => {
  const host = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };
  const refused = ['PodSecurityViolation /hostNetwork'];

  it('is baseline where nobody says another one, stock pools included', () => {
    expect(said(host, rules({}))).toEqual(refused);
    expect(said(host, null)).toEqual(refused);
  });

  it('of a pool stands before that of all', () => {
    expect(said(host, rules({ podSecurity: 'privileged' }))).toEqual([]);
    expect(said(host, rules({ podSecurity: 'restricted' }, { podSecurity: 'privileged' }))).toEqual([]);
    expect(said(host, rules({ podSecurity: 'privileged' }, { podSecurity: 'baseline' }))).toEqual(refused);
  });

  it('is kept by what layerc makes of itself', () => {
    for (const podSecurity of ['privileged', 'baseline', 'restricted'] as const) {
      for (const dispatch of ['pull', 'push']) {
        expect(podSecurityFindings(podOf(rules({ podSecurity }), { dispatch }), podSecurity)).toEqual([]);
      }
    }
    const pod = podOf(rules({ podSecurity: 'baseline' }), {});
    expect(podSecurityFindings(pod, 'restricted').length).toBeGreaterThan(0);
  });

  it('that is restricted adds to the worker what a podSpec does not set', () => {
    const podSpec = {
      containers: [
        { name: 'udf', securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] }, runAsUser: 7 } },
      ],
    };
    expect(podOf(rules({ podSecurity: 'restricted' }), { podSpec }).containers).toMatchObject([
      {
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
          runAsNonRoot: true,
          runAsUser: 7,
        },
      },
    ]);
    const own = { containers: [{ name: 'udf', securityContext: { runAsNonRoot: false } }] };
    expect(said(own, rules({ podSecurity: 'restricted' }))).toEqual([
      'PodSecurityViolation /containers/0/securityContext/runAsNonRoot',
    ]);
  });

  it('is told beside what makes the pod invalid', () => {
    const podSpec = { containers: [{ name: 'udf', securityContext: { privileged: true } }] };
    expect(said(podSpec, rules({}))).toEqual([
      'InvalidPodSpec /containers/0/securityContext/privileged',
      'PodSecurityViolation /containers/0/securityContext/privileged',
    ]);
  });

  it('that there is none of is refused', () => {
    expect(said({}, rules({ podSecurity: 'Baseline' }))).toContain('InvalidValue /spec/podSecurity');
  });
});

describe('a place', () => {
  it('is where the podSpec has it, whatever the order of the merged pod', () => {
    const side = { name: 'side', image: 'registry.example.com/log:1' };
    const podSpec = {
      containers: [side, { name: 'udf', ports: [{ containerPort: 1, hostPort: 1 }] }],
    };
    expect(said(podSpec, rules({}))).toEqual(['PodSecurityViolation /containers/1/ports/0/hostPort']);
    expect(said({ securityContext: null }, rules({ podSecurity: 'restricted' }))).toEqual([
      'NullMapValue /securityContext',
      'PodSecurityViolation /securityContext/seccompProfile',
    ]);
  });
});

describe('allowed names', () => {
  const podSpec = {
    automountServiceAccountToken: true,
    serviceAccountName: 'reader',
    containers: [
      { name: 'udf', envFrom: [{ secretRef: { name: 'db' } }, { secretRef: { name: 'gateway-key' } }] },
    ],
  };
  const secret = 'SecretNotAllowed /containers/0/envFrom/0/secretRef/name';
  const account = 'ServiceAccountNotAllowed /serviceAccountName';
  const ours = { ...settings, gatewaySecretName: 'gateway-key' };

  it('are all where nobody says otherwise', () => {
    expect(said(podSpec, rules({}))).toEqual([]);
  });

  it('are those of the pool, else those of all, and the Secret of the gateway', () => {
    const none = { allowedServiceAccounts: [], allowedSecrets: [] };
    const some = { allowedServiceAccounts: ['r*'], allowedSecrets: ['d?', 'db'] };
    expect(said(podSpec, rules(none), ours)).toEqual([secret, account]);
    expect(said(podSpec, rules(none, { ...some, allowedSecrets: ['d*'] }), ours)).toEqual([]);
    expect(said(podSpec, rules({ allowedServiceAccounts: ['r*'] }, { allowedSecrets: [] }), ours)).toEqual([
      secret,
    ]);
    expect(said(podSpec, rules(some))).toContain('InvalidValue /spec/allowedSecrets/0');
  });
});
