import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { CONTROLS, podSecurityFindings } from './pod-security.ts';

/** A pod that restricted takes, with changes in the pod and in its one container. */
function pod(changes: JsonObject, worker: JsonObject = {}, context: JsonObject = {}): JsonObject {
  return {
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    ...changes,
    containers: [
      {
        name: 'udf',
        image: 'a',
        ...worker,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          runAsNonRoot: true,
          ...context,
        },
      },
      ...((changes.containers as readonly JsonObject[]) ?? []),
    ],
  };
}

/** Each: a pod, and where baseline and restricted find it at fault; `restricted` as baseline where it is left out. */
const CASES: readonly {
  readonly it: string;
  readonly pod: JsonObject;
  readonly baseline: readonly string[];
  readonly restricted?: readonly string[];
}[] = [
  { it: 'nothing', pod: pod({}), baseline: [] },
  {
    it: 'the namespaces of the host',
    pod: pod({ hostNetwork: true, hostPID: true, hostIPC: true }),
    baseline: ['/hostNetwork', '/hostPID', '/hostIPC'],
  },
  { it: 'namespaces of its own, said aloud', pod: pod({ hostNetwork: false, hostPID: false }), baseline: [] },
  {
    it: 'privileged, in a container and in an init container',
    pod: pod(
      {
        initContainers: [
          {
            name: 'init',
            securityContext: {
              privileged: true,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              runAsNonRoot: true,
            },
          },
        ],
      },
      {},
      { privileged: true },
    ),
    baseline: ['/initContainers/0/securityContext/privileged', '/containers/0/securityContext/privileged'],
  },
  {
    it: 'a process of the host, on Windows',
    pod: pod(
      { os: { name: 'windows' }, securityContext: { windowsOptions: { hostProcess: true } } },
      {},
      { windowsOptions: { hostProcess: true } },
    ),
    baseline: [
      '/securityContext/windowsOptions/hostProcess',
      '/containers/0/securityContext/windowsOptions/hostProcess',
    ],
  },
  {
    it: 'capabilities',
    pod: pod({}, {}, { capabilities: { add: ['CHOWN', 'NET_BIND_SERVICE', 'SYS_ADMIN'], drop: ['ALL'] } }),
    baseline: ['/containers/0/securityContext/capabilities/add/2'],
    restricted: [
      '/containers/0/securityContext/capabilities/add/0',
      '/containers/0/securityContext/capabilities/add/2',
    ],
  },
  {
    it: 'capabilities that are not dropped',
    pod: pod(
      { containers: [{ name: 'b', securityContext: { allowPrivilegeEscalation: false } }] },
      {},
      {
        capabilities: { drop: ['NET_RAW'] },
      },
    ),
    baseline: [],
    restricted: [
      '/containers/1/securityContext/runAsNonRoot',
      '/containers/0/securityContext/capabilities/drop',
      '/containers/1/securityContext/capabilities/drop',
    ],
  },
  {
    it: 'a folder of the node',
    pod: pod({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', hostPath: { path: '/' } },
      ],
    }),
    baseline: ['/volumes/1/hostPath'],
  },
  {
    it: 'volumes of the network',
    pod: pod({
      volumes: [
        { name: 'a', nfs: { server: 'a', path: '/' } },
        { name: 'b' },
        { name: 'c', csi: { driver: 'd' } },
        { name: 'd', image: { reference: 'a' } },
      ],
    }),
    baseline: [],
    restricted: ['/volumes/0/nfs'],
  },
  {
    it: 'ports of the node',
    pod: pod(
      {},
      {
        ports: [
          { containerPort: 1, hostPort: 0 },
          { containerPort: 2, hostPort: 2 },
        ],
      },
    ),
    baseline: ['/containers/0/ports/1/hostPort'],
  },
  {
    it: 'probes of another host',
    pod: pod(
      {},
      {
        livenessProbe: { httpGet: { host: 'a', port: 1 } },
        readinessProbe: { tcpSocket: { host: '10.0.0.1', port: 1 } },
        startupProbe: { httpGet: { host: '', port: 1 } },
        lifecycle: { preStop: { httpGet: { host: 'b', port: 1 } } },
      },
    ),
    baseline: [
      '/containers/0/livenessProbe/httpGet/host',
      '/containers/0/readinessProbe/tcpSocket/host',
      '/containers/0/lifecycle/preStop/httpGet/host',
    ],
  },
  {
    it: 'profiles that confine nothing',
    pod: pod(
      {
        securityContext: { seccompProfile: { type: 'Unconfined' }, appArmorProfile: { type: 'Unconfined' } },
      },
      {},
      {
        seccompProfile: { type: 'Localhost', localhostProfile: 'a' },
        appArmorProfile: { type: 'Unconfined' },
      },
    ),
    baseline: [
      '/securityContext/appArmorProfile/type',
      '/containers/0/securityContext/appArmorProfile/type',
      '/securityContext/seccompProfile/type',
    ],
  },
  {
    it: 'no profile of seccomp',
    pod: pod({ securityContext: {}, containers: [] }),
    baseline: [],
    restricted: ['/securityContext/seccompProfile'],
  },
  {
    it: 'a profile in the one container that there is',
    pod: pod({ securityContext: {} }, {}, { seccompProfile: { type: 'RuntimeDefault' } }),
    baseline: [],
  },
  {
    it: 'SELinux',
    pod: pod({}, {}, { seLinuxOptions: { type: 'spc_t', user: 'a', role: 'b', level: 's0' } }),
    baseline: ['type', 'user', 'role'].map(
      (field) => `/containers/0/securityContext/seLinuxOptions/${field}`,
    ),
  },
  {
    it: 'SELinux types of containers',
    pod: pod({}, {}, { seLinuxOptions: { type: 'container_engine_t', user: '' } }),
    baseline: [],
  },
  {
    it: 'an unmasked /proc',
    pod: pod({}, {}, { procMount: 'Unmasked' }),
    baseline: ['/containers/0/securityContext/procMount'],
  },
  {
    it: 'an unmasked /proc among users of its own',
    pod: pod({ hostUsers: false }, {}, { procMount: 'Unmasked' }),
    baseline: [],
    restricted: ['/containers/0/securityContext/procMount'],
  },
  {
    it: 'sysctls',
    pod: pod({
      securityContext: {
        seccompProfile: { type: 'RuntimeDefault' },
        sysctls: [
          { name: 'net.ipv4.tcp_wmem', value: '1' },
          { name: 'kernel.msgmax', value: '1' },
        ],
      },
    }),
    baseline: ['/securityContext/sysctls/1/name'],
  },
  {
    it: 'privilege escalation',
    pod: pod({}, {}, { allowPrivilegeEscalation: true }),
    baseline: [],
    restricted: ['/containers/0/securityContext/allowPrivilegeEscalation'],
  },
  {
    it: 'root, in the pod and in a container',
    pod: pod(
      {
        securityContext: { seccompProfile: { type: 'RuntimeDefault' }, runAsNonRoot: false, runAsUser: 0 },
      },
      {},
      { runAsUser: 0 },
    ),
    baseline: [],
    restricted: [
      '/securityContext/runAsNonRoot',
      '/securityContext/runAsUser',
      '/containers/0/securityContext/runAsUser',
    ],
  },
  {
    it: 'root among users of its own',
    pod: pod({ hostUsers: false }, {}, { runAsNonRoot: false, runAsUser: 0 }),
    baseline: [],
  },
  {
    it: 'Windows, which has no capabilities and no seccomp',
    pod: {
      os: { name: 'windows' },
      containers: [{ name: 'udf', securityContext: { runAsNonRoot: true } }],
    },
    baseline: [],
  },
];

