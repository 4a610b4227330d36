import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { INSTALLED_SETTINGS, OPERATOR_SETTINGS } from './config.ts';

interface Container {
  readonly args: readonly string[];
  readonly volumeMounts?: readonly object[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

async function container(...flags: readonly string[]): Promise<Container> {
  const { stdout } = await run(['manifests', '--image', 'x:1', '-o', 'json', ...flags]);
  const { items } = JSON.parse(stdout) as { items: { kind: string; spec: unknown }[] };
  const { spec } = items.find(({ kind }) => kind === 'Deployment') as {
    spec: { template: { spec: { containers: [Container] } } };
  };
  return spec.template.spec.containers[0];
}

describe('the Deployment of the operator', () => {
  it('gets each setting that layerc manifests is given, as a variable or else as a flag', async () => {
    const texts = {
      watchNamespace: 'shop',
      indexNamespace: 'rows',
      kedaNamespace: 'scaling',
      maxRolling: '5',
      allowedManagers: 'linkerd,istio',
      workerDeadline: '60',
      workers: '2',
      gatewaySync: 'true',
      gatewayCleanup: 'true',
      logLevel: 'debug',
    };
    expect(Object.keys(texts)).toEqual(INSTALLED_SETTINGS);
    const given = INSTALLED_SETTINGS.map((name) => ({ ...OPERATOR_SETTINGS[name], text: texts[name] }));
    const { args, env } = await container(...given.flatMap(({ flag, text }) => [`--${flag}`, text]));
    for (const { env: name, text } of given)
      if (name !== null) expect(env).toContainEqual({ name, value: text });
    expect(args).toEqual(['operator', '--workers=2', '--log-level=debug']);
    expect((await container()).args).toEqual(['operator']);
    expect((await container('--stock-pools')).args).toEqual(['operator', '--stock-pools']);
  });

  it('mounts the token of the gateway only where it is to tell it of Functions', async () => {
    const { env, volumeMounts } = await container('--gateway-sync');
    expect(env).toContainEqual({ name: 'GATEWAY_SYNC', value: 'true' });
    expect(env).toContainEqual({ name: 'GATEWAY_TOKEN_FILE', value: '/var/run/secrets/gateway/token' });
    expect(volumeMounts).toEqual([
      { mountPath: '/var/run/secrets/gateway', name: 'gateway-token', readOnly: true },
    ]);
    const without = await container();
    expect([without.volumeMounts, JSON.stringify(without.env)]).toEqual([
      undefined,
      expect.not.stringContaining('GATEWAY_SYNC'),
    ]);
  });
});
