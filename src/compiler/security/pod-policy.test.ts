import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { POD_TYPES } from '../kubernetes/pod-types.generated.ts';
import type { Pool } from '../read/pool.ts';
import { STOCK_POOLS } from '../read/stock-pools.ts';
import { fitsAny } from './name-pattern.ts';
import { policyFindings } from './pod-policy.ts';
import { SECRET_TYPES, secretReferences } from './secret-references.ts';

const CPU = { ...(STOCK_POOLS.get('cpu') as Pool), podSecurity: 'privileged' } as const;
const GPU = { ...(STOCK_POOLS.get('gpu') as Pool), podSecurity: 'privileged' } as const;

function findings(pod: JsonObject, pool: Pool = CPU) {
  const merged = { automountServiceAccountToken: false, ...pod };
  return policyFindings(merged, pool, 'layer', {}).map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('a name', () => {
  it.each([
    ['team-a', ['team-a'], true],
    ['team-ab', ['team-a'], false],
    ['team-a', ['team-*'], true],
    ['team-', ['team-*'], true],
    ['my-team-a', ['team-*'], false],
    ['a', ['*'], true],
    ['', ['*'], true],
    ['aba', ['ab*ba'], false],
    ['abba', ['ab*ba'], true],
    ['a-b-c', ['a*b*c'], true],
    ['a-c-b', ['a*b*c'], false],
    ['axb', ['a.b'], false],
    ['a', [], false],
    ['b', ['a', 'b'], true],
    ['a', ['**'], true],
  ])('%s fits %j: %s', (name, patterns, fits) => {
    expect(fitsAny(name, patterns)).toBe(fits);
  });

  it('is compared in no time with a pattern of many parts', () => {
    const name = 'a'.repeat(253);
    const pattern = '*a'.repeat(126);
    expect(fitsAny(name, [pattern])).toBe(true);
    for (let tries = 0; tries < 10_000; tries++) expect(fitsAny(name, [`${pattern}b`])).toBe(false);
  });
});

describe('a ServiceAccount', () => {
  const narrowed = { ...CPU, allowedServiceAccounts: ['reader-*'] };

  it('may be any, or what the pool allows', () => {
    const token = { automountServiceAccountToken: true };
    expect(findings({ serviceAccountName: 'admin', ...token })).toEqual([]);
    expect(findings({ serviceAccountName: 'reader-a', ...token }, narrowed)).toEqual([]);
    expect(findings({ serviceAccountName: 'admin', ...token }, narrowed)).toEqual([
      'ServiceAccountNotAllowed /serviceAccountName',
    ]);
    expect(findings({ serviceAccount: 'admin', ...token }, narrowed)).toEqual([
      'ServiceAccountNotAllowed /serviceAccount',
    ]);
  });

  it('is default where a pod names none, and matters once its token is asked for', () => {
    expect(findings({}, narrowed)).toEqual([]);
    expect(findings({ automountServiceAccountToken: true }, narrowed)).toEqual([
      'ServiceAccountNotAllowed /automountServiceAccountToken',
    ]);
    const sources = [{ configMap: { name: 'a' } }, { serviceAccountToken: { path: 'a' } }];
    expect(findings({ volumes: [{ name: 'a', projected: { sources } }] }, narrowed)).toEqual([
      'ServiceAccountNotAllowed /volumes/0/projected/sources/1/serviceAccountToken',
    ]);
  });

  it('is said to have no token where it has none', () => {
    expect(findings({ serviceAccountName: 'a' })).toEqual(['TokenNotMounted /serviceAccountName']);
    expect(findings({ serviceAccountName: 'a', automountServiceAccountToken: true })).toEqual([]);
    const sources = [{ serviceAccountToken: { path: 'a' } }];
    expect(findings({ serviceAccountName: 'a', volumes: [{ name: 'a', projected: { sources } }] })).toEqual(
      [],
    );
  });
});

describe('a Secret', () => {
  const reference = { name: 'db' };
  const pod: JsonObject = {
    containers: [
      {
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'layer', key: 'a' } } }],
        envFrom: [{ secretRef: reference }, { configMapRef: reference }],
      },
    ],
    initContainers: [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { ...reference, key: 'a' } } }] }],
    imagePullSecrets: [reference],
    volumes: [
      { name: 'a', secret: { secretName: 'db' } },
      { name: 'b', projected: { sources: [{ secret: reference }] } },
      { name: 'c', csi: { driver: 'd', nodePublishSecretRef: reference } },
      { name: 'd', azureFile: { secretName: 'db', shareName: 'a' } },
      ...['cephfs', 'cinder', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos'].map((kind) => ({
        name: kind,
        [kind]: { secretRef: reference },
      })),
    ],
  };

  it('is found wherever a pod can name one', () => {
    expect(secretReferences(pod).filter(({ name }) => name === 'db')).toHaveLength(14);
    expect(findings(pod)).toEqual([]);
    expect(findings(pod, { ...CPU, allowedSecrets: ['d*'] })).toEqual([]);
    const refused = findings(pod, { ...CPU, allowedSecrets: [] });
    expect(refused).toHaveLength(14);
    expect(refused).toContain('SecretNotAllowed /volumes/2/csi/nodePublishSecretRef/name');
  });

  it('has a place in the table for every type of Kubernetes that speaks of one', () => {
    const mentions = Object.entries(POD_TYPES).flatMap(([type, { fields }]) =>
      Object.entries(fields)
        .filter(([field]) => /secret/i.test(field) && field !== 'secretFile')
        .map(([field, of]) => [type, field, of.replace('[]', '')] as const),
    );
    expect(mentions.length).toBeGreaterThan(10);
    for (const [type, field, of] of mentions) {
      expect(SECRET_TYPES[type] === field || SECRET_TYPES[of] !== undefined, `${type}.${field}`).toBe(true);
    }
    const others = Object.entries(POD_TYPES).flatMap(([type, { fields }]) =>
      Object.entries(fields)
        .filter(([field, of]) => /^(\[\])?LocalObjectReference$/.test(of) && !/secret/i.test(field))
        .map(([field]) => `${type}.${field}`),
    );
    expect(others).toEqual([]);
  });
});