describe('a pod with', () => {
  it.each(CASES)('$it', ({ pod, baseline, restricted = baseline }) => {
    expect(podSecurityFindings(pod, 'baseline').map(({ pointer }) => pointer)).toEqual(baseline);
    expect(podSecurityFindings(pod, 'restricted').map(({ pointer }) => pointer)).toEqual(restricted);
    expect(podSecurityFindings(pod, 'privileged')).toEqual([]);
  });

  it('an annotation of AppArmor', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/udf';
    for (const fine of ['', 'runtime/default', 'localhost/a'])
      expect(podSecurityFindings(pod({}), 'baseline', { [key]: fine })).toEqual([]);
    expect(podSecurityFindings(pod({}), 'baseline', { [key]: 'unconfined' })).toMatchObject([
      {
        pointer: child('/metadata/annotations', key),
        message: expect.stringContaining(`["${key}"] is "unconfined"`),
      },
    ]);
  });

  it('values of any type makes no control throw', () => {
    const fields = [
      'securityContext',
      'volumes',
      'containers',
      'initContainers',
      'os',
      'hostUsers',
      'hostNetwork',
    ];
    for (const value of [null, 1, 'a', true, [], [null], [1], {}, [{ securityContext: [], ports: [null] }]]) {
      for (const field of fields) podSecurityFindings({ ...pod({}), [field]: value as never }, 'restricted');
    }
  });
});

describe('what is said', () => {
  it('names the level, what was found and what is allowed', () => {
    expect(podSecurityFindings(pod({ hostNetwork: true }), 'baseline')).toEqual([
      {
        pointer: '/hostNetwork',
        message: 'hostNetwork is true, which the pod security level baseline does not allow.',
        allowed: 'false, or nothing',
        hint: 'Remove it. If the worker has to have it, the platform team can give it a pool with podSecurity: privileged in InfraRules/default.',
      },
    ]);
  });

  it('is shown by some case for every control', () => {
    for (const control of CONTROLS.restricted.concat(CONTROLS.baseline)) {
      const found = CASES.flatMap((one) => control.check(one.pod, {}));
      expect(found.length, control.name).toBeGreaterThan(0);
    }
  });
});
