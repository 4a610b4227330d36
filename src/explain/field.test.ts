/** explain from a field of the Function to its objects, and of what is absent. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { functionWith, INFRA_RULES, SETTINGS_FOR_TESTS } from '../compiler/functions.test-support.ts';
import { compile, OBJECT_KINDS } from '../compiler/index.ts';
import { ABSENCES } from '../compiler/words/absences.ts';
import type { JsonObject } from '../json/json.ts';

async function explained(fixture: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(['explain', '-f', `fixtures/${fixture}`, ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('a field of the Function', () => {
  it('has the values that it decides, by itself and through rules', async () => {
    for (const path of ['spec.worker.batchSize', 'function.spec.worker.batchSize']) {
      const text = await explained('example', 'tag-products', path);
      expect(text.split('\n').map((line) => line.replace(/ {2,}#.*/, ''))).toEqual([
        'spec.worker.batchSize: 32  fixtures/example/function.yaml:23:16',
        '  decides in the objects of layer/tag-products',
        '    deployment.spec.template.spec.containers[udf].env[HEVLAYER_UDF_BATCH_SIZE].value: "32"',
        '    scaledobject.spec.triggers[0].metadata.threshold: "32"',
        '',
      ]);
      expect(text).toContain('# rule: One worker for each batch of pending rows.');
    }
  });

  it('gives for programs what the other direction gives', async () => {
    const all = JSON.parse(await explained('push', '-o', 'json')) as JsonObject[];
    const rows = JSON.parse(await explained('push', 'spec.worker.timeoutSeconds', '-o', 'json'));
    const looked = all.filter((row) => JSON.stringify(row).includes('"spec.worker.timeoutSeconds"'));
    expect(rows).toEqual(looked);
    expect(rows.length).toBeGreaterThan(1);
  });

  it('leaves out what another value of it would not change', async () => {
    const text = await explained('example', 'spec.schedule.leaseSeconds');
    expect(text).toContain('scaledobject.spec.cooldownPeriod');
    expect(text).toContain('stabilizationWindowSeconds');
    expect(text).not.toContain('policies[0]');
    const dispatch = await explained('example', 'spec.worker.dispatch');
    expect(dispatch).toContain('maxUnavailable');
    expect(dispatch).not.toContain('strategy.type');
  });

  it('is asked for with paths that have no -f before them', async () => {
    const wanted = await explained('example', 'tag-products', 'spec.worker.batchSize');
    for (const words of [
      ['fixtures/example', 'tag-products', 'spec.worker.batchSize'],
      ['fixtures/example/function.yaml', 'spec.worker.batchSize', 'fixtures/example/infra-rules.yaml'],
    ])
      expect((await run(['explain', ...words])).stdout).toBe(wanted);
    const many = await run(['explain', 'fixtures/example', 'tag-products', 'spec.worker', 'spec.paused']);
    expect(many).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('too many arguments: spec.paused'),
    });
  });

  it('has all that comes from below it', async () => {
    const text = await explained('gpu-podspec', 'spec.worker.podSpec');
    expect(text).toContain('containers[udf].command[0]: python');
    expect(text).toContain('volumes[models].name');
    expect(text.split('\n')[0]?.length).toBeLessThan(200);
  });

  it('chooses the pool, and so the values of the pool', async () => {
    expect(await explained('example', 'spec.scaling.pool')).toContain(
      'nodeSelector["karpenter.sh/nodepool"]: cpu',
    );
  });

  it.each([
    ['spec.filter', 'decides no value in the objects of layer/tag-products: it is for the gateway'],
    ['spec.output.dim', 'spec.output.dim  not given\n'],
    ['spec.scaling.warmWindowSeconds', 'cooldownPeriod'],
    ['spec.worker.port', 'decides no value in the objects of layer/tag-products as they are'],
    ['spec.worker.dispatch', '    whether there are a Service, a port and a readinessProbe\n'],
    ['spec.scaling.mode', '    whether there is a ScaledObject, or replicas in the Deployment\n'],
    ['metadata.name', 'deployment.metadata.name'],
  ])('%s: %s', async (path, expected) => expect(await explained('example', path)).toContain(expected));

  it.each([
    ['spec.worker.batchsize', 'spec.worker of a Function has no "batchsize"; did you mean "batchSize"?'],
    ['spec.worker.image.tag', 'it is a value without parts'],
    ['spek.worker', '"spek" is no kind of object; did you mean "spec"?'],
  ])('%s is a usage error', async (path, message) => {
    const { code, stdout, stderr } = await run(['explain', '-f', 'fixtures/example', 'tag-products', path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('what is absent', () => {
  it('has a reason, and the fields on which it depends', async () => {
    expect(await explained('example', 'deployment.spec.replicas')).toBe(`deployment.spec.replicas: absent
  KEDA and its HPA own the number of workers in the mode autoscale; a number here would be set against theirs with each apply.
  which depends on
    spec.scaling.mode: autoscale  fixtures/example/function.yaml:38:11
    spec.paused: false            default of the Function
`);
    expect(await explained('fixed', 'deployment.spec.replicas')).not.toContain('absent');
  });

  it.each([
    ['example', 'service'],
    ['example', 'svc.spec.ports'],
    ['example', 'deploy.spec.template.spec.containers[udf].livenessProbe'],
    ['paused', 'scaledobject'],
    ['schedule-only', 'triggerauthentication'],
    ['schedule-only', 'scaledobject.spec.advanced'],
    ['keep-warm', 'scaledobject.spec.cooldownPeriod'],
  ])('in fixtures/%s: %s', async (fixture, path) => {
    expect(await explained(fixture, path)).toMatch(/: absent\n {2}[A-Z].*\.\n {2}which depends on\n/);
    const [row] = JSON.parse(await explained(fixture, path, '-o', 'json'));
    expect(row).toMatchObject({ absent: true, function: expect.anything() });
  });

  it('is known for each kind of object', async () => {
    expect(await explained('example', 'pdb')).toContain(
      'poddisruptionbudget: absent\n  Only a pool with disruption',
    );
    expect(await explained('example', 'networkpolicy')).toContain('gatewayPods');
  });

  it('is known by paths that another Function may well have', () => {
    const specs: JsonObject[] = [
      { worker: { image: 'x:1', dispatch: 'push', podSpec: { tolerations: [{ operator: 'Exists' }] } } },
      {
        scaling: { pool: 'cpu', mode: 'fixed', replicas: { min: 1, max: 1 } },
        worker: {
          image: 'x:1',
          podSpec: {
            containers: [
              { name: 'udf', command: ['a'], args: ['b'], livenessProbe: { tcpSocket: { port: 1 } } },
            ],
          },
        },
      },
    ];
    const { computePools } = INFRA_RULES.spec as { computePools: JsonObject[] };
    const pools = computePools.map((pool) => ({ ...pool, disruption: {} }));
    const { functions } = compile(
      [
        ...specs.map((spec, index) => functionWith(spec, `f${index}`)),
        { ...INFRA_RULES, spec: { computePools: pools } },
      ],
      { ...SETTINGS_FOR_TESTS, gatewayPods: 'layer:app=gateway' },
    );
    const there = new Set(
      functions.flatMap(({ objects }) =>
        objects.flatMap((object) => pathsOf(object, String(object.kind).toLowerCase())),
      ),
    );
    // Never in any object, which is just what people ask.
    const never = ['scaledobject.spec.fallback'];
    expect(Object.keys(ABSENCES).filter((path) => !there.has(path))).toEqual(never);
    const kinds = OBJECT_KINDS.map((kind) => kind.toLowerCase()).filter((kind) => kind !== 'deployment');
    expect(kinds.filter((kind) => !Object.hasOwn(ABSENCES, kind))).toEqual([]);
  });
});

describe('a word that is neither a Function nor a kind', () => {
  it('may be the end of a field', async () => {
    const { code, stderr } = await run(['explain', '-f', 'fixtures/example', 'batchsize']);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'there is no Function "batchsize"; did you mean spec.worker.batchSize?',
      ),
    });
  });
});

/** Every path of an object, with udf for the first container. */
function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return [path, ...value.flatMap((item) => (item?.name === 'udf' ? pathsOf(item, `${path}[udf]`) : []))];
  }
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, `${path}.${key}`))];
}

describe('several Functions', () => {
  it('are each asked when a path stands alone', async () => {
    const text = await explained('two-namespaces', 'spec.worker.image');
    expect(text.match(/^# \S+$/gm)).toEqual(['# shelf/resize-images', '# shop/resize-images']);
    const rows = JSON.parse(await explained('two-namespaces', 'deployment.spec.replicas', '-o', 'json'));
    expect(rows).toHaveLength(2);
    const one = await explained('two-namespaces', 'spec.worker.image', '-n', 'shop');
    expect(one).not.toMatch(/^#/m);
  });

  it('need no namespace where the name is that of one', async () => {
    const files = ['example', 'push'].map((name) => readFileSync(`fixtures/${name}/function.yaml`, 'utf8'));
    const rules = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');
    const { code, stdout } = await run(['explain', '-f', '-', 'tag-products', 'deployment.metadata.name'], {
      stdin: [...files, rules].join('\n---\n'),
    });
    expect({ code, stdout: stdout.split('\n')[0] }).toEqual({
      code: 0,
      stdout: 'deployment.metadata.name: tag-products-worker',
    });
  });
});
