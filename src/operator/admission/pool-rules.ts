import { NO_POOLS, REFUSALS } from '../../compiler/index.ts';
import { literal, quoted, type Rule, refusing, under, type Variable } from './cel.ts';
import { MAX_REPLICAS, SPEC } from './function-rules.ts';

/** The pool of a Function: `params` is InfraRules/default. */
export const POOL_VARIABLES: readonly Variable[] = [
  SPEC,
  MAX_REPLICAS,
  { name: 'named', expression: under('variables.spec', ['scaling', 'pool'], 'null') },
  {
    name: 'poolName',
    expression: `variables.named != null ? variables.named : ${under('variables.spec', ['worker', 'computeClass'], "'cpu'")}`,
  },
  { name: 'pools', expression: under('dyn(params)', ['spec', 'computePools'], '[]') },
  {
    name: 'found',
    expression: `variables.pools.filter(pool, ${under('pool', ['name'], "''")} == variables.poolName)`,
  },
  // Of two with one name neither can be used, which the status says.
  { name: 'isOne', expression: 'size(variables.found) == 1' },
  { name: 'pool', expression: 'variables.isOne ? variables.found[0] : {}' },
];

const CEILING = under('variables.pool', ['maxReplicasPerWorkload'], '2147483647');

/** As many names as a message has, and how many more there are, with a comma for thousands. */
const NAMES = under('pool', ['name'], "''");
const FEW = `[${Array.from({ length: 20 }, (_, index) => index).join(', ')}]`;
const REST = '(size(variables.pools) - 20)';
const GROUPED = `(${REST} < 1000 ? string(${REST}) : string(${REST} / 1000) + ',' + string(1000 + ${REST} % 1000).substring(1))`;
const ALLOWED = [
  `size(variables.pools) == 0 ? ${literal(NO_POOLS)}`,
  `size(variables.pools) <= 20 ? variables.pools.map(pool, ${NAMES}).join(', ')`,
  `${FEW}.map(index, ${under('variables.pools[index]', ['name'], "''")}).join(', ') + ', ' + ${GROUPED} + ' more'`,
].join(' : ');

/** Behind the variables of the pool: which pools there are, for a message. */
export const POOL_NAMES: Variable = { name: 'poolNames', expression: ALLOWED };

const shownName = `(variables.poolName == '' ? 'empty' : ${quoted('variables.poolName')})`;

/** What a Function asks for and its pool does not give. */
export function poolRules(): readonly Rule[] {
  const values = { pool: shownName, allowed: 'variables.poolNames' };
  return [
    {
      code: 'UnknownPool',
      holds: 'size(variables.found) > 0',
      says: `variables.named == null ? ${refusing('UnknownPool', REFUSALS.UnknownPoolByClass, values)} : ${refusing('UnknownPool', REFUSALS.UnknownPool, values)}`,
    },
    {
      code: 'ReplicasOverPoolCeiling',
      holds: `variables.max <= ${CEILING}`,
      says: refusing('ReplicasOverPoolCeiling', REFUSALS.ReplicasOverPoolCeiling, {
        max: 'string(variables.max)',
        ceiling: `string(${CEILING})`,
        pool: 'variables.poolName',
      }),
    },
  ];
}
