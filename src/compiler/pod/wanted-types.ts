import { isObject, type Json } from '../../json/json.ts';
import { itemType, mergeKey, rowOf, valueType } from '../kubernetes/pod-types.ts';
import { inCapitals, type Want } from '../words/reshape.ts';
import { WORDS } from './field-words.ts';
import { leafFault } from './leaf-types.ts';
import { shapeOf } from './pod-shape.ts';

/** What a place of a pod wants, for an example of it; `owner` and `name` say which field it is. */
export function wantedType(type: string, owner = '', name = ''): Want {
  const items = itemType(type);
  if (items !== undefined) {
    return { form: 'list', of: () => wantedType(items, owner, name), key: mergeKey(owner, name) };
  }
  if (valueType(type) !== undefined) return { form: 'map' };
  const row = rowOf(type);
  if (row !== undefined) {
    const { required } = shapeOf(type);
    return {
      form: 'mapping',
      fields: () =>
        Object.entries(row.fields).map(([field, inner]) => ({
          name: field,
          required: required.includes(field),
          want: wantedType(inner, type, field),
        })),
      sample: TYPICAL[type],
    };
  }
  const words = WORDS[owner]?.[name];
  return {
    form: 'leaf',
    accepts: (value) =>
      leafFault(value, type) === undefined &&
      !isObject(value) &&
      (words === undefined || (typeof value === 'string' && words.includes(value))),
    sample: words?.find((word) => word !== '') ?? STAND_INS[type] ?? inCapitals(name),
  };
}

const STAND_INS: { readonly [type: string]: Json } = {
  boolean: true,
  int32: 1,
  int64: 1,
  'int-or-string': 8080,
};

/** What most of those look like that have no field of their own that must be there. */
const TYPICAL: { readonly [type: string]: Json } = {
  ResourceRequirements: { requests: { cpu: '1', memory: '1Gi' } },
  Probe: { tcpSocket: { port: 8080 } },
  SecurityContext: { runAsNonRoot: true },
  PodSecurityContext: { runAsNonRoot: true },
};
