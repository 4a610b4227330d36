import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { type ContainerSpec, runArguments } from './arguments.ts';

const of = (container: JsonObject, spec: JsonObject = {}, more: Partial<ContainerSpec> = {}) =>
  runArguments({
    pod: { namespace: 'shop', metadata: {}, spec, container, gatewayBaseUrl: '', tokenSecret: '' },
    name: 'tag-worker-1a2b3',
    image: undefined,
    env: {},
    engineEnv: {},
    pull: undefined,
    more: [],
    ...more,
  });
const HEAD = ['run', '--rm', '--name', 'tag-worker-1a2b3', '--label', 'layerc.dev=shop', '--network', 'host'];

describe('arguments of a container', () => {
  it('show no value of a variable, unless the engine would take the variable for its own', () => {
    const env = { KEY: 'secret', PATH: '/opt/bin' };
    const { args } = of({ image: 'i:1' }, {}, { env, engineEnv: { PATH: '/usr/bin' } });
    expect(args).toEqual([...HEAD, '--pull', 'missing', '--env', 'KEY', '--env', 'PATH=/opt/bin', 'i:1']);
  });

  it('have command and arguments with their variables, user, folder and limits', () => {
    const { args, lacks } = of(
      {
        image: 'registry.example.com:5000/tag@sha256:0',
        command: ['python', '-m', 'tag'],
        args: ['--model=$(MODEL)', '$$(MODEL)'],
        workingDir: '/app',
        resources: { limits: { cpu: '1500m', memory: '1Gi', 'nvidia.com/gpu': '1' }, requests: { cpu: '1' } },
        securityContext: { runAsUser: 10, readOnlyRootFilesystem: true },
        volumeMounts: [
          { name: 'scratch', mountPath: '/scratch' },
          { name: 'models', mountPath: '/models' },
        ],
      },
      {
        securityContext: { runAsUser: 7, runAsGroup: 8 },
        volumes: [
          { name: 'scratch', emptyDir: {} },
          { name: 'models', persistentVolumeClaim: {} },
        ],
      },
      { env: { MODEL: 'small' }, more: ['--gpus=all'] },
    );
    expect(args.slice(HEAD.length)).toEqual([
      ...['--pull', 'missing', '--env', 'MODEL', '--cpus', '1.5', '--memory', '1073741824b'],
      ...['--user', '10:8', '--read-only', '--workdir', '/app', '--tmpfs', '/scratch'],
      ...['--entrypoint', 'python', '--gpus=all', 'registry.example.com:5000/tag@sha256:0'],
      ...['-m', 'tag', '--model=small', '$(MODEL)'],
    ]);
    expect(lacks).toEqual([
      'nvidia.com/gpu (give it with --engine-arg)',
      'the volume models at /models (give one with --engine-arg)',
    ]);
  });

  it.each([
    [{ image: 'tag' }, 'always'],
    [{ image: 'host:5000/tag' }, 'always'],
    [{ image: 'tag:latest' }, 'always'],
    [{ image: 'localhost/tag:latest' }, 'missing'],
    [{ image: 'tag:1' }, 'missing'],
    [{ image: 'tag:1', imagePullPolicy: 'Always' }, 'always'],
    [{ image: 'tag', imagePullPolicy: 'IfNotPresent' }, 'missing'],
    [{ image: 'tag', imagePullPolicy: 'Never' }, 'never'],
  ])('pull as the kubelet does: %j', (container, policy) => {
    const { args } = of(container);
    expect(args[args.indexOf('--pull') + 1]).toBe(policy);
    const asked = of(container, {}, { pull: 'never', image: 'mine:1' }).args;
    expect([asked[asked.indexOf('--pull') + 1], asked.at(-1)]).toEqual(['never', 'mine:1']);
  });
});
