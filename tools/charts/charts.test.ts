/** The charts of deploy/charts under Helm, held against what `layerc manifests` and `layerc crds` print. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { run } from '../../src/cli/run.test-support.ts';
import { suiteNeeding } from '../../testenv/suite.ts';
import { chartFiles } from './charts.ts';
import { CHART, type Entry, GIVEN, Helm, IMAGE } from './helm.test-support.ts';

/** What `layerc manifests` prints, without the CustomResourceDefinitions. */
async function manifests(...flags: readonly string[]): Promise<Entry[]> {
  const { stdout, stderr } = await run(['manifests', '-o', 'json', ...flags]);
  expect(stderr).toBe('');
  const { items } = JSON.parse(stdout) as { items: Entry[] };
  return items.filter(({ kind }) => kind !== 'CustomResourceDefinition');
}

/** Objects by kind, namespace and name; no two may be the same one. */
function byName(objects: readonly Entry[]): { [name: string]: Entry } {
  const named = objects.map(
    (one) => [`${one.kind} ${one.metadata.namespace ?? ''}/${one.metadata.name}`, one] as const,
  );
  expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
  return Object.fromEntries(named);
}

describe('deploy/charts', () => {
  it('has no file but those that are made', () => {
    const files = readdirSync('deploy/charts', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files.toSorted()).toEqual([...chartFiles().keys()].toSorted());
  });
});

