import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import { functionWith, INFRA_RULES } from '../functions.test-support.ts';
import { gatewayPods, readSettings } from '../words/settings.ts';

describe('the pods that the gateway is', () => {
  it.each([
    ['layer:app=gateway', { namespace: 'layer', labels: { app: 'gateway' } }],
    ['a:x.io/b=2, a=', { namespace: 'a', labels: { a: '', 'x.io/b': '2' } }],
  ])('are %s', (text, pods) => {
    const { settings, problems } = readSettings({ gatewayPods: text });
    expect(problems).toEqual([]);
    expect(gatewayPods(settings)).toEqual(pods);
  });

  it.each([
    'layer',
    'layer:',
    ':a=b',
    'layer:a',
    'layer:a=b=c',
    'layer:a=b,',
    'layer:a=b,a=c',
    'La:a=b',
    'a:-=b',
  ])('are not %s', (text) => {
    const { problems } = readSettings({ gatewayPods: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('--gateway-pods');
  });

  it('close the port of push workers alone, and only where they are said', () => {
    const kinds = (text: string, dispatch: string) => {
      const fn = functionWith({ worker: { image: 'registry.example.com/tag:1', dispatch } });
      const { functions } = compile([fn, INFRA_RULES], readSettings({ gatewayPods: text }).settings);
      return functions.flatMap(({ objects }) => objects.map(({ kind }) => kind));
    };
    expect(kinds('layer:app=gateway', 'push')).toContain('NetworkPolicy');
    expect(kinds('layer:app=gateway', 'pull')).not.toContain('NetworkPolicy');
    expect(kinds('', 'push')).not.toContain('NetworkPolicy');
  });
});
