import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { referencesIn } from './references.ts';
import { deploymentOf, said } from './warnings.test-support.ts';

const udf = (fields: JsonObject): JsonObject => ({ containers: [{ name: 'udf', ...fields }] });
const env = (...variables: readonly [string, string][]): Json =>
  variables.map(([name, value]) => ({ name, value }));
const side = (fields: JsonObject): JsonObject => ({
  containers: [{ name: 'side', image: 'registry.example.com/side:1', ...fields }],
});

describe('referencesIn', () => {
  // What the kubelet's own test says (third_party/forked/golang/expansion/expand_test.go).
  it.each<[string, readonly string[]]>([
    ['$(VAR_A)', ['VAR_A']],
    ['___$(VAR_B)___$(VAR_A)$(VAR_B)', ['VAR_B', 'VAR_A']],
    ['$$(VAR_B)_$(VAR_A)', ['VAR_A']],
    ['$$$(VAR_B)', ['VAR_B']],
    ['$$$$$(GOOD_ODDS)', ['GOOD_ODDS']],
    ['$$$$(BAD)', []],
    ['f000-$$VAR_A', []],
    ['foo$(VAR_B bar', []],
    ['$VAR_A$(VAR_B)', ['VAR_B']],
    ['$()', ['']],
    ['$$(((((((BAD_ODDS)', []],
    ['$(VAR_BAD', []],
    ['$(((((($(A)', ['((((($(A']],
    ['$', []],
    ['a$', []],
    ['$$', []],
    ['$é$(X)', ['X']],
  ])('%j refers to %j', (written, names) => expect(referencesIn(written)).toEqual(names));

  it('takes time in proportion to the text', () => {
    expect(referencesIn('$('.repeat(500_000))).toEqual([]);
    expect(referencesIn('$$'.repeat(500_000))).toEqual([]);
  });
});

