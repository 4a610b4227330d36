import { readFileSync } from 'node:fs';

/** The rules of deploy/monitoring for Prometheus, as the object that the Prometheus Operator takes. */
export function prometheusRule(): string {
  const rules = readFileSync(new URL('../deploy/monitoring/rules.yaml', import.meta.url), 'utf8');
  const indented = rules.slice(rules.indexOf('groups:')).replace(/^(?=.)/gm, '  ');
  return `# Generated from rules.yaml by tools/generate.ts, for the Prometheus Operator.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: layerc
  labels:
    app.kubernetes.io/name: layerc-operator
spec:
${indented}`;
}
