import { describe, expect, it } from 'vitest';
import { isSaid } from './write-status.ts';

const ours = new Set(['Ready']);
const row = { type: 'Ready', status: 'True', observedGeneration: 2, lastTransitionTime: 'b' };
const stored = { poolCount: 1, conditions: [{ ...row, lastTransitionTime: 'a' }, { type: 'Theirs' }] };

describe('a status that is said already', () => {
  it('may have other times, other conditions and more fields', () => {
    expect(isSaid({ poolCount: 1, conditions: [row] }, { ...stored, more: 1 }, ours)).toBe(true);
  });

  it.each([
    ['a field has another value', { poolCount: 2, conditions: [row] }],
    ['a field is new', { poolCount: 1, rollout: '0/40', conditions: [row] }],
    ['a condition is gone', { poolCount: 1, conditions: [] }],
    ['a condition differs', { poolCount: 1, conditions: [{ ...row, status: 'False' }] }],
  ])('is not said where %s', (_, wanted) => {
    expect(isSaid(wanted, stored, ours)).toBe(false);
  });

  it('lacks what its schema drops', () => {
    const { observedGeneration: _, ...theirs } = row;
    const dropped = ['status.rollout', 'status.conditions.observedGeneration'];
    const wanted = { poolCount: 1, rollout: '0/40', conditions: [row] };
    const kept = { poolCount: 1, conditions: [theirs] };
    expect(isSaid(wanted, kept, ours, dropped)).toBe(true);
    expect(isSaid(wanted, kept, ours, dropped.slice(1))).toBe(false);
    expect(isSaid(wanted, kept, ours, dropped.slice(0, 1))).toBe(false);
  });
});
