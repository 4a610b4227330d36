import { FUNCTION_LABEL, MANAGED_BY_LABEL, POD_REFUSALS, type Settings } from '../../compiler/index.ts';
import { type Cel, literal, type PodRule, quoted, refusing } from './cel.ts';
import { joined, listOf } from './pod-walk.ts';

/** Labels that layerc sets itself, over whatever a podSpec says. */
const OWN_LABELS = [
  'app.kubernetes.io/component',
  'app.kubernetes.io/name',
  'layer.hev.dev/component',
  FUNCTION_LABEL,
  MANAGED_BY_LABEL,
];

/** Fields in which layerc writes something beside the pool. */
const OWN_FIELDS = [
  'automountServiceAccountToken',
  'containers',
  'enableServiceLinks',
  'securityContext',
  'terminationGracePeriodSeconds',
];

/** Names below /spec or /metadata/labels that a rule follows; what lies deeper is left to the status. */
const DEPTHS = [2, 3, 4];

/**
 * A pointer of `protected` that leads through maps to what the podSpec sets, and the pool or its template has otherwise.
 * What leads through a list, or to what layerc writes, only the merged pod tells.
 */
export function protectedRule({ propagateLabels, propagateAnnotations }: Settings): PodRule {
  const passedOn = listOf([...OWN_LABELS, ...propagateLabels, ...propagateAnnotations]);
  const pool = (field: string) => `dyn(variables.pool.?${field}.orValue(null))`;
  const judged = "[pointer.substring(1).split('/').map(name, name.replace('~1', '/').replace('~0', '~'))]";
  const found = `[{'own': ${valueAt('variables.ownTree')}, 'was': (${valueAt('variables.templateTree')} + ${valueAt('variables.poolTree')}).filter(value, value != null)}]`;
  const isOpen = [
    `segments[0] == 'spec' && !(segments[1] in ${listOf(OWN_FIELDS)})`,
    `segments[0] == 'metadata' && !(size(segments) > 2 && segments[2] in ${passedOn})`,
  ].join(' || ');
  const verdict = `${found}.map(found, size(found.own) > 0 && (${isOpen}) ? [found.own[0]].map(value, ${verdictOn(passedOn)})[0] : '')[0]`;
  return {
    code: 'ProtectedField',
    variables: [
      {
        name: 'ownTree',
        expression:
          "{'spec': dyn(variables.podSpec), 'metadata': dyn(variables.podSpec.?metadata.orValue(null))}",
      },
      {
        name: 'templateTree',
        expression:
          "{'spec': dyn(variables.template), 'metadata': dyn(variables.pool.?template.?metadata.orValue(null))}",
      },
      {
        name: 'poolTree',
        expression: `{'spec': {'nodeSelector': ${pool('nodeSelector')}, 'tolerations': ${pool('tolerations')}}}`,
      },
      {
        name: 'protectedLines',
        expression: joined(
          `variables.pool.?protected.orValue([]).map(pointer, ${judged}.map(segments, ${verdict})[0])`,
        ),
      },
    ],
    holds: "variables.protectedLines == ''",
    says: refusing('ProtectedField', POD_REFUSALS.ProtectedField, {
      what: "variables.protectedLines.split('\\n')[0]",
      pool: quoted('variables.poolName'),
    }),
  };
}

/** What stands at a pointer, as a list of one; an empty one where there is nothing, or where a list is in the way. */
function valueAt(tree: Cel): Cel {
  const chains = DEPTHS.map((depth) => {
    const steps = Array.from({ length: depth }, (_, index) => `segments[${index}]`);
    const chain = steps.map((key) => `.filter(at, type(at) == map && ${key} in at).map(at, at[${key}])`);
    return `size(segments) == ${depth} ? [dyn(${tree})]${chain.join('')}`;
  });
  return `(${chains.join(' : ')} : [])`;
}

/** The text about `value` of the podSpec beside `found.was`, that of the template before that of the pool. */
function verdictOn(passedOn: Cel): Cel {
  const path =
    "segments.map(name, name.matches('^[A-Za-z_$][a-zA-Z0-9_$-]*$') ? '.' + name : '[' + strings.quote(name) + ']').join('').substring(1)";
  const where = (condition: Cel, end: Cel) => `((${condition}) ? ${path} + ${end} : '')`;
  const was = '(found.was.filter(old, type(old) == map && key in old).map(old, old[key]) + [null])[0]';
  const isLeaf = 'type(value[key]) != map && type(value[key]) != list';
  const isOwn = `segments[0] == 'metadata' && (key in ${passedOn} || value[key] == null)`;
  const differs = `value.exists(key, ${isLeaf} && !(${isOwn}) && ${was} != value[key])`;
  const hasDirectives = (map: Cel) => `${map}.exists(key, key.startsWith('$'))`;
  const isNew = `size(value) > 0 && !value.exists(item, type(item) == map && ${hasDirectives('item')})`;
  const isOther = "segments == ['spec', 'tolerations'] && value != found.was[0]";
  const text = `(value == '' ? 'empty' : ${quoted('value')})`;
  const changed = literal(' is changed by the podSpec');
  return [
    `value == null ? ${where("segments[0] == 'spec' && size(found.was) > 0", literal(' is removed by the podSpec'))}`,
    `type(value) == map ? ${where(`!${hasDirectives('value')} && ${differs}`, changed)}`,
    `type(value) == list ? ${where(`size(found.was) == 0 ? ${isNew} : ${isOther}`, changed)}`,
    where(
      'size(found.was) == 0 || found.was[0] != value',
      `' is ' + (type(value) == string ? ${text} : string(value))`,
    ),
  ].join(' : ');
}
