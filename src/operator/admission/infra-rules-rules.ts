import { REFUSALS } from '../../compiler/index.ts';
import { quoted, type Rule, refusing, under, type Variable } from './cel.ts';

const NAMES = 'variables.names';
const REPEATED = 'variables.repeated';

export const INFRA_RULES_VARIABLES: readonly Variable[] = [
  {
    name: 'names',
    expression: `${under('dyn(object)', ['spec', 'computePools'], '[]')}.map(pool, ${under('pool', ['name'], "''")})`,
  },
  {
    name: 'repeated',
    expression: `${NAMES}.filter(name, name != '' && ${NAMES}.indexOf(name) != ${NAMES}.lastIndexOf(name))`,
  },
];

/** What hev's CustomResourceDefinitions let InfraRules have; our own refuse it themselves. */
export function infraRulesRules(): readonly Rule[] {
  const [name, index] = [`${REPEATED}[0]`, (of: string) => `string(${NAMES}.${of}(${REPEATED}[0]))`];
  return [
    {
      code: 'InvalidInfraRulesName',
      holds: "!has(object.metadata.name) || object.metadata.name == 'default'",
      says: refusing('InvalidInfraRulesName', REFUSALS.InvalidInfraRulesName, {
        name: quoted('object.metadata.name'),
      }),
    },
    {
      code: 'DuplicatePool',
      holds: `size(${REPEATED}) == 0`,
      says: refusing('DuplicatePool', REFUSALS.DuplicatePool, {
        name: quoted(name),
        index: index('lastIndexOf'),
        first: index('indexOf'),
      }),
    },
  ];
}
