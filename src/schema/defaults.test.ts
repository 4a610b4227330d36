import { expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { withDefaults } from './defaults.ts';

function layerFunction(spec: JsonObject): JsonObject {
  return { apiVersion: 'hevlayer.com/v1alpha1', kind: 'Function', metadata: { name: 'a' }, spec };
}

const LEAST: JsonObject = { worker: { image: 'i' }, scaling: { replicas: { max: 1 } } };

test('the least Function has the defaults of the CRD', () => {
  expect(withDefaults('Function', layerFunction(LEAST)).spec).toEqual({
    paused: false,
    targetNamespaces: [],
    inputs: [],
    invalidates: [],
    triggers: ['discovery'],
    worker: { image: 'i', dispatch: 'pull', computeClass: 'cpu', batchSize: 32, timeoutSeconds: 30 },
    schedule: {
      discoveryIntervalSeconds: 60,
      leaseSeconds: 120,
      maxConcurrentScans: 4,
      maxInFlightBatches: 8,
    },
    retry: { maxAttempts: 8, initialBackoffSeconds: 5, maxBackoffSeconds: 300 },
    scaling: { mode: 'autoscale', replicas: { min: 0, max: 1 } },
    groupByParent: false,
  });
});

test('what is given stays', () => {
  const given: JsonObject = {
    ...LEAST,
    paused: true,
    triggers: [],
    schedule: { leaseSeconds: 7 },
    worker: { image: 'i', podSpec: { hostname: null } },
    filter: { a: null, b: [null] },
  };
  expect(withDefaults('Function', layerFunction(given)).spec).toMatchObject({
    paused: true,
    triggers: [],
    schedule: { leaseSeconds: 7, maxInFlightBatches: 8 },
    worker: { podSpec: { hostname: null } },
    filter: { a: null, b: [null] },
  });
});

test('a null in a field is no field', () => {
  const given = layerFunction({
    ...LEAST,
    worker: { image: 'i', port: null, url: null },
    schedule: { cron: null },
    filter: null,
  });
  const { spec } = withDefaults('Function', given);
  expect('filter' in spec).toBe(false);
  expect(Object.keys(spec.worker).sort()).toEqual([
    'batchSize',
    'computeClass',
    'dispatch',
    'image',
    'timeoutSeconds',
  ]);
  expect('cron' in spec.schedule).toBe(false);
});

test('the input is as it was', () => {
  const given = layerFunction({ ...LEAST, worker: { image: 'i', port: null } });
  const before = structuredClone(given);
  withDefaults('Function', given);
  expect(given).toEqual(before);
});

test('the items of a list are filled, an open object keeps what is unknown', () => {
  const rules = { metadata: { name: 'default' }, spec: { computePools: [{ name: 'cpu', gpuType: null }] } };
  expect(withDefaults('InfraRules', rules).spec).toEqual({
    podSecurity: 'baseline',
    allowedServiceAccounts: ['*'],
    allowedSecrets: ['*'],
    computePools: [{ name: 'cpu' }],
    embedders: [],
    ocr: [],
  });
  const index = JSON.parse('{"metadata":{"name":"a"},"spec":{"backend":{},"x":null,"__proto__":{"y":1}}}');
  const filled = withDefaults('Index', index).spec;
  expect(JSON.stringify(filled)).toBe('{"backend":{},"x":null,"__proto__":{"y":1},"metadata":{"labels":{}}}');
});

test('InfraRules without a spec has none of everything', () => {
  expect(withDefaults('InfraRules', { metadata: { name: 'default' } }).spec.computePools).toEqual([]);
});
