/** What deploy/monitoring and docs/runbook.md say of the operator, held against it and against Prometheus' own tool. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Metrics } from '../src/operator/metrics.ts';
import { findProgram } from '../testenv/needs.ts';
import { suiteNeeding } from '../testenv/suite.ts';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: { readonly severity: string };
  readonly annotations?: {
    readonly summary: string;
    readonly description: string;
    readonly runbook_url: string;
  };
}

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const groups = parse(read('deploy/monitoring/rules.yaml')).groups as { rules: Rule[] }[];
const rules = groups.flatMap((group) => group.rules);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const runbook = read('docs/runbook.md');
const [, alertSections = '', reasonSections = ''] = runbook.split(/^## (?:Alerts|Reasons)$/m);
const headings = (text: string) =>
  [...text.matchAll(/^### (\w+)$/gm)].map(([, heading]) => heading as string);

suiteNeeding('the rules under promtool', [findProgram('promtool', 'prometheus')], (promtool) => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(promtool as string, args, { encoding: 'utf8' });
    return { status, text: stdout + stderr };
  };

  it('are rules', () => {
    const { status, text } = run(
      'check',
      'rules',
      '--lint=all',
      '--lint-fatal',
      'deploy/monitoring/rules.yaml',
    );
    expect(status, text).toBe(0);
  });

  it('fire when they should, and not when all is well', () => {
    const { status, text } = run('test', 'rules', 'deploy/monitoring/rules.test.yaml');
    expect(status, text).toBe(0);
  });

  it('are each seen to fire, and each seen to keep still', () => {
    const { tests } = parse(read('deploy/monitoring/rules.test.yaml')) as {
      tests: { alert_rule_test: { alertname: string; exp_alerts?: unknown[] }[] }[];
    };
    const cases = tests.flatMap((one) => one.alert_rule_test);
    for (const { alert } of alerts) {
      const own = cases.filter(({ alertname }) => alertname === alert);
      expect([alert, own.some((one) => one.exp_alerts?.length), own.some((one) => !one.exp_alerts)]).toEqual([
        alert,
        true,
        true,
      ]);
    }
  });
});

describe('monitoring', () => {
  it('asks only for metrics that there are', async () => {
    const text = await new Metrics().text();
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
    const recorded = new Set(rules.map(({ record }) => record));
    const dashboard = JSON.parse(read('deploy/monitoring/dashboard.json')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const expressions = [
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    expect(expressions.length).toBeGreaterThan(20);
    for (const expression of expressions)
      for (const [name] of expression.matchAll(/\b(?:layerc|process|nodejs)[_:][\w:]+/g))
        expect([name, known.has(name.replace(/_(bucket|count|sum)$/, '')) || recorded.has(name)]).toEqual([
          name,
          true,
        ]);
  });

  it('scrapes what `layerc manifests` brings', () => {
    const { spec } = parse(read('deploy/monitoring/pod-monitor.yaml'));
    const deployment = read('golden/layerc-manifests.yaml')
      .split('\n---\n')
      .map((text) => parse(text))
      .find(({ kind }) => kind === 'Deployment');
    const { metadata, spec: pod } = deployment.spec.template;
    expect(metadata.labels).toMatchObject(spec.selector.matchLabels);
    const [{ port, path }] = spec.podMetricsEndpoints;
    expect(pod.containers[0].ports).toContainEqual(expect.objectContaining({ name: port }));
    expect(metadata.annotations['prometheus.io/path']).toBe(path);
  });
});

describe('the runbook', () => {
  it('has a section for each alert, to which the alert leads', () => {
    expect(headings(alertSections)).toEqual(alerts.map(({ alert }) => alert));
    for (const { alert = '', labels, annotations } of alerts) {
      expect(labels?.severity).toMatch(/^(critical|warning)$/);
      expect(annotations?.runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    }
  });

  it('has a section for each reason of a status that docs/operator.md names', () => {
    const page = read('docs/operator.md');
    const table = page.slice(page.indexOf('| reason | what it means'), page.indexOf('`observedGeneration`'));
    const named = [...table.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([A-Z]\w+)`/g)].map(([, reason]) => reason as string),
    );
    const known = named.filter((reason) => !['Autoscaling', 'Registered'].includes(reason));
    expect(known.length).toBeGreaterThan(15);
    expect(headings(reasonSections).toSorted()).toEqual([...known, 'KedaNotRunning'].sort());
  });
});