describe('a device', () => {
  const withLimits = (limits: JsonObject) => ({ containers: [{ name: 'udf', resources: { limits } }] });

  it('has to be one of the pool', () => {
    const gpu = withLimits({ cpu: '1', 'hugepages-2Mi': '2Mi', 'nvidia.com/gpu': '1' });
    expect(findings(gpu, GPU)).toEqual([]);
    expect(findings(gpu)).toEqual(['DeviceNotAllowed /containers/0/resources/limits/nvidia.com~1gpu']);
    expect(findings(withLimits({ 'amd.com/gpu': '1' }), GPU)).toEqual([
      'DeviceNotAllowed /containers/0/resources/limits/amd.com~1gpu',
    ]);
  });

  it('is looked for in every container, and told once where it is requested and limited', () => {
    const resources = { requests: { 'a.b/c': 1 }, limits: { 'a.b/c': 1 } };
    expect(findings({ initContainers: [{ resources }], containers: [{ resources }] })).toEqual([
      'DeviceNotAllowed /initContainers/0/resources/limits/a.b~1c',
      'DeviceNotAllowed /containers/0/resources/limits/a.b~1c',
    ]);
  });

  it('may not be claimed', () => {
    expect(findings({ resourceClaims: [{ name: 'gpu', resourceClaimName: 'a' }] }, GPU)).toEqual([
      'DeviceNotAllowed /resourceClaims/0',
    ]);
  });
});

describe('in any pool are refused', () => {
  it.each([
    [{ nodeName: 'node-1' }, 'NodeNameNotAllowed /nodeName'],
    [{ priorityClassName: 'system-node-critical' }, 'PriorityClassNotAllowed /priorityClassName'],
    [{ priorityClassName: 'system-cluster-critical' }, 'PriorityClassNotAllowed /priorityClassName'],
  ])('%j', (pod, expected) => {
    expect(findings(pod)).toEqual([expected]);
  });

  it('and nothing else', () => {
    expect(findings({ nodeName: '', priorityClassName: 'batch', nodeSelector: { a: 'b' } })).toEqual([]);
  });
});
