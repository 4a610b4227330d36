import { type Cel, literal, under, type Variable } from './cel.ts';
import { isPlainMap, isText, joined, linesAt, type Place, plainMap, wordOf } from './pod-walk.ts';
import { POOL_VARIABLES } from './pool-rules.ts';

/** A patch of a pod: that of the Function, the same where a level binds it, or that of the template of its pool. */
export type PatchName = 'podSpec' | 'bound' | 'template';

export function podOf(patch: PatchName): Place {
  return { value: `variables.${patch}`, path: [] };
}

/** The lines about each container of a patch that has a name; without one the API server takes none. */
export function ofContainers(patch: PatchName, lines: (container: Place) => Cel): Cel {
  const container = { value: 'container.value', path: [{ cel: 'container.path' }] };
  return joined(`variables.${patch}Containers.map(container, ${lines(container)})`);
}

const ofPoolOrAll = (field: string, otherwise: Cel) =>
  under('variables.pool', [field], under('dyn(params)', ['spec', field], otherwise));

/** What the rules about a podSpec share. One of an unknown pool is judged by none of them. */
export const PATCH_VARIABLES: readonly Variable[] = [
  ...POOL_VARIABLES,
  { name: 'level', expression: ofPoolOrAll('podSecurity', "'baseline'") },
  { name: 'isRestricted', expression: "variables.level == 'restricted'" },
  { name: 'accounts', expression: ofPoolOrAll('allowedServiceAccounts', "['*']") },
  { name: 'secrets', expression: ofPoolOrAll('allowedSecrets', "['*']") },
  {
    name: 'podSpec',
    expression: `variables.isOne ? ${plainMap(under('variables.spec', ['worker', 'podSpec'], 'null'))} : {}`,
  },
  { name: 'bound', expression: "variables.level == 'privileged' ? {} : variables.podSpec" },
  { name: 'template', expression: plainMap(under('variables.pool', ['template', 'spec'], 'null')) },
  ...(['podSpec', 'bound', 'template'] as const).map((patch) => ({
    name: `${patch}Containers`,
    expression: `${containers(patch, 'initContainers')} + ${containers(patch, 'containers')}`,
  })),
  {
    // What the restricted level asks for goes by users of their own and by the system, in whichever patch they stand.
    name: 'isPlainLinux',
    expression: ['podSpec', 'template']
      .flatMap((patch) => ['hostUsers', 'os'].map((field) => `!has(variables.${patch}.${field})`))
      .join(' && '),
  },
];

function containers(patch: PatchName, field: string): Cel {
  const isNamed = `${isPlainMap('item')} && type(item.?name.orValue(null)) == string`;
  const place = `{'path': dyn('${field}[' + ${wordOf('item.name')} + ']'), 'value': dyn(item)}`;
  return `([variables.${patch}.?${field}.orValue(null)].filter(v, type(v) == list) + [[]])[0].filter(item, ${isNamed}).map(item, ${place})`;
}

/** A text of the podSpec that the template of the pool does not have too: that one is the platform team's. */
export function ownText(field: string): Cel {
  const isOwn = (value: Cel) =>
    `${isText(value)} && variables.template.?${field}.orValue(${literal('')}) != ${value}`;
  return linesAt(podOf('podSpec'), [field], isOwn, ({ value }) => value);
}
