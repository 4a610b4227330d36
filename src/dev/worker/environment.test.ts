import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { environmentOf, type WorkerPod } from './environment.ts';

const facts = {
  name: 'tag-worker-1a2b3',
  uid: 'u',
  gatewayUrl: 'http://127.0.0.1:8084',
  token: 'secret',
  port: 4000,
};
const none = { secrets: new Map<string, string>(), variables: new Map<string, string>() };
const podOf = (container: JsonObject): WorkerPod => ({
  namespace: 'shop',
  metadata: { labels: { app: 'tag' } },
  spec: {},
  container,
  gatewayBaseUrl: 'http://layer-gateway.layer.svc.cluster.local:8080',
  tokenSecret: 'layer/turbopuffer-api-key',
});
const from = (kind: string, name: string, key: string, more = {}) => ({
  valueFrom: { [kind]: { name, key, ...more } },
});

describe('the environment of a local worker', () => {
  it('is that of the container, with the gateway and the token of here', () => {
    const env = [
      { name: 'HEVLAYER_BASE_URL', value: 'http://layer-gateway.layer.svc.cluster.local:8080' },
      { name: 'HEVLAYER_WORKER_ID', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'LAYER_GATEWAY_API_KEY', ...from('secretKeyRef', 'layer', 'turbopuffer-api-key') },
      { name: 'PORT', value: '9000' },
      { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
      { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      { name: 'WHERE', value: '$(HEVLAYER_BASE_URL)/v2 $$(APP) $(NONE)' },
    ];
    const container = { env, resources: { limits: { memory: '1Gi', cpu: '1500m' } } };
    expect(environmentOf(podOf(container), facts, none)).toEqual({
      env: {
        HEVLAYER_BASE_URL: 'http://127.0.0.1:8084',
        HEVLAYER_WORKER_ID: 'tag-worker-1a2b3',
        LAYER_GATEWAY_API_KEY: 'secret',
        PORT: '4000',
        APP: 'tag',
        MEMORY: '1024',
        CPU: '2',
        WHERE: 'http://127.0.0.1:8084/v2 $(APP) $(NONE)',
      },
      missing: [],
    });
  });

  it('has a gateway of its author alone', () => {
    const container = { env: [{ name: 'HEVLAYER_BASE_URL', value: 'http://other:80' }] };
    expect(environmentOf(podOf(container), facts, none).env).toEqual({
      HEVLAYER_BASE_URL: 'http://other:80',
    });
  });

  it('takes secrets and variables where they are given, and names those that are not', () => {
    const container = {
      envFrom: [
        { secretRef: { name: 'all' }, prefix: 'ALL_' },
        { configMapRef: { name: 'none' } },
        { configMapRef: { name: 'maybe', optional: true } },
      ],
      env: [
        { name: 'A', ...from('secretKeyRef', 'keys', 'a') },
        { name: 'B', ...from('configMapKeyRef', 'config', 'b') },
        { name: 'C', ...from('secretKeyRef', 'keys', 'c') },
        { name: 'D', ...from('secretKeyRef', 'keys', 'd', { optional: true }) },
        { name: 'E', valueFrom: { fieldRef: { fieldPath: 'status.startTime' } } },
      ],
    };
    const given = {
      secrets: new Map([
        ['keys/a', '1'],
        ['all/X', '2'],
      ]),
      variables: new Map([['B', '3']]),
    };
    expect(environmentOf(podOf(container), facts, given)).toEqual({
      env: { A: '1', ALL_X: '2', B: '3' },
      missing: [
        'Every key of none is a variable: give them with --secret none/KEY=VALUE.',
        'C comes from the key c of keys: give it with --secret keys/c=VALUE, or as C in an --env-file.',
        'E comes from status.startTime, which nothing here has: give it as E in an --env-file.',
      ],
    });
  });
});
