import { REFUSALS, type Settings } from '../../compiler/index.ts';
import { literal, type Rule, refusing, under, type Variable } from './cel.ts';
import { CRON_VARIABLES, cronRule } from './cron-rule.ts';

const MIN = 'variables.min';
const MAX = 'variables.max';

/** Read by all rules about Functions. `dyn`: the server need not know the fields that a CustomResourceDefinition lacks. */
export const SPEC: Variable = { name: 'spec', expression: 'dyn(object).?spec.orValue({})' };

export const MAX_REPLICAS: Variable = {
  name: 'max',
  expression: under('variables.spec', ['scaling', 'replicas', 'max'], '0'),
};

export const FUNCTION_VARIABLES: readonly Variable[] = [
  SPEC,
  { name: 'min', expression: under('variables.spec', ['scaling', 'replicas', 'min'], '0') },
  MAX_REPLICAS,
  { name: 'triggers', expression: under('variables.spec', ['triggers'], '[]') },
  ...CRON_VARIABLES,
];

/** The most that the selector label holds. */
const LONGEST_NAME = 63;

/** What the Function alone, and the settings of the installation, make wrong. */
export function functionRules({ maxReplicasCeiling }: Settings): readonly Rule[] {
  const length = 'size(object.metadata.name)';
  return [
    {
      code: 'InvalidName',
      // Of one that the server still has to make up nothing is known.
      holds: `!has(object.metadata.name) || ${length} <= ${LONGEST_NAME}`,
      says: refusing('InvalidName', REFUSALS.LongName, {
        field: literal('metadata.name'),
        length: `string(${length})`,
        limit: literal(`${LONGEST_NAME}`),
      }),
    },
    {
      code: 'MinOverMax',
      holds: `${MIN} <= ${MAX}`,
      says: refusing('MinOverMax', REFUSALS.MinOverMax, { min: `string(${MIN})`, max: `string(${MAX})` }),
    },
    {
      code: 'NoTargets',
      holds: [
        "(size(variables.triggers) > 0 && variables.triggers.all(trigger, trigger == 'schedule'))",
        `size(${under('variables.spec', ['targetNamespaces'], '[]')}) > 0`,
        'has(variables.spec.indexSelector)',
      ].join(' || '),
      says: refusing('NoTargets', REFUSALS.NoTargets, {}),
    },
    cronRule(),
    {
      code: 'ReplicasOverCeiling',
      holds: `${MAX} <= ${maxReplicasCeiling}`,
      says: refusing('ReplicasOverCeiling', REFUSALS.ReplicasOverCeiling, {
        max: `string(${MAX})`,
        ceiling: literal(`${maxReplicasCeiling}`),
      }),
    },
  ];
}
