import { describe, expect, it } from 'vitest';
import { readSettings } from '../compiler/index.ts';
import { OPERATOR_SETTINGS, type OperatorSettingName, readOperatorConfig } from './config.ts';

const { settings } = readSettings({});
const OFF = { asksVersion: true, stockPools: false, once: false, dryRun: false };

function read(
  texts: { readonly [name in OperatorSettingName]?: string },
  switches: Partial<typeof OFF> = {},
  pod: string | null = null,
) {
  const given = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const { flag, env } = OPERATOR_SETTINGS[name as OperatorSettingName];
      return [name, { text, origin: env ?? `--${flag}` }];
    }),
  );
  return readOperatorConfig(settings, given, { ...OFF, ...switches }, pod);
}

describe('the configuration of the operator', () => {
  it('has defaults, which empty texts do not change', () => {
    const { config, problems } = read({});
    expect(problems).toEqual([]);
    expect(config).toEqual({
      settings,
      watchNamespace: null,
      indexNamespace: null,
      operatorNamespace: null,
      healthPort: 8082,
      leaderElect: true,
      leaseName: 'layerc-operator',
      workers: 8,
      workerDeadline: 300,
      kedaNamespace: 'keda',
      maxRolling: '10%',
      gatewaySync: false,
      gatewayCleanup: false,
      gatewayTokenFile: null,
      gatewayToken: null,
      allowedManagers: [],
      kubeconfig: null,
      context: null,
      logLevel: 'info',
      asksVersion: true,
      stockPools: false,
      once: false,
      dryRun: false,
      files: [],
    });
    const names = Object.keys(OPERATOR_SETTINGS) as OperatorSettingName[];
    expect(read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual({ config, problems });
  });

  it('takes field managers, and says which text is none', () => {
    expect(read({ allowedManagers: 'linkerd,istio-proxy' }).config.allowedManagers).toEqual([
      'linkerd',
      'istio-proxy',
    ]);
    expect(read({ allowedManagers: 'a, b' }).problems).toEqual([
      'ALLOW_MANAGERS: "a, b" is not a list of field managers, as in a,b',
    ]);
  });

  it('takes the namespace of the pod, unless it is told another one', () => {
    expect(read({}, {}, 'layer').config.operatorNamespace).toBe('layer');
    expect(read({ operatorNamespace: 'hev' }, {}, 'layer').config.operatorNamespace).toBe('hev');
  });

  it('takes the Lease to look once too, unless it is told otherwise, and none to rehearse', () => {
    expect(read({}, { once: true }).config).toMatchObject({ once: true, leaderElect: true });
    expect(read({}, { dryRun: true }).config).toMatchObject({ once: true, dryRun: true, leaderElect: false });
    expect(read({ leaderElect: 'false' }, { once: true }).config.leaderElect).toBe(false);
  });

  it.each([
    ['watchNamespace', ['a', 'a-1', 'x'.repeat(63)], ['A', '*', 'a,b', '-a', 'x'.repeat(64)]],
    ['operatorNamespace', ['layer'], ['layer.hev', ' layer']],
    ['healthPort', ['0', '1', '65535'], ['-1', '65536', '80.0', '0x50', 'http', ' 80']],
    ['leaderElect', ['true', 'false'], ['True', '1', 'yes']],
    ['leaseName', ['a.b-c', 'x'.repeat(253)], ['a_b', 'a..b', 'x'.repeat(254)]],
    ['workers', ['1', '64'], ['0', '65', '1e1', '8.5']],
    ['logLevel', ['debug', 'info', 'warn', 'error'], ['INFO', 'trace', 'silent']],
  ] as const)('%s is checked', (name, fine, wrong) => {
    for (const text of fine) {
      expect(read({ [name]: text }).problems).toEqual([]);
      expect(`${read({ [name]: text }).config[name]}`).toBe(text);
    }
    const { env, flag } = OPERATOR_SETTINGS[name];
    for (const text of wrong) {
      const [problem, ...others] = read({ [name]: text }).problems;
      expect(problem?.startsWith(`${env ?? `--${flag}`}: ${JSON.stringify(text)} is not `)).toBe(true);
      expect(others).toEqual([]);
    }
  });
});