suiteNeeding('the charts under helm', ['helm'], (helm) => {
  const charts = new Helm(helm as string);
  afterAll(() => charts.remove());

  it.each(['layerc', 'layerc-crds'])('%s passes lint', (chart) => {
    const { status, stdout } = charts.call('lint', '--strict', `deploy/charts/${chart}`);
    expect(stdout).not.toMatch(/\[(WARNING|ERROR)\]/);
    expect(status).toBe(0);
  });

  it('with their defaults are what layerc manifests and layerc crds print', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    const printed = await manifests('--image', `${IMAGE}:${version}`);
    expect(byName(charts.template(CHART, ...GIVEN, '-n', 'layer'))).toEqual(byName(printed));
    const crds = parseAllDocuments((await run(['crds'])).stdout).map((one) => one.toJS() as Entry);
    const kept = crds.map((crd) => {
      const { annotations = {} } = crd.metadata as { annotations?: object };
      return {
        ...crd,
        metadata: { ...crd.metadata, annotations: { ...annotations, 'helm.sh/resource-policy': 'keep' } },
      };
    });
    expect(byName(charts.template('deploy/charts/layerc-crds'))).toEqual(byName(kept));
  });

  it('where values of an older chart are reused, fill in what is missing', () => {
    const older = join(charts.folder, 'older');
    cpSync(CHART, older, { recursive: true });
    writeFileSync(join(older, 'values.yaml'), '{}\n');
    expect(charts.template(older, ...GIVEN)).toEqual(charts.template(CHART, ...GIVEN));
    writeFileSync(join(older, 'values.yaml'), 'settings: {workers: 3}\npodMonitor: {}\n');
    expect(charts.template(older, ...GIVEN)).toEqual(
      charts.template(CHART, ...GIVEN, '--set', 'settings.workers=3'),
    );
  });

  it('are the same below another chart', () => {
    const above = join(charts.folder, 'above');
    cpSync(CHART, join(above, 'charts', 'layerc'), { recursive: true });
    const dependencies = [{ name: 'layerc', version: '*', repository: '', condition: 'layerc.enabled' }];
    const chart = { apiVersion: 'v2', name: 'above', version: '1.0.0', appVersion: '9', dependencies };
    writeFileSync(join(above, 'Chart.yaml'), JSON.stringify(chart));
    const values = { global: { team: 'a' }, layerc: { enabled: true, image: { repository: IMAGE } } };
    writeFileSync(join(above, 'values.yaml'), JSON.stringify(values));
    expect(byName(charts.template(above))).toEqual(byName(charts.template(CHART, ...GIVEN)));
    expect(charts.template(above, '--set', 'layerc.enabled=false')).toEqual([]);
  });

  it.each<readonly [what: string, values: object, flags: readonly string[]]>([
    ['another namespace', {}, ['-n', 'hev']],
    ['a namespace that looks like a number', {}, ['-n', '123']],
    ['one namespace', { settings: { watchNamespace: 'shop' } }, ['--watch-namespace', 'shop']],
    [
      'one namespace, said twice',
      { settings: { watchNamespace: 'shop', indexNamespace: 'shop' } },
      ['--watch-namespace', 'shop', '--index-namespace', 'shop'],
    ],
    [
      'Indexes of another namespace',
      { settings: { watchNamespace: 'shop', indexNamespace: 'rows' } },
      ['--watch-namespace', 'shop', '--index-namespace', 'rows'],
    ],
    ['Indexes of one namespace', { settings: { indexNamespace: 'rows' } }, ['--index-namespace', 'rows']],
    [
      'every other setting',
      {
        settings: {
          gatewayBaseUrl: 'http://gateway.hev:9000//',
          metricsServer: 'https://prometheus.example.com/',
          gatewaySecretName: 'keys',
          gatewaySecretKey: 'worker.key',
          maxReplicasCeiling: 1_000_000,
          metricsJob: 'a "job": {{ .Values }} # \\ é\u2028',
          ignoreWarnings: ['UnpinnedImage', 'OddSeconds'],
          kubernetesVersion: '1.31',
          gatewayPods: 'layer:app=gateway,tier=a',
          propagateLabels: ['team', 'cost.example.com/center', 'team'],
          propagateAnnotations: ['b', 'a'],
          kedaNamespace: 'scaling',
          maxRolling: 5,
          allowedManagers: ['linkerd', 'istio'],
          workerDeadline: 86_400,
          workers: 64,
          logLevel: 'debug',
        },
      },
      [
        ...[
          '--gateway-base-url',
          'http://gateway.hev:9000//',
          '--metrics-server',
          'https://prometheus.example.com/',
        ],
        ...['--gateway-secret-name', 'keys', '--gateway-secret-key', 'worker.key'],
        ...['--max-replicas-ceiling', '1000000', '--metrics-job', 'a "job": {{ .Values }} # \\ é\u2028'],
        ...['--ignore-warnings', 'UnpinnedImage,OddSeconds', '--kubernetes-version', '1.31'],
        ...['--gateway-pods', 'layer:app=gateway,tier=a'],
        ...['--propagate-labels', 'team,cost.example.com/center,team', '--propagate-annotations', 'b,a'],
        ...['--keda-namespace', 'scaling', '--max-rolling', '5', '--allow-managers', 'linkerd,istio'],
        ...['--worker-deadline', '86400', '--workers', '64', '--log-level', 'debug'],
      ],
    ],
    ['the pools of hev', { settings: { stockPools: true } }, ['--stock-pools']],
    ['policies that warn', { admission: 'warn' }, ['--admission', 'warn']],
    ['policies that audit', { admission: 'audit' }, ['--admission', 'audit']],
    [
      'policies that deny, in one namespace and with a ceiling',
      { admission: 'deny', settings: { watchNamespace: 'shop', maxReplicasCeiling: 1_000_000 } },
      ['--admission', 'deny', '--watch-namespace', 'shop', '--max-replicas-ceiling', '1000000'],
    ],
    ...['warn', 'deny'].map(
      (mode) =>
        [
          `policies that ${mode}, with all that they depend on`,
          {
            admission: mode,
            settings: {
              stockPools: true,
              gatewaySecretName: 'keys.of-gateway',
              propagateLabels: ['team', 'cost.example.com/Center_1'],
              propagateAnnotations: ['note'],
            },
          },
          [
            ...['--admission', mode, '--stock-pools', '--gateway-secret-name', 'keys.of-gateway'],
            ...['--propagate-labels', 'team,cost.example.com/Center_1', '--propagate-annotations', 'note'],
          ],
        ] as const,
    ),
    ['no policies, in words that YAML takes for false', { admission: false }, []],
    ['settings that are empty', { settings: { gatewayBaseUrl: '', maxRolling: '', logLevel: '' } }, []],
    [
      'a gateway elsewhere',
      { settings: { gatewayBaseUrl: 'https://g/' } },
      ['--gateway-base-url', 'https://g/'],
    ],
  ])('with %s is what layerc manifests prints with the flags', async (_, values, flags) => {
    const namespace = flags[0] === '-n' ? (flags[1] as string) : 'layer';
    const printed = await manifests('--image', `${IMAGE}:1.2`, ...flags);
    expect(
      byName(charts.operator({ ...values, image: { repository: IMAGE, tag: '1.2' } }, '-n', namespace)),
    ).toEqual(byName(printed));
  });
});
