import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { Workload } from '../resolve/workload.ts';
import { rolloutOf } from './rollout.ts';
import { deploymentOf } from './warnings.test-support.ts';

const NO_SURGE = { maxSurge: 0, maxUnavailable: 1 };
const PULL = { maxSurge: '25%', maxUnavailable: '25%' };
const PUSH = { maxSurge: '25%', maxUnavailable: 0 };

const image = 'registry.example.com/x:1';
const udf = (fields: JsonObject): JsonObject => ({ containers: [{ name: 'udf', ...fields }] });
const init = (fields: JsonObject): JsonObject => ({ initContainers: [{ name: 'i', image, ...fields }] });
const device = (amount: JsonObject[string] = 1): JsonObject => ({
  resources: { limits: { 'nvidia.com/gpu': amount } },
});
const apart = (term: JsonObject): JsonObject => ({
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', ...term }],
    },
  },
});
const own = { matchLabels: { 'hevlayer.com/function': 'tag-products' } };

describe('a rolling update', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['nothing', {}, PULL],
    ['a device', udf(device()), NO_SURGE],
    ['a device of an init container', init(device()), NO_SURGE],
    ['a device of a sidecar', init({ ...device('2'), restartPolicy: 'Always' }), NO_SURGE],
    ['a device of another container', { containers: [{ name: 'b', image, ...device() }] }, NO_SURGE],
    ['no device', udf(device(0)), PULL],
    ['no device, said otherwise', udf(device('0k')), PULL],
    ['huge pages and processors', udf({ resources: { limits: { cpu: 2, 'hugepages-2Mi': '2Mi' } } }), PULL],
    ['a host port', udf({ ports: [{ containerPort: 80, hostPort: 80 }] }), NO_SURGE],
    ['a host port of an init container', init({ ports: [{ containerPort: 80, hostPort: 81 }] }), NO_SURGE],
    ['a port', udf({ ports: [{ containerPort: 80 }] }), PULL],
    ['the host network', { hostNetwork: true }, PULL],
    [
      'the host network and a port',
      { hostNetwork: true, ...init({ ports: [{ containerPort: 80 }] }) },
      NO_SURGE,
    ],
    ['pods that keep apart', apart({ labelSelector: own }), NO_SURGE],
    ['pods that keep apart from all', apart({ labelSelector: {} }), NO_SURGE],
    ['pods that keep apart from others', apart({ labelSelector: { matchLabels: { a: 'b' } } }), PULL],
    ['pods that keep apart from none', apart({}), PULL],
    ['pods that keep apart elsewhere', apart({ labelSelector: own, namespaces: ['other'] }), PULL],
    ['pods that keep apart here', apart({ labelSelector: own, namespaces: ['other', 'layer'] }), NO_SURGE],
    [
      'pods of a template that keep apart',
      apart({ labelSelector: own, matchLabelKeys: ['pod-template-hash'] }),
      PULL,
    ],
    [
      'pods that keep apart by a label of the podSpec',
      { metadata: { labels: { a: 'b' } }, ...apart({ labelSelector: { matchLabels: { a: 'b' } } }) },
      NO_SURGE,
    ],
  ])('with %s', (_, podSpec, rolling) => {
    expect(deploymentOf(podSpec).strategy.rollingUpdate).toEqual(rolling);
  });

  it('of push replaces nobody who is not ready, unless there is no second place', () => {
    const push = { dispatch: 'push' };
    expect(deploymentOf({}, push).strategy.rollingUpdate).toEqual(PUSH);
    expect(deploymentOf({ hostNetwork: true }, push).strategy.rollingUpdate).toEqual(NO_SURGE);
  });

  it('has no surge with a resource claim, which no pool lets through yet', () => {
    const workload = { pool: { kind: 'cpu' }, push: null, namespace: 'layer' } as Workload;
    const pod = { resourceClaims: [{ name: 'c', resourceClaimName: 'c' }] };
    expect(rolloutOf(workload, pod)).toMatchObject({ ...NO_SURGE, scarce: ['/resourceClaims/0/name'] });
  });

  it('follows the pool: its kind always, its devices unless the podSpec takes them away', () => {
    const gpu = { pool: 'gpu' };
    expect(deploymentOf({}, {}, gpu).strategy.rollingUpdate).toEqual(NO_SURGE);
    const none = { resources: { limits: { 'nvidia.com/gpu': null } } };
    expect(deploymentOf(udf(none), {}, gpu).strategy.rollingUpdate).toEqual(NO_SURGE);
  });
});
