/**
 * Conditions of a filter on the marker in which a version is kept, that leave out the version which the Function itself
 * writes. A null tests for "never processed" and is fine.
 */
import { isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { FunctionView } from '../read/function.ts';
import type { Finding } from '../words/diagnostics.ts';
import { shown } from '../words/phrases.ts';

/** A condition `[attribute, operator, value]` on a marker, with the versions that it names. */
interface Tested {
  readonly pointer: Pointer;
  readonly attribute: string;
  readonly operator: string;
  readonly versions: readonly string[];
}

export function staleMarkers({ name, spec: { filter, output, version } }: FunctionView): Finding[] {
  if (filter === undefined) return [];
  const own = output?.version ?? version ?? 'v1';
  const stale: Tested[] = [];
  testedWithout(own, filter, [], stale);
  if (stale.length === 0) return [];
  const written = output?.attribute === undefined ? undefined : `${output.attribute}_v`;
  const reserved = `_hevlayer_udf_${name.replaceAll('-', '_')}_v`;
  return stale.flatMap(({ pointer, attribute, operator, versions }): Finding[] => {
    const tests = `spec.filter tests ${attribute} against ${shown(versions.join(', '))}`;
    if (attribute === written) {
      return [
        {
          pointer,
          message: `${tests}, but the output writes the version ${shown(own)}.`,
          hint: 'Use the same version in both, or rows are processed for ever or never again.',
        },
      ];
    }
    const isOwn = attribute === reserved;
    const isLeftOver =
      output === undefined && version !== undefined && looksLeftOver(attribute, operator, versions);
    if (!isOwn && !isLeftOver) return [];
    return [
      {
        pointer,
        message: `${tests}, but the gateway marks the rows with the version ${shown(own)}${version === undefined ? ' where spec.version is absent' : ' of spec.version'}.`,
        hint: 'Take this condition out: the gateway keeps a marker of its own and runs the rows again that have another version.',
      },
    ];
  });
}

/** The test of a first-generation Function, left in place when spec.version took the place of spec.output. */
function looksLeftOver(attribute: string, operator: string, versions: readonly string[]): boolean {
  return (
    attribute.endsWith('_v') &&
    !attribute.startsWith('_hevlayer_') &&
    /^Not(Eq|In)$/.test(operator) &&
    versions.every((one) => /^v?\d{1,9}(\.\d{1,9}){0,2}$/i.test(one))
  );
}

/** Adds the conditions that name versions and not this one; pointers are made of nothing else. */
function testedWithout(own: string, filter: Json, path: (string | number)[], found: Tested[]): void {
  if (isObject(filter)) for (const key in filter) below(key, filter[key] as Json, own, path, found);
  if (!isArray(filter)) return;
  const { 0: attribute, 1: operator, 2: value } = filter;
  if (filter.length !== 3 || typeof attribute !== 'string' || typeof operator !== 'string') {
    for (let index = 0; index < filter.length; index++) below(index, filter[index] as Json, own, path, found);
    return;
  }
  if (value === own || (!isArray(value) && typeof value !== 'string')) return;
  const versions = isArray(value) ? value.filter((one) => typeof one === 'string') : [value];
  if (versions.length === 0 || versions.includes(own)) return;
  const pointer = [...path, 2].reduce<Pointer>(child, '/spec/filter');
  found.push({ pointer, attribute, operator, versions });
}

function below(
  key: string | number,
  item: Json,
  own: string,
  path: (string | number)[],
  found: Tested[],
): void {
  if (typeof item !== 'object') return;
  path.push(key);
  testedWithout(own, item, path, found);
  path.pop();
}
