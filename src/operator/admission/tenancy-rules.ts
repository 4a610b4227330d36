import { NO_ACCOUNTS, POD_REFUSALS, type Settings, secretFields } from '../../compiler/index.ts';
import { type Cel, literal, type PodRule, quoted, refusing } from './cel.ts';
import { ofContainers, ownText, type PatchName, podOf } from './pod-patch.ts';
import { isText, joined, linesAt, type Place, pathText } from './pod-walk.ts';

const POOL = quoted('variables.poolName');
const ALLOWED = `(size(variables.accounts) == 0 ? ${literal(NO_ACCOUNTS)} : variables.accounts.join(', '))`;
const FIELDS = ['serviceAccountName', 'serviceAccount'] as const;

/** The older name of the field counts where no patch has the newer one. */
export function accountRules(): readonly PodRule[] {
  const named = FIELDS.map((field): PodRule => {
    const account = `variables.${field}`;
    const isOverruled = field === 'serviceAccount' ? `${hasEither('serviceAccountName')} ? '' : ` : '';
    return {
      code: 'ServiceAccountNotAllowed',
      variables: [{ name: field, expression: `${isOverruled}${ownText(field)}` }],
      holds: `${account} == '' || ${fitsOne('variables.accounts', account)}`,
      says: refusing('ServiceAccountNotAllowed', POD_REFUSALS.ServiceAccountNamed, {
        field: literal(field),
        account: quoted(account),
        pool: POOL,
        allowed: ALLOWED,
      }),
    };
  });
  const field = 'automountServiceAccountToken';
  return [
    ...named,
    {
      code: 'ServiceAccountNotAllowed',
      variables: [],
      holds: [
        `variables.podSpec.?${field}.orValue(null) != true`,
        `variables.template.?${field}.orValue(null) == true`,
        ...FIELDS.map(hasEither),
        fitsOne('variables.accounts', "'default'"),
      ].join(' || '),
      says: refusing('ServiceAccountNotAllowed', POD_REFUSALS.ServiceAccountMounted, {
        field: literal(field),
        account: literal('"default"'),
        pool: POOL,
        allowed: ALLOWED,
      }),
    },
  ];
}

function hasEither(field: string): Cel {
  return `(has(variables.podSpec.${field}) || has(variables.template.${field}))`;
}

/** Ephemeral containers have no place in a Deployment. */
const SECRETS = secretFields().filter(([first]) => first !== 'ephemeralContainers');
const IN_CONTAINERS = SECRETS.filter(([first]) => first === 'containers').map((path) => path.slice(2));
const IN_POD = SECRETS.filter(([first]) => first !== 'containers' && first !== 'initContainers');

export function secretRule({ gatewaySecretName }: Settings): PodRule {
  const gateway = literal(gatewaySecretName);
  const isBad = (value: Cel) =>
    `${isText(value)} && ${value} != ${gateway} && !${fitsOne('variables.secrets', value)}`;
  const text = (place: Place) => `${pathText(place)} + ' is ' + ${quoted(place.value)}`;
  const lines = (patch: PatchName) =>
    joined(
      `[${[
        ...IN_POD.map((path) => linesAt(podOf(patch), path, isBad, text)),
        ...IN_CONTAINERS.map((path) =>
          ofContainers(patch, (container) => linesAt(container, path, isBad, text)),
        ),
      ].join(', ')}]`,
    );
  return {
    code: 'SecretNotAllowed',
    variables: [
      // Most installations allow all, and need no look.
      { name: 'secretLines', expression: `'*' in variables.secrets ? '' : ${lines('podSpec')}` },
      ...beyondTemplate('foreignSecrets', 'variables.secretLines', lines('template')),
    ],
    holds: 'size(variables.foreignSecrets) == 0',
    says: refusing('SecretNotAllowed', POD_REFUSALS.SecretNotAllowed, {
      what: 'variables.foreignSecrets[0]',
      pool: POOL,
      allowed: `(variables.secrets + [${gateway}]).join(', ')`,
    }),
  };
}

/** The lines that the template of the pool does not give reason for as well. */
export function beyondTemplate(name: string, own: Cel, ofTemplate: Cel) {
  return [
    { name: `${name}OfTemplate`, expression: `(${ofTemplate}).split('\\n')` },
    {
      name,
      expression: `${own} == '' ? [] : ${own}.split('\\n').filter(line, !(line in variables.${name}OfTemplate))`,
    },
  ];
}

/** Whether a name fits one of some patterns, in which `*` stands for any characters and the rest for itself. */
function fitsOne(patterns: Cel, name: Cel): Cel {
  const regex = "'^' + pattern.replace('.', '\\\\.').replace('*', '.*') + '$'";
  return `${patterns}.exists(pattern, pattern == '*' || pattern == ${name} || pattern.contains('*') && ${name}.matches(${regex}))`;
}
