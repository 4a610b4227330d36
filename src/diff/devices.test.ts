import { expect, it } from 'vitest';
import { devicesOfPod } from './devices.ts';

const gpu = (count: string, more: object = {}) => ({
  resources: { limits: { 'nvidia.com/gpu': count, cpu: '1' } },
  ...more,
});

it.each([
  ['containers run together', { containers: [gpu('1'), gpu('2')] }, 3],
  [
    'an init container hands on what it had',
    { containers: [gpu('1')], initContainers: [gpu('2'), gpu('1')] },
    2,
  ],
  [
    'a sidecar stays',
    { containers: [gpu('1')], initContainers: [gpu('2', { restartPolicy: 'Always' }), gpu('1')] },
    3,
  ],
  ['none of them is none', { containers: [gpu('0')] }, undefined],
  ['a request alone counts', { containers: [{ resources: { requests: { 'nvidia.com/gpu': 4 } } }] }, 4],
])('%s', (_, spec, count) => {
  const devices = devicesOfPod({ spec: { template: { spec } } } as never);
  expect(devices).toEqual(new Map(count === undefined ? [] : [['nvidia.com/gpu', count]]));
});
