import { expect, it } from 'vitest';
import { compile, readSettings } from '../index.ts';

const FUNCTION = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'Function',
  metadata: { name: 'tag', namespace: 'shop' },
  spec: {
    targetNamespaces: ['products'],
    worker: { image: 'example.com/tag:1' },
    scaling: { pool: 'cpu', replicas: { max: 1 } },
  },
};

function said(...pointers: readonly string[]) {
  const template = { spec: { containers: [{ name: 'proxy', image: 'example.com/proxy:1' }] } };
  const pool = { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 2, template, protected: pointers };
  const rules = {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: { computePools: [pool] },
  };
  return compile([rules, FUNCTION], readSettings({}).settings)
    .diagnostics.filter(({ code }) => code === 'ProtectsNothing')
    .map(({ pointer, message, hint }) => [pointer, message, hint]);
}

it.each([
  '/spec',
  '/metadata',
  '/metadata/labels/any.example.com~1name',
  '/spec/priorityClassName',
  '/spec/nodeSelector/any',
  '/spec/containers',
  '/spec/containers/udf/resources/limits/nvidia.com~1gpu',
  '/spec/containers/proxy/image',
  '/spec/containers/1/securityContext/runAsUser',
  '/spec/volumes/not-there-yet/hostPath',
  '/spec/initContainers/0',
  '/spec/affinity/nodeAffinity',
])('%s protects something', (pointer) => {
  expect(said(pointer)).toEqual([]);
});

it.each([
  ['/spec/priorityClasName', '/spec has no field "priorityClasName"', '/spec/priorityClassName'],
  ['/spec/containers/worker/image', 'its pods have no container "worker"', '/spec/containers/udf'],
  ['/spec/containers/7', 'its pods have no container "7"', '/spec/containers/udf'],
  [
    '/spec/containers/udf/resource',
    '/spec/containers/udf has no field "resource"',
    '/spec/containers/udf/resources',
  ],
  ['/spec/hostNetwork/x', '/spec/hostNetwork has nothing below it', undefined],
])('%s protects nothing', (pointer, why, meant) => {
  expect(said('/spec/hostPID', pointer)).toEqual([
    [
      '/spec/computePools/0/protected/1',
      `protected of the pool "cpu" has ${JSON.stringify(pointer)}, but ${why}, so it protects nothing.`,
      `Correct the place, or remove it.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    ],
  ]);
});
