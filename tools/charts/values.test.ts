/** What Helm makes of the values of the chart `layerc`, and what it refuses. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { suiteNeeding } from '../../testenv/suite.ts';
import { CHART, type Entry, GIVEN, Helm, IMAGE, podOf } from './helm.test-support.ts';

suiteNeeding('the values of the chart under helm', ['helm'], (helm) => {
  const charts = new Helm(helm as string);
  afterAll(() => charts.remove());

  it('names the image by tag, by digest or by both', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const image = (more: object) =>
      (
        podOf(charts.operator({ image: { repository: 'h:5000/x', ...more } })).spec.containers[0] as {
          image: string;
        }
      ).image;
    expect([image({ tag: '1' }), image({ digest }), image({ tag: '1', digest })]).toEqual([
      'h:5000/x:1',
      `h:5000/x@${digest}`,
      `h:5000/x:1@${digest}`,
    ]);
  });

  it('gives the pods what values say of them', () => {
    const values = {
      imagePullSecrets: [{ name: 'registry' }],
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      topologySpreadConstraints: [],
      priorityClassName: 'system-cluster-critical',
    };
    const { metadata, spec } = podOf(
      charts.operator({
        ...values,
        image: { repository: IMAGE, pullPolicy: 'Always' },
        replicas: 0,
        resources: { limits: { memory: '1Gi' }, requests: { cpu: 1 } },
        podSecurityContext: { runAsUser: null, runAsGroup: null },
        podLabels: { team: 'platform', 'app.kubernetes.io/name': 'other' },
        podAnnotations: { 'prometheus.io/port': '1', note: 'a: b' },
      }),
    );
    expect(spec).toMatchObject(values);
    expect(spec).toMatchObject({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          imagePullPolicy: 'Always',
          resources: { limits: { memory: '1Gi' }, requests: { cpu: 1, memory: '128Mi' } },
        },
      ],
    });
    expect(JSON.stringify(spec)).not.toContain('runAsUser');
    expect(metadata).toEqual({
      annotations: {
        'prometheus.io/path': '/metrics',
        'prometheus.io/port': '8082',
        'prometheus.io/scrape': 'true',
        note: 'a: b',
      },
      labels: { 'app.kubernetes.io/name': 'layerc-operator', team: 'platform' },
    });
    const plain = podOf(
      charts.operator({ scrapeAnnotations: false, podAnnotations: { 'prometheus.io/port': '1' } }),
    );
    expect(plain.metadata).toMatchObject({ annotations: { 'prometheus.io/port': '1' } });
    expect(podOf(charts.operator({ scrapeAnnotations: false })).metadata).not.toHaveProperty('annotations');
  });

  it('leaves out what is switched off, and brings what is switched on', async () => {
    const off = { enabled: false };
    const kinds = (objects: readonly Entry[]) =>
      objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
    const all = kinds(charts.operator({}));
    const few = kinds(
      charts.operator({ networkPolicy: off, podDisruptionBudget: off, rbac: { aggregate: false } }),
    );
    expect(all.filter((one) => !few.includes(one))).toEqual([
      'ClusterRole layerc-functions-edit',
      'ClusterRole layerc-functions-view',
      'NetworkPolicy layerc-operator',
      'PodDisruptionBudget layerc-operator',
    ]);
    const labels = { release: 'prometheus' };
    const monitored = charts.operator({
      labels: { team: 'platform' },
      podMonitor: { enabled: true, labels, interval: '30s' },
      prometheusRule: { enabled: true, labels },
    });
    const own = { 'app.kubernetes.io/name': 'layerc-operator', team: 'platform' };
    for (const { kind, metadata } of monitored)
      expect([kind, metadata]).toEqual([
        kind,
        expect.objectContaining({
          labels: expect.objectContaining(
            /Monitor|Rule$/.test(kind) && !kind.endsWith('Role') ? { ...own, ...labels } : own,
          ),
        }),
      ]);
    const committed = parseAllDocuments(
      readFileSync('deploy/monitoring/prometheus-rule.yaml', 'utf8'),
    )[0]?.toJS();
    expect(monitored.find(({ kind }) => kind === 'PrometheusRule')?.spec).toEqual(committed.spec);
    expect(monitored.find(({ kind }) => kind === 'PodMonitor')?.spec).toMatchObject({
      podMetricsEndpoints: [{ path: '/metrics', port: 'health', interval: '30s' }],
    });
  });

  it.each<readonly [values: string, message: string]>([
    ['replcas: 1', "'replcas'"],
    ['settings: {maxRoling: 5}', "'maxRoling'"],
    ['settings: {kubernetesVersion: 1.30}', '/settings/kubernetesVersion'],
    ['settings: {kubernetesVersion: "1.20"}', '/settings/kubernetesVersion'],
    ['settings: {maxReplicasCeiling: "50"}', '/settings/maxReplicasCeiling'],
    ['settings: {maxReplicasCeiling: 0}', '/settings/maxReplicasCeiling'],
    ['settings: {ignoreWarnings: [UnpinedImage]}', "'UnpinnedImage'"],
    ['settings: {ignoreWarnings: UnpinnedImage}', 'want array'],
    ['settings: {watchNamespace: Shop}', '/settings/watchNamespace'],
    ['settings: {gatewayBaseUrl: "gateway:8080"}', '/settings/gatewayBaseUrl'],
    ['settings: {gatewayBaseUrl: "http://me:secret@gateway"}', 'settings.gatewayBaseUrl holds a user name'],
    ['settings: {logLevel: trace}', "'debug'"],
    ['settings: {maxRolling: 0%}', '/settings/maxRolling'],
    ['admission: warning', "'deny'"],
    ['{admission: warn, settings: {propagateLabels: ["a\' || true"]}}', 'is the name of no Secret, label'],
    ['settings: {workers: 65}', '/settings/workers'],
    ['image: {repository: "x:1"}', '/image/repository'],
    ['image: {repository: x, tag: 1.10}', 'got number, want string'],
    ['image: {repository: ""}', 'image.repository is missing: nobody publishes'],
    ['resources: {limit: {}}', "'limit'"],
    ['labels: {"rbac.authorization.k8s.io/aggregate-to-view": "true"}', 'rights of the operator'],
    ['imagePullSecrets: [registry]', '/imagePullSecrets/0'],
  ])('refuses %s', (values, message) => {
    const file = join(charts.folder, 'wrong.yaml');
    writeFileSync(file, values);
    const { status, stdout, stderr } = charts.call(
      'template',
      'release',
      CHART,
      ...(values.startsWith('image:') ? [] : GIVEN),
      '-f',
      file,
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('secret@');
  });

  it('takes the values that a chart above it brings', () => {
    expect(charts.operator({ enabled: true, global: { imageRegistry: 'x' } })).toEqual(charts.operator({}));
  });

  it('makes nothing but text of a text, whatever stands in it', () => {
    const evil = [
      '"\n- name: EVIL\n  value: "1',
      'x\'"`\\',
      '{{ .Release.Name }}{{ fail "x" }}',
      '# no comment',
      '---\napiVersion: v1\nkind: Secret',
      '&a *a !!binary |',
      '\u2028\ttab',
      'null',
      '~',
      'yes',
      '0x1F',
      '1e3',
    ];
    const plain = charts.operator({});
    for (const text of evil) {
      const keyed = { [text]: text };
      const objects = charts.operator(
        {
          labels: keyed,
          podLabels: keyed,
          podAnnotations: keyed,
          nodeSelector: keyed,
          priorityClassName: text,
          tolerations: [{ key: text, value: text }],
          affinity: keyed,
          topologySpreadConstraints: [keyed],
          podSecurityContext: keyed,
          securityContext: keyed,
          imagePullSecrets: [{ name: text }],
          resources: { requests: keyed },
          settings: { propagateLabels: [text], gatewayPods: text },
          podMonitor: { enabled: true, labels: keyed, interval: text },
          prometheusRule: { enabled: true, labels: keyed },
          image: { repository: text, tag: text, digest: text },
        },
        '--skip-schema-validation',
      );
      const names = (list: readonly Entry[]) => list.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      expect(names(objects).filter((name) => !/^(PodMonitor|PrometheusRule) /.test(name))).toEqual(
        names(plain),
      );
      const { metadata, spec } = podOf(objects);
      expect(metadata).toMatchObject({ labels: keyed, annotations: keyed });
      expect(spec).toMatchObject({
        nodeSelector: keyed,
        priorityClassName: text,
        tolerations: [{ key: text, value: text }],
        affinity: keyed,
        topologySpreadConstraints: [keyed],
        securityContext: keyed,
        imagePullSecrets: [{ name: text }],
        containers: [
          {
            image: `${text}:${text}@${text}`,
            securityContext: keyed,
            env: expect.arrayContaining([
              { name: 'PROPAGATE_LABELS', value: text },
              { name: 'GATEWAY_PODS', value: text },
            ]),
          },
        ],
      });
      for (const { metadata: own } of objects) expect(own).toMatchObject({ labels: keyed });
    }
  });
});
