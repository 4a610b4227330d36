import { describe, expect, it } from 'vitest';
import type { FieldSet, KubeObject } from '../kube/cluster.ts';
import { additions, withoutAdditions } from './additions.ts';

const inPod = (fields: FieldSet): FieldSet => ({ 'f:spec': { 'f:template': { 'f:spec': fields } } });
const entry = (manager: string, fieldsV1: FieldSet, more: object = {}) => ({
  manager,
  operation: 'Update' as const,
  fieldsV1,
  ...more,
});
const container = (name: string) => `k:{"name":"${name}"}`;
const OURS = entry('layer-operator', inPod({ 'f:containers': { [container('udf')]: { 'f:image': {} } } }), {
  operation: 'Apply',
});

function deployment(spec: object, ...entries: object[]): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'tag-worker',
      uid: 'u',
      resourceVersion: '7',
      managedFields: [OURS, ...entries] as never,
    },
    spec: { template: { metadata: { labels: { a: 'b' } }, spec } },
  };
}

describe('additions', () => {
  const containers = [
    { name: 'one' },
    { name: 'udf', image: 'x', env: [{ name: 'A' }, { name: 'B' }] },
    { name: 'two' },
  ];
  const live = deployment(
    { containers, hostNetwork: true, dnsPolicy: 'Default' },
    entry(
      'kubectl-edit',
      inPod({
        'f:hostNetwork': {},
        'f:containers': {
          [container('one')]: { '.': {}, 'f:name': {} },
          [container('udf')]: { 'f:image': {}, 'f:env': { '.': {}, [container('A')]: { '.': {} } } },
          [container('two')]: { '.': {} },
        },
      }),
    ),
    entry('injector', inPod({ 'f:dnsPolicy': {} })),
    entry('layer-operator', inPod({ 'f:nodeName': {} })),
    entry('kube-controller-manager', { 'f:status': {} }, { subresource: 'status' }),
    entry('reloader', { 'f:spec': { 'f:template': { 'f:metadata': { 'f:annotations': {} } } } }),
  );

  it('are what others own of the pod and we do not, with who it was', () => {
    const found = additions(live, []).map(({ place, manager }) => `${place} by ${manager}`);
    expect(found).toEqual([
      'hostNetwork by kubectl-edit',
      'containers[one] by kubectl-edit',
      'containers[udf].env by kubectl-edit',
      'containers[two] by kubectl-edit',
      'dnsPolicy by injector',
    ]);
    expect(additions(live, ['injector', 'kubectl-edit'])).toEqual([]);
  });

  it('are taken out with their owners, from the end of each list, and nothing else is', () => {
    const patch = withoutAdditions(live, additions(live, ['injector']), ['injector']);
    expect(patch.spec.template.spec).toEqual({
      hostNetwork: null,
      containers: [{ name: 'udf', image: 'x' }],
    });
    expect(patch.metadata).toMatchObject({ uid: 'u', resourceVersion: '7' });
    expect(patch.metadata.managedFields.map(({ manager, fieldsV1 }) => [manager, fieldsV1])).toEqual([
      ['layer-operator', OURS.fieldsV1],
      ['kubectl-edit', { 'f:spec': { 'f:template': {} } }],
      ['injector', inPod({ 'f:dnsPolicy': {} })],
      ['layer-operator', inPod({ 'f:nodeName': {} })],
      ['kube-controller-manager', { 'f:status': {} }],
      ['reloader', { 'f:spec': { 'f:template': { 'f:metadata': { 'f:annotations': {} } } } }],
    ]);
    expect((live.spec as { template: { spec: object } }).template.spec).toMatchObject({ containers });
  });

  it('are told apart by all keys of an item, whatever their types', () => {
    const ports = [{ containerPort: 1 }, { containerPort: 2, protocol: 'UDP' }];
    const key = 'k:{"containerPort":2,"protocol":"UDP"}';
    const found = additions(
      deployment(
        { containers: [{ name: 'udf', ports }] },
        entry('a', inPod({ 'f:containers': { [container('udf')]: { 'f:ports': { [key]: {} } } } })),
        entry('layer-operator', inPod({ 'f:containers': { [container('udf')]: { 'f:ports': {} } } })),
      ),
      [],
    );
    expect(found.map(({ place }) => place)).toEqual(['containers[udf].ports']);
  });

  it('are none where a field is owned and gone', () => {
    expect(additions(deployment({}, entry('a', inPod({ 'f:hostPID': {} }))), [])).toEqual([]);
  });
});
