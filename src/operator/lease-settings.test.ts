import { describe, expect, it } from 'vitest';
import { readSettings } from '../compiler/index.ts';
import { besides } from './beside.ts';
import { readOperatorConfig } from './config.ts';
import { ApiError, type KubeObject } from './kube/cluster.ts';
import { leaseNamespace } from './lease-place.ts';
import { otherSettings, publishedSettings, SETTINGS_ANNOTATION, settingsIn } from './lease-settings.ts';

const OFF = { asksVersion: true, stockPools: false, once: true, dryRun: false };

function configOf(given: Parameters<typeof readSettings>[0] = {}, more: object = {}) {
  const { config } = readOperatorConfig(readSettings(given).settings, {}, OFF, null);
  return { ...config, ...more };
}

function lease(namespace: string, annotation?: string, holderIdentity = 'pod-1', name = 'layerc-operator') {
  const annotations = annotation === undefined ? {} : { [SETTINGS_ANNOTATION]: annotation };
  const metadata = { name, namespace, annotations };
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata,
    spec: { holderIdentity },
  } as KubeObject;
}

describe('the settings in a Lease', () => {
  it('are those that decide what is written, by flag', () => {
    const published = publishedSettings(configOf({ gatewayBaseUrl: 'http://gw:1' }));
    expect(published).toMatchObject({
      'gateway-base-url': 'http://gw:1',
      'kubernetes-version': "the server's",
    });
    expect(Object.keys(published)).not.toContain('workers');
    expect(settingsIn(lease('a', JSON.stringify(published)))).toEqual(published);
  });

  it('stay small, whatever they are', () => {
    const allowedManagers = Array.from({ length: 500 }, (_, index) => `manager-${index}`);
    const text = publishedSettings(configOf({}, { allowedManagers }))['allow-managers'];
    expect(text).toMatch(/^sha256:[0-9a-f]{16}$/);
  });

  it('differ by name; one that the other version does not know is no difference', () => {
    const theirs = publishedSettings(configOf({ gatewayBaseUrl: 'http://there' }));
    const { 'metrics-job': _, ...older } = theirs;
    const ours = publishedSettings(configOf({ gatewayBaseUrl: 'http://here', metricsJob: 'other' }));
    expect(otherSettings(ours, older).map(({ flag }) => flag)).toEqual([
      'gateway-base-url',
      'metrics-server',
    ]);
    expect(otherSettings(ours, ours)).toEqual([]);
  });

  it.each([undefined, '', '{', '[1]', '"x"', 'null'])('may be unreadable: %s', (text) => {
    const found = settingsIn(lease('a', text));
    expect(found === null || Object.keys(found).length === 0).toBe(true);
  });

  it('are named in the refusal, both of each, with what to do', () => {
    const theirs = JSON.stringify(publishedSettings(configOf({ gatewayBaseUrl: 'http://there' })));
    const { message } = besides(lease('layer', theirs), configOf({ gatewayBaseUrl: 'http://here' }));
    expect(message).toContain(
      'operator pod-1 is at work: it holds and renews the Lease layer/layerc-operator',
    );
    expect(message).toContain('  --gateway-base-url: http://there there, http://here here\n');
    expect(message).toContain('--leader-elect=false');
    const same = besides(lease('layer', theirs), configOf({ gatewayBaseUrl: 'http://there' }));
    expect(same.message).toContain('It has the same settings');
    expect(besides(lease('layer'), configOf()).message).toContain('does not say its settings');
  });
});

describe('the namespace of the Lease', () => {
  const signal = new AbortController().signal;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const find = (leases: readonly KubeObject[] | ApiError, operatorNamespace: string | null = null) =>
    leaseNamespace(
      {
        list: async () => {
          if (leases instanceof ApiError) throw leases;
          return { items: leases, resourceVersion: '1' } as never;
        },
      },
      { operatorNamespace, leaseName: 'layerc-operator' },
      log,
      signal,
    );

  it('is what was said, else that of the operator that is there, else default', async () => {
    expect(await find([lease('layer')], 'own')).toBe('own');
    expect(await find([lease('layer'), lease('b', '', 'x', 'other')])).toBe('layer');
    expect(await find([lease('old', '', ''), lease('layer')])).toBe('layer');
    expect(await find([lease('old', '', '')])).toBe('old');
    expect(await find([])).toBe('default');
  });

  it('is asked for where several are there', async () => {
    await expect(find([lease('b'), lease('a')])).rejects.toThrow('several namespaces: a, b.');
  });

  it('is default where leases may not be listed', async () => {
    const status = { code: 403, reason: 'Forbidden', message: 'no', causes: [] };
    expect(await find(new ApiError('list leases', status as never))).toBe('default');
  });
});
