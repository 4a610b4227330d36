import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, INFRA_RULES, SETTINGS_FOR_TESTS } from '../functions.test-support.ts';

const stale = (spec: JsonObject) =>
  compile([functionWith(spec, 'tag-products'), INFRA_RULES], SETTINGS_FOR_TESTS)
    .diagnostics.filter(({ code }) => code === 'StaleFilterVersion')
    .map(({ message }) => message);

const OWN = '_hevlayer_udf_tag_products_v';
const OUTPUT = { attribute: 'tags', kind: 'tags' };

it.each<[string, JsonObject, number]>([
  [
    'the marker of output, another version',
    { output: OUTPUT, version: 'v2', filter: ['tags_v', 'NotEq', 'v1'] },
    1,
  ],
  [
    'the marker of output, its version',
    { output: OUTPUT, version: 'v2', filter: ['tags_v', 'NotEq', 'v2'] },
    0,
  ],
  ['the marker of the gateway', { version: 'v2', filter: [OWN, 'Eq', 'v1'] }, 1],
  ['the marker of the gateway and the version by default', { filter: [OWN, 'NotEq', 'v2'] }, 1],
  ['the marker of the gateway, its version', { version: 'v2', filter: [OWN, 'NotEq', 'v2'] }, 0],
  ['a null', { version: 'v2', filter: [OWN, 'Eq', null] }, 0],
  ['the marker of another Function', { version: 'v2', filter: ['_hevlayer_udf_ocr_v', 'NotEq', 'v1'] }, 0],
  [
    'what output left behind',
    {
      version: 'v2',
      filter: [
        'Or',
        [
          ['tags_v', 'NotIn', ['v1']],
          ['tags_v', 'Eq', null],
        ],
      ],
    },
    1,
  ],
  ['a column of the user with such a name', { version: 'v2', filter: ['schema_v', 'Eq', 'v1'] }, 0],
  ['a column with texts that are no versions', { version: 'v2', filter: ['tv_v', 'NotEq', 'black'] }, 0],
])('tells of %s or not', (_, spec, count) => expect(stale(spec)).toHaveLength(count));

it('names both versions', () => {
  const filter: Json = [OWN, 'NotEq', 'v1'];
  expect(stale({ version: 'v2', filter })).toEqual([
    `spec.filter tests ${OWN} against "v1", but the gateway marks the rows with the version "v2" of spec.version.`,
  ]);
});
