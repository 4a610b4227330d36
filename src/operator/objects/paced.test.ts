import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kube/cluster.ts';
import { reduceChild, reduceSource } from '../watch/reduce.ts';
import { looksLikePolicys } from './paced.ts';

const field = { fieldsV1: { 'f:spec': {} } };

function fn(...managedFields: object[]): KubeObject {
  const metadata = { name: 'tag', namespace: 'shop', managedFields };
  return reduceSource({ apiVersion: 'v1', kind: 'Function', metadata, spec: {} } as unknown as KubeObject);
}

function deployment(time: string, readyReplicas: number): KubeObject {
  const managedFields = [{ manager: 'layer-operator', operation: 'Apply', time, ...field }];
  const metadata = { name: 'tag-worker', namespace: 'shop', managedFields };
  const status = { readyReplicas };
  return reduceChild({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    status,
  } as unknown as KubeObject);
}

describe('a Deployment that rolls when the operator starts', () => {
  const author = { manager: 'kubectl', operation: 'Update', time: '2026-01-01T10:00:00Z', ...field };
  const status = {
    ...author,
    manager: 'layer-operator',
    subresource: 'status',
    time: '2026-01-01T12:00:00Z',
  };

  it('rolls for the policy if it was written when its author was at rest', () => {
    expect(looksLikePolicys(fn(author, status), deployment('2026-01-01T12:00:00Z', 1), null)).toBe(true);
    expect(looksLikePolicys(fn(author, status), deployment('2026-01-01T10:00:30Z', 1), null)).toBe(false);
  });

  it('rolls for the policy if that changed after its author, and before it was written', () => {
    const own = fn(author, status);
    const at = (time: string) => fn({ ...author, time });
    const written = deployment('2026-01-01T10:00:30Z', 1);
    expect(looksLikePolicys(own, written, at('2026-01-01T10:00:30Z'))).toBe(true);
    expect(looksLikePolicys(own, written, at('2026-01-01T09:00:00Z'))).toBe(false);
    expect(looksLikePolicys(own, written, at('2026-01-01T10:00:31Z'))).toBe(false);
    expect(looksLikePolicys(own, written, at('2026-01-01T10:00:00Z'))).toBe(false);
  });

  it('has its author for a cause if nothing of it has ever been ready', () => {
    expect(looksLikePolicys(fn(author), deployment('2026-01-01T12:00:00Z', 0), null)).toBe(false);
  });

  it('counts where nobody says when it was written', () => {
    expect(looksLikePolicys(fn(), deployment('2026-01-01T12:00:00Z', 1), null)).toBe(true);
  });
});
