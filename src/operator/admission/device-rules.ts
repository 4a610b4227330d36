import { noDevices, POD_REFUSALS } from '../../compiler/index.ts';
import { type Cel, concatenated, filled, type PodRule, quoted, refusing } from './cel.ts';
import { ofContainers, type PatchName, podOf } from './pod-patch.ts';
import { isPlainMap, joined, linesAt, type Place, pathText, plainMap } from './pod-walk.ts';
import { beyondTemplate } from './tenancy-rules.ts';

const POOL = quoted('variables.poolName');
const DEVICES = 'variables.devices';
const isDevice = (key: Cel) => `${key}.contains('/') && !${key}.contains('kubernetes.io/')`;

/** Those of a pool, each once. */
function devicesOfPool(): Cel {
  const [requests, limits] = ['requests', 'limits'].map((list) =>
    plainMap(`variables.pool.?resources.?${list}.orValue(null)`),
  );
  return `(${requests}.filter(key, true) + ${limits}.filter(key, !(key in ${requests}))).filter(key, ${isDevice('key')})`;
}

/** Keys of a map come in no order. */
const SORTED = `${DEVICES}.map(one, ${DEVICES}.indexOf(one)).map(place, ${DEVICES}.filter(one, size(${DEVICES}.filter(other, other < one)) == place)[0]).join(', ')`;
const ALLOWED = `(size(${DEVICES}) == 0 ? ${concatenated(filled(noDevices, { pool: POOL }))} : ${SORTED})`;

/** What a podSpec asks for and the resources of the pool do not name. */
export function deviceRules(): readonly PodRule[] {
  const keys = ({ value, path }: Place) =>
    `${value}.filter(key, ${isDevice('key')} && ${value}[key] != null && !(key in ${DEVICES})).map(key, ${pathText({ value, path })} + '[' + strings.quote(key) + ']').join('\\n')`;
  const asked = (patch: PatchName) =>
    joined(
      `[${['limits', 'requests']
        .flatMap((list) => [
          ofContainers(patch, (container) => linesAt(container, ['resources', list], isPlainMap, keys)),
          linesAt(podOf(patch), ['resources', list], isPlainMap, keys),
        ])
        .join(', ')}]`,
    );
  const claimed = (patch: PatchName) =>
    linesAt(podOf(patch), ['resourceClaims', '*', 'name'], (value) => `type(${value}) == string`, pathOfItem);
  return [
    {
      code: 'DeviceNotAllowed',
      variables: [
        { name: 'devices', expression: devicesOfPool() },
        { name: 'deviceLines', expression: asked('podSpec') },
        ...beyondTemplate('foreignDevices', 'variables.deviceLines', asked('template')),
      ],
      holds: 'size(variables.foreignDevices) == 0',
      says: refusing('DeviceNotAllowed', POD_REFUSALS.DeviceNotAllowed, {
        field: 'variables.foreignDevices[0]',
        pool: POOL,
        allowed: ALLOWED,
      }),
    },
    {
      code: 'DeviceNotAllowed',
      variables: [
        { name: 'claimLines', expression: claimed('podSpec') },
        ...beyondTemplate('foreignClaims', 'variables.claimLines', claimed('template')),
      ],
      holds: 'size(variables.foreignClaims) == 0',
      says: refusing('DeviceNotAllowed', POD_REFUSALS.ClaimNotAllowed, {
        field: 'variables.foreignClaims[0]',
        pool: POOL,
        allowed: ALLOWED,
      }),
    },
  ];
}

/** Of what the name belongs to. */
function pathOfItem({ path }: Place): Cel {
  return concatenated(
    path.map((part) => ('text' in part ? { text: part.text.replace(/\.name$/, '') } : part)),
  );
}
