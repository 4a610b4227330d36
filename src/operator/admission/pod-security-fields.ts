import { CAPABILITIES, HANDLERS, SELINUX_TYPES, SYSCTLS } from '../../compiler/index.ts';
import { type Cel, quoted } from './cel.ts';
import { isText, listOf } from './pod-walk.ts';

/** What a control of the Pod Security Standards does not leave to a podSpec. */
export interface SecurityControl {
  /** The word of the policy for its findings. */
  readonly variable: string;
  /** Its name at each level; `baseline` absent: of restricted alone. */
  readonly name: { readonly baseline?: string; readonly restricted: string };
  /** From the pod, and from each of its containers. */
  readonly ofPod?: readonly (readonly string[])[];
  readonly ofContainers?: readonly (readonly string[])[];
  readonly isBad: (value: Cel) => Cel;
  /** The end of the sentence. */
  readonly found: (value: Cel) => Cel;
}

const isTrue = (value: Cel) => `${value} == true`;
const isOther = (texts: readonly string[]) => (value: Cel) =>
  `${isText(value)} && !(${value} in ${listOf(texts)})`;
const itsText = (value: Cel) => `' is ' + ${quoted(value)}`;
const saying = (found: string) => () => `' ${found}'`;
const same = (name: string) => ({ baseline: name, restricted: name });
const inContext = (...fields: string[]) => [['securityContext', ...fields]];

/** What a podSpec alone shows. What it lacks, and level restricted asks for, only the whole pod can tell. */
export const SECURITY_CONTROLS: readonly SecurityControl[] = [
  {
    variable: 'hostNamespaces',
    name: same('host namespaces'),
    ofPod: [['hostNetwork'], ['hostPID'], ['hostIPC']],
    isBad: isTrue,
    found: saying('is true'),
  },
  {
    variable: 'privileged',
    name: same('privileged'),
    ofContainers: inContext('privileged'),
    isBad: isTrue,
    found: saying('is true'),
  },
  {
    variable: 'hostProcesses',
    name: same('hostProcess'),
    ofPod: inContext('windowsOptions', 'hostProcess'),
    ofContainers: inContext('windowsOptions', 'hostProcess'),
    isBad: isTrue,
    found: saying('is true'),
  },
  {
    variable: 'capabilities',
    name: { baseline: 'non-default capabilities', restricted: 'unrestricted capabilities' },
    ofContainers: inContext('capabilities', 'add', '*'),
    isBad: (value) =>
      `type(${value}) == string && (variables.isRestricted ? variables.isPlainLinux && ${value} != 'NET_BIND_SERVICE' : !(${value} in ${listOf(CAPABILITIES)}))`,
    found: itsText,
  },
  {
    variable: 'hostPaths',
    name: { baseline: 'hostPath volumes', restricted: 'restricted volume types' },
    ofPod: [['volumes', '*', 'hostPath']],
    isBad: (value) => `type(${value}) == map`,
    found: saying('is set'),
  },
  {
    variable: 'hostPorts',
    name: same('hostPort'),
    ofContainers: [['ports', '*', 'hostPort']],
    isBad: (value) => `type(${value}) == int && ${value} != 0`,
    found: (value) => `' is ' + string(${value})`,
  },
  {
    variable: 'probedHosts',
    name: same('probe or lifecycle host'),
    ofContainers: HANDLERS.map((handler) => [...handler, 'host']),
    isBad: isText,
    found: itsText,
  },
  ...(
    [
      ['appArmorProfile', 'forbidden AppArmor profile'],
      ['seccompProfile', 'seccompProfile'],
    ] as const
  ).map(
    ([field, name]): SecurityControl => ({
      variable: `${field}s`,
      name: same(name),
      ofPod: inContext(field, 'type'),
      ofContainers: inContext(field, 'type'),
      isBad: isOther(['RuntimeDefault', 'Localhost']),
      found: itsText,
    }),
  ),
  {
    variable: 'seLinuxTypes',
    name: same('seLinuxOptions'),
    ofPod: inContext('seLinuxOptions', 'type'),
    ofContainers: inContext('seLinuxOptions', 'type'),
    isBad: isOther(SELINUX_TYPES),
    found: itsText,
  },
  {
    variable: 'seLinuxUsers',
    name: same('seLinuxOptions'),
    ofPod: ['user', 'role'].flatMap((field) => inContext('seLinuxOptions', field)),
    ofContainers: ['user', 'role'].flatMap((field) => inContext('seLinuxOptions', field)),
    isBad: isText,
    found: itsText,
  },
  {
    variable: 'procMounts',
    name: same('procMount'),
    ofContainers: inContext('procMount'),
    isBad: (value) => `variables.isPlainLinux && ${isOther(['Default'])(value)}`,
    found: itsText,
  },
  {
    variable: 'sysctls',
    name: same('forbidden sysctls'),
    ofPod: inContext('sysctls', '*', 'name'),
    isBad: isOther(SYSCTLS),
    found: itsText,
  },
  {
    variable: 'escalations',
    name: { restricted: 'allowPrivilegeEscalation != false' },
    ofContainers: inContext('allowPrivilegeEscalation'),
    isBad: isTrue,
    found: saying('is true'),
  },
  {
    variable: 'roots',
    name: { restricted: 'runAsNonRoot != true' },
    ofContainers: inContext('runAsNonRoot'),
    isBad: (value) => `${value} == false`,
    found: saying('is false'),
  },
  {
    variable: 'rootUsers',
    name: { restricted: 'runAsUser=0' },
    ofPod: inContext('runAsUser'),
    ofContainers: inContext('runAsUser'),
    isBad: (value) => `${value} == 0`,
    found: saying('is 0'),
  },
];
