import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import { unknownField } from './unknown-pod-field.ts';

describe('a field that a type does not have', () => {
  it('is a variable that is not indented', () => {
    const container = { name: 'udf', A: 'b', C_D: new ExactNumber('1.10'), E: true };
    const write = {
      env: [
        { name: 'A', value: 'b' },
        { name: 'C_D', value: '1.10' },
        { name: 'E', value: 'true' },
      ],
    };
    expect(unknownField('A', 'Container', container)).toMatchObject({ write });
    // Once is enough.
    expect(unknownField('E', 'Container', container)).not.toHaveProperty('write');
    expect(unknownField('E', 'Container', container).hint).toContain('below env');
  });

  it.each([
    ['a Pod', { containers: [{ name: 'emb', image: 'a', args: ['b'] }] }],
    ['a Deployment', { replicas: 2, template: { spec: { containers: [{ name: 'emb', args: ['b'] }] } } }],
  ])('is the spec of %s, whose container is the worker', (_, spec) => {
    expect(unknownField('spec', 'PodSpec', { spec })).toMatchObject({
      write: { podSpec: { containers: [{ name: 'udf', args: ['b'] }] } },
    });
  });

  it('keeps the names of several containers', () => {
    const containers = [{ name: 'a' }, { name: 'b' }];
    expect(unknownField('spec', 'PodSpec', { spec: { containers } }).write).toEqual({
      podSpec: { containers },
    });
  });
});