describe('the variables of layerc', () => {
  const names = (podSpec: JsonObject) =>
    deploymentOf(podSpec, { dispatch: 'push' }).template.spec.containers[0]?.env.map(({ name }) => name);
  const OWN = names(udf({})) as string[];

  it.each<[string, JsonObject, readonly string[]]>([
    ['a new one', udf({ env: env(['A', 'x'], ['B', 'y']) }), ['A', 'B']],
    ['an overridden one', udf({ env: env(['A', 'x'], ['PORT', '1'], ['HEVLAYER_UDF_ID', 'y']) }), ['A']],
    [
      'an order',
      udf({
        env: env(['A', 'x'], ['PORT', '1']),
        '$setElementOrder/env': [{ name: 'A' }, { name: 'PORT' }],
      }),
      ['A'],
    ],
    [
      'another container before it',
      {
        containers: [
          {
            name: 'side',
            image: 'registry.example.com/side:1',
            env: env(['HEVLAYER_UDF_ID', 'z'], ['Z', 'z']),
          },
          { name: 'udf', env: env(['A', 'x']) },
        ],
      },
      ['A'],
    ],
  ])('stand first with %s', (_, podSpec, others) => {
    expect(names(podSpec)).toEqual([...OWN, ...others]);
    expect(said(podSpec).filter((one) => one.startsWith('Unresolved'))).toEqual([]);
  });

  it('stand first whatever is left of them', () => {
    const podSpec = udf({
      env: [
        { name: 'A', value: '$(PORT)' },
        { name: 'HEVLAYER_UDF_ID', $patch: 'delete' },
        { name: 'PORT', value: '9' },
      ],
    });
    expect(names(podSpec)).toEqual([...OWN.filter((name) => name !== 'HEVLAYER_UDF_ID'), 'A']);
    const replaced = udf({
      env: [{ $patch: 'replace' }, { name: 'A', value: 'x' }, { name: 'PORT', value: '9' }],
    });
    expect(names(replaced)).toEqual(['PORT', 'A']);
  });

  it('keep the order that a podSpec gives its own', () => {
    const variable = fc.record({ name: fc.stringMatching(/^[A-F]{1,2}$/), value: fc.constant('x') });
    fc.assert(
      fc.property(fc.uniqueArray(variable, { selector: ({ name }) => name }), (own) => {
        expect(names(udf({ env: own }))).toEqual([...OWN, ...own.map(({ name }) => name)]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a reference that stays in its text', () => {
  const AT = '/containers/0';
  it.each<[string, JsonObject, readonly string[]]>([
    ['to what layerc sets', udf({ env: env(['A', '$(HEVLAYER_UDF_ID)-$(HEVLAYER_WORKER_ID)']) }), []],
    ['to an earlier one', udf({ env: env(['A', 'x'], ['B', '$(A)']) }), []],
    ['to a later one', udf({ env: env(['B', '$(A)'], ['A', 'x']) }), [`${AT}/env/0/value`]],
    ['to itself', udf({ env: env(['PATH', '$(PATH):/x']) }), [`${AT}/env/0/value`]],
    ['to nothing', udf({ env: env(['A', 'x$(NONE)y']) }), [`${AT}/env/0/value`]],
    ['to two', udf({ env: env(['A', '$(X)$(Y)$(X)']) }), [`${AT}/env/0/value`, `${AT}/env/0/value`]],
    ['that is escaped', udf({ env: env(['A', '$$(NONE)']) }), []],
    ['to the API server', udf({ env: env(['A', '$(KUBERNETES_SERVICE_HOST)']) }), []],
    ['to a Service', udf({ env: env(['A', '$(REDIS_SERVICE_HOST)']) }), [`${AT}/env/0/value`]],
    [
      'by a variable of layerc to one of the podSpec',
      udf({ env: env(['BASE', 'x'], ['HEVLAYER_BASE_URL', '$(BASE)']) }),
      [`${AT}/env/1/value`],
    ],
    ['in a command', udf({ command: ['run', '$(NONE)'], args: ['$(HEVLAYER_UDF_ID)'] }), [`${AT}/command/1`]],
    ['in an argument', udf({ args: ['$(A)', '$(NONE)'], env: env(['A', 'x']) }), [`${AT}/args/1`]],
    ['to a command of a shell', udf({ command: ['sh', '-c'], args: ['echo $(hostname) $(date +%s)'] }), []],
    ['to a variable in a shell', udf({ command: ['bash', '-ec', 'echo $(NONE)'] }), [`${AT}/command/2`]],
    [
      'with envFrom',
      udf({ env: env(['A', '$(X)']), args: ['$(Y)'], envFrom: [{ secretRef: { name: 's' } }] }),
      [],
    ],
    ['with an empty envFrom', udf({ args: ['$(Y)'], envFrom: [] }), [`${AT}/args/0`]],
    ['in another container', side({ args: ['$(HEVLAYER_UDF_ID)'] }), [`${AT}/args/0`]],
    [
      'in an init container',
      {
        initContainers: [
          {
            name: 'i',
            image: 'registry.example.com/i:1',
            env: env(['A', '$(HEVLAYER_UDF_ID)'], ['B', '$(A)']),
          },
        ],
      },
      ['/initContainers/0/env/0/value'],
    ],
    [
      'in a path',
      {
        ...udf({ volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: '$(HEVLAYER_UDF_ID)/$(NONE)' }] }),
        volumes: [{ name: 'v', emptyDir: {} }],
      },
      [`${AT}/volumeMounts/0/subPathExpr`],
    ],
    [
      'in a probe',
      udf({
        env: env(['A', 'x']),
        startupProbe: { exec: { command: ['$(A)', '$(NONE)', '$(LAYER_GATEWAY_API_KEY)'] } },
      }),
      [`${AT}/startupProbe/exec/command/1`, `${AT}/startupProbe/exec/command/2`],
    ],
    [
      'in a hook',
      udf({ lifecycle: { postStart: { exec: { command: ['$(HEVLAYER_UDF_ID)'] } } } }),
      [`${AT}/lifecycle/postStart/exec/command/0`],
    ],
  ])('%s', (_, podSpec, places) => {
    const found = said(podSpec).filter((one) => one.startsWith('UnresolvedReference'));
    expect(found).toEqual(places.map((place) => `UnresolvedReference ${place}`));
  });

  it('to a Service is none where service links are on', () => {
    const podSpec = {
      enableServiceLinks: true,
      ...udf({ args: ['$(REDIS_PORT_6379_TCP_ADDR)', '$(NONE)'] }),
    };
    expect(said(podSpec)).toEqual([
      'UnresolvedReference /containers/0/args/1',
      'SecureDefaultUndone /enableServiceLinks',
    ]);
  });
});
