import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import { reduceChild, reduceSource } from '../watch/reduce.ts';
import { Pace } from './pace.ts';
import { looksLikePolicys, mustWait } from './paced.ts';

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

describe('a new template', () => {
  const applied = '2026-01-01T10:00:00Z';
  const live = { ...template('x:1'), ...deployment(applied, 1) } as KubeObject;

  function template(image: string): KubeObject {
    const spec = { template: { spec: { containers: [{ name: 'udf', image }] } } };
    const metadata = { name: 'tag-worker', namespace: 'shop' };
    return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec } as unknown as KubeObject;
  }

  /** Whether it waits while another Function has the only place. */
  function waits(changed: string, status: object, policyChanged = '2026-01-01T09:00:00Z'): boolean {
    const options = { limit: () => 1, isKnown: () => true, settleMs: 0, wake: () => {}, changed: () => {} };
    const pace = new Pace(options);
    pace.mayRoll('Function shop/other', 0);
    const own = { ...fn({ ...author, time: changed }), status };
    own.metadata = { ...own.metadata, generation: 3 };
    const cache = { infraRules: () => fn({ ...author, time: policyChanged }) } as unknown as Cache;
    return mustWait(own, template('x:2'), live, { pace, cache, now: () => 0, allowedManagers: [] });
  }

  const author = { manager: 'kubectl', operation: 'Update', ...field };
  const unfinished = (type: string, observedGeneration = 3) => ({
    observedGeneration,
    conditions: [{ type, status: 'True', reason: 'ApplyFailed', message: 'no' }],
  });

  it('waits where the Function is as its status says', () => {
    expect(waits('2026-01-01T11:00:00Z', { observedGeneration: 3, conditions: [] })).toBe(true);
  });

  it('goes at once where the Function is newer than its status', () => {
    expect(waits('2026-01-01T11:00:00Z', unfinished('Ready', 2))).toBe(false);
    expect(waits('2026-01-01T11:00:00Z', {})).toBe(false);
  });

  it('goes at once where its author changed the Function and a look before could not apply it', () => {
    expect(waits('2026-01-01T11:00:00Z', unfinished('Reconciling'))).toBe(false);
    expect(waits('2026-01-01T11:00:00Z', unfinished('Stalled'))).toBe(false);
    expect(waits(applied, unfinished('Reconciling'))).toBe(false);
    // Workers that do not come up are no unfinished look.
    expect(waits('2026-01-01T11:00:00Z', unfinished('Ready'))).toBe(true);
  });

  it('waits where the policy has changed since, or the Deployment was written since', () => {
    expect(waits('2026-01-01T11:00:00Z', unfinished('Stalled'), '2026-01-01T12:00:00Z')).toBe(true);
    expect(waits('2026-01-01T09:30:00Z', unfinished('Stalled'))).toBe(true);
  });
});
