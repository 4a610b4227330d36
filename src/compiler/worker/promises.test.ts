import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { SETTINGS_FOR_TESTS } from '../functions.test-support.ts';
import { deploymentOf, said } from './warnings.test-support.ts';

const udf = (fields: JsonObject): JsonObject => ({ containers: [{ name: 'udf', ...fields }] });
const sleep = (seconds: number): JsonObject => ({ preStop: { sleep: { seconds } } });
const port = (containerPort: number, name: string): JsonObject => ({ containerPort, name });
const push = { dispatch: 'push', timeoutSeconds: 60 };
const pull = { timeoutSeconds: 60 };

/** What is said, without what clients do to nulls. */
const found = (podSpec: JsonObject, worker: JsonObject) =>
  said(podSpec, worker).filter((one) => !one.startsWith('NullMapValue'));

describe('a podSpec that undoes a promise is told so', () => {
  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['nothing', push, {}, []],
    ['one call', pull, { terminationGracePeriodSeconds: 60 }, []],
    [
      'less than one call',
      pull,
      { terminationGracePeriodSeconds: 59 },
      ['GraceUnderOneCall /terminationGracePeriodSeconds'],
    ],
    [
      'less than one call, push',
      push,
      { terminationGracePeriodSeconds: 64 },
      ['GraceUnderOneCall /terminationGracePeriodSeconds'],
    ],
    ['one call and the drain', push, { terminationGracePeriodSeconds: 65 }, []],
    [
      'no grace period',
      pull,
      { terminationGracePeriodSeconds: null },
      ['GraceUnderOneCall /terminationGracePeriodSeconds'],
    ],
    ['no grace period, short calls', { timeoutSeconds: 30 }, { terminationGracePeriodSeconds: null }, []],
    [
      'a preStop that takes the time',
      pull,
      { terminationGracePeriodSeconds: 75, ...udf({ lifecycle: sleep(20) }) },
      ['GraceUnderOneCall /terminationGracePeriodSeconds'],
    ],
    [
      'SIGKILL',
      pull,
      { os: { name: 'linux' }, ...udf({ lifecycle: { stopSignal: 'SIGKILL' } }) },
      ['GraceUnderOneCall /containers/0/lifecycle/stopSignal'],
    ],
    ['a long preStop', push, udf({ lifecycle: sleep(300) }), []],
    [
      'a hook of its own',
      push,
      udf({ lifecycle: { preStop: { sleep: null, exec: { command: ['drain'] } } } }),
      [],
    ],
    ['no preStop', push, udf({ lifecycle: null }), ['PushWithoutDrain /containers/0/lifecycle/preStop']],
    ['no preStop, pull', pull, udf({ lifecycle: null }), []],
    [
      'a short preStop',
      push,
      udf({ lifecycle: sleep(4) }),
      ['PushWithoutDrain /containers/0/lifecycle/preStop/sleep/seconds'],
    ],
    [
      'no readiness',
      push,
      udf({ readinessProbe: null }),
      ['PushWithoutReadiness /containers/0/readinessProbe'],
    ],
    [
      'no readiness, behind another container',
      push,
      {
        containers: [
          { name: 'side', image: 'x:1' },
          { name: 'udf', readinessProbe: null },
        ],
      },
      ['PushWithoutReadiness /containers/1/readinessProbe'],
    ],
    [
      'readiness elsewhere',
      push,
      udf({ readinessProbe: { tcpSocket: { port: 9000 } } }),
      ['PushPortMismatch /containers/0/readinessProbe/tcpSocket/port'],
    ],
    [
      'readiness of another name',
      push,
      udf({ ports: [port(9000, 'admin')], readinessProbe: { tcpSocket: null, httpGet: { port: 'admin' } } }),
      ['PushPortMismatch /containers/0/readinessProbe/httpGet/port'],
    ],
    ['readiness by name', push, udf({ readinessProbe: { tcpSocket: { port: 'http' } } }), []],
    [
      'readiness by a command',
      push,
      udf({ readinessProbe: { tcpSocket: null, exec: { command: ['ok'] } } }),
      [],
    ],
    ['one port more', push, udf({ ports: [port(9000, 'admin')] }), []],
    [
      'another port',
      push,
      udf({ ports: [{ $patch: 'replace' }, port(9000, 'http')] }),
      ['PushPortMismatch /containers/0/ports'],
    ],
    ['another port, pull', pull, udf({ ports: [port(9000, 'http')] }), []],
    [
      'an impatient liveness',
      push,
      udf({ livenessProbe: { httpGet: { port: 8080 }, periodSeconds: 10, failureThreshold: 5 } }),
      ['LivenessUnderOneCall /containers/0/livenessProbe'],
    ],
    [
      'a patient liveness',
      push,
      udf({ livenessProbe: { httpGet: { port: 8080 }, failureThreshold: 6 } }),
      [],
    ],
    ['a liveness elsewhere', push, udf({ livenessProbe: { httpGet: { port: 9000 } } }), []],
    [
      'a token',
      pull,
      { automountServiceAccountToken: true },
      ['SecureDefaultUndone /automountServiceAccountToken'],
    ],
    [
      'a token, by a null',
      pull,
      { automountServiceAccountToken: null },
      ['SecureDefaultUndone /automountServiceAccountToken'],
    ],
    [
      'a token of a ServiceAccount',
      pull,
      { automountServiceAccountToken: true, serviceAccountName: 'reader' },
      [],
    ],
    ['service links', pull, { enableServiceLinks: true }, ['SecureDefaultUndone /enableServiceLinks']],
    [
      'no seccomp profile',
      pull,
      { securityContext: { $patch: 'replace', runAsUser: 1 } },
      ['SecureDefaultUndone /securityContext/seccompProfile'],
    ],
    [
      'no seccomp profile of the worker',
      pull,
      udf({ securityContext: { seccompProfile: { type: 'Unconfined' } } }),
      ['SecureDefaultUndone /containers/0/securityContext/seccompProfile'],
    ],
    [
      'a seccomp profile of its own',
      pull,
      { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'x.json' } } },
      [],
    ],
    [
      'privilege escalation',
      pull,
      udf({ securityContext: { allowPrivilegeEscalation: true } }),
      ['SecureDefaultUndone /containers/0/securityContext/allowPrivilegeEscalation'],
    ],
    ['the DNS of the node', pull, { dnsPolicy: 'Default' }, ['GatewayNameUnknown /dnsPolicy']],
    ['the host network', pull, { hostNetwork: true }, ['GatewayNameUnknown /hostNetwork']],
    [
      'the host network and the DNS of the cluster',
      pull,
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      [],
    ],
    ['a DNS of its own', pull, { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.10'] } }, []],
  ])('%s', (_, worker, podSpec, codes) => expect(found(podSpec, worker)).toEqual(codes));

  it('not of the DNS where the gateway has a name outside', () => {
    const outside = { ...SETTINGS_FOR_TESTS, gatewayBaseUrl: 'https://gateway.example.com' };
    expect(said({ hostNetwork: true }, pull, outside)).toEqual([]);
    const short = { ...SETTINGS_FOR_TESTS, gatewayBaseUrl: 'http://layer-gateway:8080' };
    expect(said({ hostNetwork: true }, pull, short)).toEqual(['GatewayNameUnknown /hostNetwork']);
  });
});

describe('the grace period', () => {
  const grace = (podSpec: JsonObject, worker: JsonObject) =>
    deploymentOf(podSpec, worker).template.spec.terminationGracePeriodSeconds;

  it.each<[string, JsonObject, JsonObject, number]>([
    ['a call and its report', pull, {}, 75],
    ['the drain too', push, {}, 80],
    ['the preStop of the podSpec', push, udf({ lifecycle: sleep(30) }), 105],
    ['the preStop of the podSpec, pull', pull, udf({ lifecycle: sleep(30) }), 105],
    ['no preStop', push, udf({ lifecycle: null }), 75],
    [
      'the usual drain for a hook',
      push,
      udf({ lifecycle: { preStop: { sleep: null, exec: { command: ['x'] } } } }),
      80,
    ],
    [
      'only that of the worker',
      push,
      { containers: [{ name: 'b', image: 'x:1', lifecycle: sleep(40) }] },
      80,
    ],
    [
      'nothing where the podSpec says it',
      push,
      { terminationGracePeriodSeconds: 600, ...udf({ lifecycle: sleep(30) }) },
      600,
    ],
  ])('holds %s', (_, worker, podSpec, seconds) => expect(grace(podSpec, worker)).toBe(seconds));
});
